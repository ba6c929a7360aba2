"""The social-security card (LD/T 32-2015): what EF05 and EF06 under SSSE give to anyone, without a PIN.

A chip that answers is read, not authenticated: a copy would answer the same, hence Authenticity.READ.
No PIN is ever sent, not even a default one: a wrong one burns one of the holder's few tries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from devices.pcsc.apdu import (
    ACCESS_DENIED,
    FILE_INVALIDATED,
    FILE_NOT_FOUND,
    RECORD_NOT_FOUND,
    REFERENCE_NOT_FOUND,
    Answer,
    Exchange,
)
from devices.pcsc.tlv import value_of
from kiosk.cards import Authenticity, CardContent, CardKind, CardProblem
from kiosk.cards.ethnic import ethnic_name
from kiosk.cards.printed import printed_day, printed_text
from kiosk.cards.sex import sex_name

# "sx1.sh." and 社会保障 in GBK: the application's name.
_SELECT_SSSE = bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF")
# Both ways to select a file under the application are met in the field.
_SELECT_FILE = (bytes.fromhex("00A4020002"), bytes.fromhex("00A4000002"))

CARD_FILE, HOLDER_FILE = 0xEF05, 0xEF06
ISSUE_DATE, VALID_TO, CARD_NUMBER = 0x05, 0x06, 0x07
ID_NUMBER, NAME, NAME_CONTINUED, SEX, ETHNICITY, BIRTH_DATE = 0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0D

# Value lengths: asked for exactly, a T=0 card answers at once; asked for otherwise, each record costs two more APDUs.
_FILES: Mapping[int, Mapping[int, int]] = {
    CARD_FILE: {ISSUE_DATE: 4, VALID_TO: 4, CARD_NUMBER: 9},
    HOLDER_FILE: {ID_NUMBER: 18, NAME: 30, NAME_CONTINUED: 20, SEX: 1, ETHNICITY: 1, BIRTH_DATE: 4},
}
_REFUSED = (ACCESS_DENIED, FILE_INVALIDATED)
_ABSENT = (RECORD_NOT_FOUND, FILE_NOT_FOUND, REFERENCE_NOT_FOUND)
_BLANK = b"\x00 \xff"

_Records = Mapping[int, bytes]


def read(exchange: Exchange) -> CardContent | CardProblem:
    """The holder's number, name, sex, ethnicity and birth date, and the card's number and dates.

    UNSUPPORTED when the card has no such application, DENIED when it wants a key for these files, DAMAGED when
    its records are not what the standard says.
    """
    selected = exchange(_SELECT_SSSE)
    if not selected.ok:
        return CardProblem.DENIED if selected.status in _REFUSED else CardProblem.UNSUPPORTED
    gathered: dict[int, bytes] = {}
    for file, lengths in _FILES.items():
        outcome = _read_file(exchange, file, lengths=lengths)
        if isinstance(outcome, CardProblem):
            return outcome
        gathered.update(outcome)
    try:
        return _content(gathered)
    except ValueError:
        return CardProblem.DAMAGED


def _read_file(exchange: Exchange, file: int, *, lengths: Mapping[int, int]) -> _Records | CardProblem:
    selected = _select(exchange, file)
    if not selected.ok:
        return CardProblem.DENIED if selected.status in _REFUSED else CardProblem.DAMAGED
    found: dict[int, bytes] = {}
    for tag, length in lengths.items():
        answer = exchange(bytes([0x00, 0xB2, tag, 0x00, length + 2]))
        if answer.status in _REFUSED:
            return CardProblem.DENIED
        try:
            found[tag] = _value(answer, tag)
        except ValueError:
            return CardProblem.DAMAGED
    return found


def _select(exchange: Exchange, file: int) -> Answer:
    answer = exchange(_SELECT_FILE[0] + file.to_bytes(2, "big"))
    if answer.ok or answer.status in _REFUSED:
        return answer
    return exchange(_SELECT_FILE[1] + file.to_bytes(2, "big"))


def _value(answer: Answer, tag: int) -> bytes:
    if answer.status in _ABSENT:
        return b""
    if not answer.ok:
        raise ValueError("a record that cannot be read")
    return value_of(answer.body, tag)


def _content(records: _Records) -> CardContent:
    return CardContent(
        kind=CardKind.SOCIAL_SECURITY,
        authenticity=Authenticity.READ,
        name=_text(records[NAME].rstrip(_BLANK) + records[NAME_CONTINUED].rstrip(_BLANK)),
        id_number=_number(records[ID_NUMBER]),
        sex=sex_name(_text(records[SEX])),
        ethnicity=ethnic_name(records[ETHNICITY].hex()),
        birth_date=_day(records[BIRTH_DATE]),
        valid_from=_day(records[ISSUE_DATE]),
        valid_to=_day(records[VALID_TO]),
        card_number=_text(records[CARD_NUMBER]),
    )


def _text(raw: bytes) -> str:
    # GB 18030 contains GBK and has the rare names besides; 0xFF is no lead byte of either, so it is padding too.
    return printed_text(raw.strip(_BLANK).decode("gb18030"))


def _number(raw: bytes) -> str:
    text = _text(raw)
    if not (text.isascii() and text.isalnum()):
        raise ValueError("an identity number with characters no number has")
    return text


def _day(raw: bytes) -> date | None:
    """A day in BCD, digits left-aligned and padded with F."""
    return printed_day(raw.hex().rstrip("f"))
