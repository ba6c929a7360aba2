"""The codes of a receipt: the short one that people type, and what the signed one in its QR code says."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import msgspec

from kiosk.applications.model import Application
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.ids import ALPHABET
from kiosk.base.privacy import mask_name

CODE_LENGTH = 12
_GROUP = 4
# Half of the envelope's hash: to find a second envelope for a signed code takes 2^128 tries still.
HASH_BYTES = 16
_EPOCH = date(1970, 1, 1).toordinal()
# The days a calendar has from then on.
DAYS = range(date.max.toordinal() - _EPOCH + 1)


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a terminal signs of a receipt, and nothing else: whoever finds the paper learns no more than it shows.

    `envelope` is the beginning of the envelope's hash, `day` the day of collection in days since 1970 at the place,
    `day_unsure` says that nobody had verified the terminal's clock, `mode` is "" in service.
    """

    number: str
    applicant: str
    envelope: bytes
    terminal: str
    day: int
    day_unsure: bool = False
    mode: str = ""


class CodeSigner(Protocol):
    """Makes the signed code with the device's key."""

    def code(self, claims: Claims) -> str:
        """The text of the QR code, in its alphanumeric mode. Raises SealError K.."""
        ...


def claims_of(application: Application, envelope_sha256: str, *, mode: str = "") -> Claims:
    """What is signed of a collected application; `envelope_sha256` in hex."""
    at = application.collected_at
    return Claims(
        number=application.reference_number,
        applicant=mask_name(application.document.applicant.name),
        envelope=bytes.fromhex(envelope_sha256)[:HASH_BYTES],
        terminal=application.document.place.terminal,
        day=day_number(Moment(at.unix_ms)),
        day_unsure=at.confidence is TimeConfidence.UNVERIFIED,
        mode=mode,
    )


def day_number(at: Moment) -> int:
    """The day at the place, in days since 1970-01-01."""
    return at.day().toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day of such a number, which must be one of DAYS."""
    return date.fromordinal(_EPOCH + number)


def verification_code(envelope_sha256: str) -> str:
    """Twelve characters of GB 32100's alphabet from the envelope's SHA-256 in hex: 59 of its bits.

    Short enough to be typed, and only the holder of the envelope can say which code belongs to a number.
    """
    value = int(envelope_sha256, 16)
    digits = []
    for _ in range(CODE_LENGTH):
        value, digit = divmod(value, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)


def grouped_code(code: str) -> str:
    """The code as it is printed and read aloud: "7F3K 92QD LM4X"."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
