"""The resident ID card as its SAM gives it: a text block of 256 bytes, UTF-16LE (GA/T 467), citizen's layout."""

from __future__ import annotations

from kiosk.cards import Authenticity, CardContent, CardKind, CardProblem
from kiosk.cards.ethnic import ethnic_name
from kiosk.cards.printed import PADDING, printed_day, printed_expiry, printed_text
from kiosk.cards.sex import sex_name

BLOCK_BYTES = 256
# The layouts for foreigners ("I", "Y") and for Hong Kong, Macao and Taiwan residents ("J") name themselves here.
_LAYOUT_FLAG = slice(248, 250)

NAME = slice(0, 30)
SEX = slice(30, 32)
ETHNICITY = slice(32, 36)
BIRTH_DATE = slice(36, 52)
ADDRESS = slice(52, 122)
ID_NUMBER = slice(122, 158)
ISSUER = slice(158, 188)
VALID_FROM = slice(188, 204)
VALID_TO = slice(204, 220)


def decode(raw: bytes) -> CardContent | CardProblem:
    """The card's content, VERIFIED because the SAM authenticated the chip; DAMAGED for bytes that are no such block,
    UNSUPPORTED for another layout."""
    if len(raw) != BLOCK_BYTES:
        return CardProblem.DAMAGED
    try:
        if raw[_LAYOUT_FLAG].decode("utf-16-le").strip(PADDING):
            return CardProblem.UNSUPPORTED
        return _content(raw)
    except ValueError:
        return CardProblem.DAMAGED


def _content(raw: bytes) -> CardContent:
    def field(place: slice) -> str:
        return raw[place].decode("utf-16-le")

    return CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name=printed_text(field(NAME)),
        id_number=_number(field(ID_NUMBER)),
        sex=sex_name(field(SEX)),
        ethnicity=ethnic_name(field(ETHNICITY)),
        birth_date=printed_day(field(BIRTH_DATE)),
        address=printed_text(field(ADDRESS)),
        issuer=printed_text(field(ISSUER)),
        valid_from=printed_day(field(VALID_FROM)),
        valid_to=printed_expiry(field(VALID_TO)),
    )


def _number(field: str) -> str:
    """The number without padding; its check digit is for kiosk/identity to say, its characters are for this driver."""
    text = printed_text(field)
    if not (text.isascii() and text.isalnum()):
        raise ValueError("an identity number with characters no number has")
    return text
