"""Cards byte for byte as a chip or a SAM gives them, for readers that are simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from devices.cards import resident_id, social_security
from kiosk.cards import LONG_TERM
from kiosk.cards.mrz import Mrz
from kiosk.cards.printed import LONG_TERM_WORD
from kiosk.identity.clerk import SignInRefusal

_OK, _APPLICATION_NOT_FOUND, _NO_RECORD, _REFUSED = b"\x90\x00", b"\x6a\x82", b"\x6a\x83", b"\x6d\x00"
_KEY_WANTED = b"\x69\x82"
_SSSE = "sx1.sh.社会保障".encode("gbk")
_TRAVEL_DOCUMENT = bytes.fromhex("A0000002471001")
# EF.CardAccess: there on every document that opens by PACE (ICAO 9303-11, 9.2.7).
_CARD_ACCESS = 0x011C


@dataclass(frozen=True, slots=True)
class ResidentIdImage:
    """A resident ID card: the text block its SAM hands out."""

    block: bytes


@dataclass(frozen=True, slots=True)
class ChipImage:
    """A card that speaks APDUs: file → tag → value, and the status word each application it has is selected with.

    The files of `locked` want a key that nobody here has.
    """

    files: Mapping[int, Mapping[int, bytes]]
    applications: Mapping[bytes, bytes] = field(default_factory=lambda: {_SSSE: _OK})
    locked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PassportImage:
    """A travel document: the machine-readable zone its chip gives to whoever knows what is printed in it."""

    zone: Mrz


@dataclass(frozen=True, slots=True)
class ClerkImage:
    """A clerk's card: whose, its PIN, how many tries it has left, and what is wrong with its certificate, if anything is."""

    name: str = field(repr=False)
    pin: str = field(repr=False)
    tries: int = 3
    refused: SignInRefusal | None = None


CardImage = ResidentIdImage | ChipImage | PassportImage | ClerkImage

# What no driver knows: a bank card, a hotel's key.
UNKNOWN_CARD = ChipImage({}, applications={})
# Recognised, and not opened: it opens another way than ours.
PACE_DOCUMENT = ChipImage({_CARD_ACCESS: {}}, applications={_TRAVEL_DOCUMENT: _KEY_WANTED})


def resident_id_block(texts: Mapping[str, str], flag: str = "") -> bytes:
    """A text block from texts by field name (NAME, SEX, …), in the layout of that flag, padded with spaces as the cards are."""
    block = bytearray(" ".encode("utf-16-le") * (resident_id.BLOCK_BYTES // 2))
    places = {**resident_id.LAYOUTS[flag], "FLAG": resident_id.FLAG}
    for name, text in {**texts, "FLAG": flag}.items():
        raw, place = text.encode("utf-16-le"), places[name]
        if len(raw) > place.stop - place.start:
            raise ValueError(f"{name} is too long for its field")
        block[place.start : place.start + len(raw)] = raw
    return bytes(block)


def day_digits(day: date) -> str:
    """YYYYMMDD, or the word of a card that does not expire."""
    return LONG_TERM_WORD if day == LONG_TERM else day.strftime("%Y%m%d")


def name_records(name: str) -> Mapping[int, bytes]:
    """The two name records: 30 bytes, and the 20 that follow when a name is longer."""
    raw = name.encode("gb18030")
    return {social_security.NAME: raw[:30].ljust(30, b"\0"), social_security.NAME_CONTINUED: raw[30:].ljust(20, b"\0")}


class ChipSession:
    """One powered card answering APDUs as strictly as T=0 does: never an answer of a length that was not asked for."""

    def __init__(self, image: ChipImage) -> None:
        self._image = image
        self._selected: int | None = None

    def transmit(self, command: bytes) -> bytes:
        """The card's answer, status word included."""
        if command[1:3] == b"\xa4\x04":
            return self._image.applications.get(command[5 : 5 + command[4]], _APPLICATION_NOT_FOUND)
        if command[1] == 0xA4:
            return self._select(int.from_bytes(command[5:7], "big"))
        if command[1] == 0xB2 and self._selected is not None:
            return self._read(self._selected, command)
        return _REFUSED

    def _select(self, file: int) -> bytes:
        if file not in self._image.files:
            return _APPLICATION_NOT_FOUND
        if file in self._image.locked:
            return _KEY_WANTED
        self._selected = file
        return _OK

    def _read(self, file: int, command: bytes) -> bytes:
        value = self._image.files[file].get(command[2])
        if value is None:
            return _NO_RECORD
        record = bytes([command[2], len(value)]) + value
        if command[4] != len(record):
            return bytes([0x6C, len(record)])
        return record + _OK
