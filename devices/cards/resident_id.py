"""The resident ID card as its SAM gives it: a text block of 256 bytes, UTF-16LE (GA/T 467), in four layouts.

A citizen's card leaves the flag blank; 'J' is the residence permit of Hong Kong, Macao and Taiwan residents, 'I' and
'Y' are foreigners' permanent residence cards, the first of 2017, the second of 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.cards import Authenticity, CardContent, CardKind, CardProblem
from kiosk.cards.ethnic import ethnic_name
from kiosk.cards.printed import PADDING, printed_day, printed_expiry, printed_text
from kiosk.cards.sex import sex_name

BLOCK_BYTES = 256
FLAG = slice(248, 250)
# The address a card was given after it was made stands beside the block, in the width of the printed one.
NEWEST_ADDRESS_BYTES = 70

Layout = Mapping[str, slice]

CITIZEN: Layout = MappingProxyType(
    {
        "NAME": slice(0, 30),
        "SEX": slice(30, 32),
        "ETHNICITY": slice(32, 36),
        "BIRTH_DATE": slice(36, 52),
        "ADDRESS": slice(52, 122),
        "ID_NUMBER": slice(122, 158),
        "ISSUER": slice(158, 188),
        "VALID_FROM": slice(188, 204),
        "VALID_TO": slice(204, 220),
    }
)
# Beyond a citizen's fields: the number of the travel permit it stands beside. There is no ethnicity.
PERMIT: Layout = MappingProxyType(
    {name: place for name, place in CITIZEN.items() if name != "ETHNICITY"} | {"CARD_NUMBER": slice(220, 238)}
)
FOREIGNER_2017: Layout = MappingProxyType(
    {
        "NAME": slice(0, 120),
        "SEX": slice(120, 122),
        "ID_NUMBER": slice(122, 152),
        "CHINESE_NAME": slice(158, 188),
        "VALID_FROM": slice(188, 204),
        "VALID_TO": slice(204, 220),
        "BIRTH_DATE": slice(220, 236),
    }
)
FOREIGNER_2023: Layout = MappingProxyType(
    {
        "CHINESE_NAME": slice(0, 30),
        "SEX": slice(30, 32),
        "BIRTH_DATE": slice(36, 52),
        "NAME": slice(52, 122),
        "ID_NUMBER": slice(122, 158),
        "VALID_FROM": slice(188, 204),
        "VALID_TO": slice(204, 220),
        "NAME_CONTINUED": slice(220, 242),
    }
)
LAYOUTS: Mapping[str, Layout] = MappingProxyType({"": CITIZEN, "J": PERMIT, "I": FOREIGNER_2017, "Y": FOREIGNER_2023})


def decode(raw: bytes) -> CardContent | CardProblem:
    """The card's content, VERIFIED because the SAM authenticated the chip; DAMAGED for bytes that are no such block,
    UNSUPPORTED for a layout nobody has described."""
    if len(raw) != BLOCK_BYTES:
        return CardProblem.DAMAGED
    try:
        layout = LAYOUTS.get(raw[FLAG].decode("utf-16-le").strip(PADDING))
        return CardProblem.UNSUPPORTED if layout is None else _content(_reader(raw, layout))
    except ValueError:
        return CardProblem.DAMAGED


def decode_address(raw: bytes) -> str:
    """The newest address; empty when there is none, or when the bytes are no such field: the printed one counts then."""
    if len(raw) != NEWEST_ADDRESS_BYTES:
        return ""
    try:
        return printed_text(raw.decode("utf-16-le"))
    except ValueError:
        return ""


def _reader(raw: bytes, layout: Layout) -> Callable[[str], str]:
    """The text of a field; empty where the layout has none of that name."""

    def field(name: str) -> str:
        return raw[layout[name]].decode("utf-16-le") if name in layout else ""

    return field


def _content(field: Callable[[str], str]) -> CardContent:
    return CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name=_name(field),
        id_number=_number(field("ID_NUMBER")),
        sex=sex_name(field("SEX")),
        ethnicity=ethnic_name(field("ETHNICITY")),
        birth_date=printed_day(field("BIRTH_DATE")),
        address=printed_text(field("ADDRESS")),
        issuer=printed_text(field("ISSUER")),
        valid_from=printed_day(field("VALID_FROM")),
        valid_to=printed_expiry(field("VALID_TO")),
        card_number=printed_text(field("CARD_NUMBER")),
    )


def _name(field: Callable[[str], str]) -> str:
    """The name of the passport, which a foreigner's card prints first; the Chinese one when there is no other.

    A long name goes on in a second field, at any character: a space before the break belongs to it.
    """
    return printed_text(field("NAME") + field("NAME_CONTINUED")) or printed_text(field("CHINESE_NAME"))


def _number(field: str) -> str:
    """The number without padding; its check digit is for kiosk/identity to say, its characters are for this driver."""
    text = printed_text(field)
    if not (text.isascii() and text.isalnum()):
        raise ValueError("an identity number with characters no number has")
    return text
