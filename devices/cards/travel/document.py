"""The travel document's driver: opened by Basic Access Control, EF.COM and DG1 read (9303-10), the photo left alone.

The chip proved that it knows what is printed, and no more: its data are not held against the issuing state's signature
(passive authentication), hence Authenticity.READ.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from devices.cards.travel.access import NONCE_BYTES, Authentication
from devices.cards.travel.messaging import Session
from devices.pcsc.apdu import ACCESS_DENIED, Exchange
from devices.pcsc.ber import header, value_of
from kiosk.base.clock import Entropy
from kiosk.cards import Authenticity, CardContent, CardKind, CardProblem
from kiosk.cards.mrz import DocumentKey, Mrz, parse
from kiosk.cards.sex import sex_name

_SELECT_APPLICATION = bytes.fromhex("00A4040C07A0000002471001")
_SELECT_MASTER = bytes.fromhex("00A4000C023F00")
_SELECT_FILE = bytes.fromhex("00A4020C02")
_GET_CHALLENGE = bytes.fromhex("0084000008")
_EXTERNAL_AUTHENTICATE = bytes.fromhex("0082000028")
_CARD_ACCESS, _COMMON, _DG1 = 0x011C, 0x011E, 0x0101
_COMMON_TAG, _TAG_LIST, _DG1_TAG, _ZONE_TAG = 0x60, 0x5C, 0x61, 0x5F1F
_HEAD_BYTES = 4
# Enciphered, padded and authenticated, so much still fits an answer of 256 bytes.
_PART_BYTES = 0xDF
# EF.COM has about 30 bytes and DG1 at most 95: a longer one is no such file, and no card may keep the reader busy.
_LONGEST_BYTES = 512
_CONDITIONS_NOT_SATISFIED = 0x6985
_LOCKED = (ACCESS_DENIED, _CONDITIONS_NOT_SATISFIED)
_SEXES = {"M": sex_name("1"), "F": sex_name("2")}


def recognise(exchange: Exchange) -> CardProblem:
    """KEY_NEEDED for a travel document, PACE_ONLY for one that opens another way, UNSUPPORTED for any other card."""
    selected = exchange(_SELECT_APPLICATION)
    if selected.ok:
        return CardProblem.KEY_NEEDED
    return _other_way(exchange) if selected.status in _LOCKED else CardProblem.UNSUPPORTED


def read(exchange: Exchange, key: DocumentKey, *, entropy: Entropy, today: date) -> CardContent | CardProblem:
    """The holder as DG1 has them, or why not: KEY_WRONG when the chip does not take the key, PACE_ONLY when it takes none
    of this kind, DAMAGED when what it says is not what the standard says, or not the document the key was read from."""
    recognised = recognise(exchange)
    if recognised is not CardProblem.KEY_NEEDED:
        return recognised
    challenge = exchange(_GET_CHALLENGE)
    if not challenge.ok or len(challenge.body) != NONCE_BYTES:
        return _other_way(exchange)
    authentication = Authentication(key, challenge.body, entropy=entropy)
    proven = exchange(_EXTERNAL_AUTHENTICATE + authentication.command() + b"\x28")
    if not proven.ok:
        # The standard leaves the status word to the chip: 6300, 6982, 6985 and 6988 are all met.
        return CardProblem.KEY_WRONG
    try:
        return content_of(_zone(exchange, authentication.session(proven.body)), key, today=today)
    except ValueError:
        return CardProblem.DAMAGED


def _other_way(exchange: Exchange) -> CardProblem:
    """PACE_ONLY when EF.CardAccess is there, which every chip that speaks PACE must have; DENIED otherwise."""
    exchange(_SELECT_MASTER)
    found = exchange(_SELECT_FILE + _CARD_ACCESS.to_bytes(2, "big")).ok
    return CardProblem.PACE_ONLY if found else CardProblem.DENIED


def _zone(exchange: Exchange, session: Session) -> Mrz:
    secured = partial(session.exchange, exchange)
    if _DG1_TAG not in value_of(_file(secured, _COMMON), _COMMON_TAG, _TAG_LIST):
        raise ValueError("a document without its first data group")
    zone = parse(value_of(_file(secured, _DG1), _DG1_TAG, _ZONE_TAG).decode("ascii"))
    if not isinstance(zone, Mrz):
        raise ValueError("a zone whose check digits do not hold")
    return zone


def _file(secured: Exchange, file: int) -> bytes:
    """A whole file; its own first bytes say how long it is."""
    if not secured(_SELECT_FILE + file.to_bytes(2, "big")).ok:
        raise ValueError("a file that is not there")
    raw = _part(secured, 0, _HEAD_BYTES)
    _, start, length = header(raw)
    if start + length > _LONGEST_BYTES:
        raise ValueError("a file longer than any of its kind")
    while len(raw) < start + length:
        raw += _part(secured, len(raw), min(_PART_BYTES, start + length - len(raw)))
    return raw[: start + length]


def _part(secured: Exchange, offset: int, count: int) -> bytes:
    answer = secured(b"\x00\xb0" + offset.to_bytes(2, "big") + bytes([count]))
    if not answer.ok or not answer.body:
        raise ValueError("a part of a file that cannot be read")
    return answer.body


def content_of(zone: Mrz, key: DocumentKey, *, today: date) -> CardContent:
    """The holder in the chip's own zone; ValueError when that is not the document the key was read from."""
    if zone.key() != key:
        raise ValueError("the chip speaks of another document than the one it sits in")
    return CardContent(
        kind=CardKind.TRAVEL_DOCUMENT,
        authenticity=Authenticity.READ,
        name=", ".join(part for part in (zone.surname, zone.given) if part),
        id_number="",
        sex=_SEXES.get(zone.sex, ""),
        birth_date=zone.birth_date(today),
        issuer=zone.issuer,
        valid_to=zone.valid_to(today),
        card_number=zone.number,
        document=zone.document,
    )
