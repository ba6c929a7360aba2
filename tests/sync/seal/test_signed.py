"""A signed statement is read as what it was stated to be, and as nothing else."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.base.errors import SealError
from kiosk.delivery.model import Acknowledgement, HubTime, Signed
from sync.seal.signed import read_statement, sign_statement
from tests.sync.support import KEYS, SUITE

HUB = b"\x31" * 32
ACK = Acknowledgement("id", "ab" * 32, "B24-0001", 1, "key")


def read(domain: str, signed: Signed, *, public: bytes | None = None) -> Acknowledgement:
    return read_statement(domain, signed, public=public or SUITE.signing_public(HUB), suite=SUITE, type=Acknowledgement)


def refused(domain: str, signed: Signed, *, public: bytes | None = None) -> str:
    with pytest.raises(SealError) as raised:
        read(domain, signed, public=public)
    return raised.value.code


def test_it_is_read_as_it_was_stated() -> None:
    signed = sign_statement("doorstep-ack-v1", ACK, private=HUB, suite=SUITE)
    assert read("doorstep-ack-v1", signed) == ACK


def test_it_is_nothing_in_another_domain() -> None:
    signed = sign_statement("doorstep-ack-v1", ACK, private=HUB, suite=SUITE)
    assert refused("doorstep-time-v1", signed) == "K03"
    assert refused("doorstep-ack-v", Signed(b"1" + signed.body, signed.signature)) == "K03"


def test_another_signer_or_bit_is_refused() -> None:
    signed = sign_statement("doorstep-ack-v1", ACK, private=HUB, suite=SUITE)
    assert refused("doorstep-ack-v1", signed, public=KEYS.signing_key(SUITE).public) == "K03"
    for place in range(len(signed.body)):
        body = signed.body[:place] + bytes([signed.body[place] ^ 1]) + signed.body[place + 1 :]
        assert refused("doorstep-ack-v1", Signed(body, signed.signature)) == "K03"


@pytest.mark.parametrize(
    "body", [msgspec.json.encode(HubTime(b"n", 1)), b"{", b"", msgspec.json.encode(ACK) + b" ", b'{"\xff":1}']
)
def test_a_signed_statement_of_another_shape_is_refused(body: bytes) -> None:
    signature = SUITE.sign(HUB, b"doorstep-ack-v1\x00" + body)
    assert refused("doorstep-ack-v1", Signed(body, signature)) == "K04"
