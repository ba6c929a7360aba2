"""The signed code of a receipt: a prefix, then Base45 (RFC 9285) of a COSE_Sign1 over the claims in CBOR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import base45
import cbor2
import msgspec

from kiosk.base.errors import SealError
from kiosk.receipts.codes import DAYS, HASH_BYTES, Claims
from sync.seal.cose import MESSAGE_MAX, Sign1, parse1, read_cbor, sign1, verify1
from sync.seal.errors import MALFORMED, sealing
from sync.seal.keys import DeviceKeys
from sync.seal.suite import Suite

PREFIX = "DS2/"
# What receipts carried before codes were signed: number and typed code.
EARLY = "DS1/"
# Claim 1 is the number, 2 the applicant, and so on: the order of the fields is part of the format.
FIELDS: Mapping[int, str] = MappingProxyType(dict(enumerate(Claims.__struct_fields__, 1)))
# A text is looked at to here and no further: three characters for two bytes.
TEXT_MAX = len(PREFIX) + MESSAGE_MAX * 3 // 2


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A code taken apart: what it claims, and the message that may prove it."""

    claims: Claims
    message: Sign1


class DeviceCodeSigner:
    """Implements CodeSigner with the key of one terminal."""

    def __init__(self, suite: Suite, device: DeviceKeys) -> None:
        self._suite = suite
        self._key = device.signing_key(suite)

    def code(self, claims: Claims) -> str:
        """The text of the code. Raises SealError K01."""
        return PREFIX + _letters(sign1(_payload(claims), self._key, self._suite))


def is_code(text: str) -> bool:
    """Whether it says of itself that it is one."""
    return text.startswith(PREFIX)


def parse_code(text: str) -> ReceiptCode:
    """Take a code apart; raises SealError K04 when it is not one of ours, whole and in its one encoding."""
    if not is_code(text) or len(text) > TEXT_MAX:
        raise SealError(MALFORMED, "no code of a receipt")
    body = text.removeprefix(PREFIX)
    raw = _decoded(body)
    if _letters(raw) != body:
        raise SealError(MALFORMED, "another encoding")
    message = parse1(raw)
    return ReceiptCode(_claims(message.payload), message)


def verify_code(code: ReceiptCode, public: bytes, suite: Suite) -> bool:
    """Whether the owner of this key signed what the code claims. Raises SealError K04 for another suite."""
    return verify1(code.message, public, suite)


def _payload(claims: Claims) -> bytes:
    said = {number: getattr(claims, field) for number, field in FIELDS.items()}
    # What is not unsure and not of a demonstration says nothing of either.
    return cbor2.dumps(
        {number: value for number, value in said.items() if value is not False and value != ""}, canonical=True
    )


def _claims(payload: bytes) -> Claims:
    said = read_cbor(payload)
    if not isinstance(said, dict) or not said.keys() <= FIELDS.keys():
        raise SealError(MALFORMED, "claims")
    with sealing("claims"):
        claims = msgspec.convert({FIELDS[number]: value for number, value in said.items()}, Claims)
    if _payload(claims) != payload or len(claims.envelope) != HASH_BYTES or claims.day not in DAYS:
        raise SealError(MALFORMED, "claims")
    return claims


def _letters(raw: bytes) -> str:
    return str(base45.b45encode(raw), "ascii")


def _decoded(body: str) -> bytes:
    try:
        return bytes(base45.b45decode(body))
    except ValueError:
        raise SealError(MALFORMED, "no Base45") from None
