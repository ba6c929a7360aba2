"""COSE_Sign1 (RFC 9052 §4.2) with everything under the signature, and one encoding only.

The algorithm stands in the protected header: EdDSA for `intl`, and for `gm` a number of the private range, because IANA has
none for SM2 with SM3. It says which suite a reader needs; nothing is chosen by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from kiosk.base.errors import SealError
from sync.seal.errors import MALFORMED, sealing
from sync.seal.gm import GM
from sync.seal.intl import INTL
from sync.seal.keys import KeyPair
from sync.seal.suite import Suite

TAG = 18
ALG, KID = 1, 4
EDDSA = -8
SM2_SM3 = -65_537
ALGORITHMS: Mapping[str, int] = MappingProxyType({INTL: EDDSA, GM: SM2_SM3})
# What the largest QR code of our paper holds is half of that; a decoder is asked about nothing larger.
MESSAGE_MAX = 2048
_SCALAR = 32


@dataclass(frozen=True, slots=True)
class Sign1:
    """A message taken apart; nothing in it is believed before `verify1`."""

    suite: str
    key_id: str
    protected: bytes
    payload: bytes
    signature: bytes


def sign1(payload: bytes, key: KeyPair, suite: Suite) -> bytes:
    """The payload signed, the key named by its id. Raises SealError K01."""
    protected = cbor2.dumps({ALG: ALGORITHMS[suite.name], KID: bytes.fromhex(key.id)}, canonical=True)
    signature = suite.sign(key.private, _to_be_signed(protected, payload))
    return _encoded(protected, payload, _fixed(signature) if suite.name == GM else signature)


def parse1(raw: bytes) -> Sign1:
    """Take a message apart; raises SealError K04 when it is not one of ours, whole and in its one encoding."""
    if len(raw) > MESSAGE_MAX:
        raise SealError(MALFORMED, "a message that long")
    match read_cbor(raw):
        case cbor2.CBORTag(tag=18, value=[bytes(protected), {}, bytes(payload), bytes(signature)]):
            suite, key_id = _header(protected)
        case _:
            raise SealError(MALFORMED, "no COSE_Sign1")
    if _encoded(protected, payload, signature) != raw:
        raise SealError(MALFORMED, "another encoding")
    return Sign1(suite, key_id, protected, payload, signature)


def verify1(message: Sign1, public: bytes, suite: Suite) -> bool:
    """Whether this key signed it. Raises SealError K04 for another suite, K01 for a key that is none."""
    if message.suite != suite.name:
        raise SealError(MALFORMED, f"suite {message.suite!r}")
    if len(message.signature) != 2 * _SCALAR:
        return False
    signature = _der(message.signature) if suite.name == GM else message.signature
    return suite.verify(public, _to_be_signed(message.protected, message.payload), signature)


def read_cbor(raw: bytes) -> Any:
    """What the bytes say; raises SealError K04 when they are no CBOR."""
    with sealing("CBOR"):
        try:
            return cbor2.loads(raw)
        except (TypeError, ValueError, RecursionError):
            # cbor2 lets these through: of a key that cannot be one, of a date or a number out of bounds.
            raise SealError(MALFORMED, "CBOR") from None


def _header(protected: bytes) -> tuple[str, str]:
    names = {number: name for name, number in ALGORITHMS.items()}
    match read_cbor(protected):
        case {1: int(alg), 4: bytes(kid)} if alg in names and cbor2.dumps({ALG: alg, KID: kid}) == protected:
            return names[alg], kid.hex()
    raise SealError(MALFORMED, "header")


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """RFC 9052 §4.4, with no external data."""
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _encoded(protected: bytes, payload: bytes, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(TAG, [protected, {}, payload, signature]))


def _fixed(signature: bytes) -> bytes:
    """r and s as 32 bytes each, as COSE has it for curves (RFC 9053 §2.1); the suite speaks DER."""
    return b"".join(number.to_bytes(_SCALAR, "big") for number in decode_dss_signature(signature))


def _der(signature: bytes) -> bytes:
    return encode_dss_signature(*(int.from_bytes(signature[at : at + _SCALAR], "big") for at in (0, _SCALAR)))
