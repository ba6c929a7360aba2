"""Only the pinned hub's own statements, of the right kind, prove anything."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from kiosk.base.errors import SealError
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import Acknowledgement, HubTime, Signed
from sync.hub.keys import HubKeys
from sync.link.pin import read_pin, write_pin
from sync.link.verifier import HubVerifier
from sync.seal.signed import sign_statement
from tests.sync.hub.kit import SUITE

HUB = HubKeys(SUITE, hashlib.sha256(b"sealing").digest(), hashlib.sha256(b"signing").digest())
OTHER = HubKeys(SUITE, hashlib.sha256(b"other").digest(), hashlib.sha256(b"one").digest())
VERIFIER = HubVerifier(HUB.public().signing, SUITE)
ACK = Acknowledgement("id", "00" * 32, "t", 1, HUB.public().signing_key_id)
TIME = HubTime(b"n" * 16, 1_790_000_000_000)


def signed(domain: str, statement: msgspec.Struct, hub: HubKeys = HUB) -> Signed:
    """A statement as a hub signs it."""
    return sign_statement(domain, statement, private=hub.signing, suite=SUITE)


def test_what_the_hub_signed_is_read() -> None:
    assert VERIFIER.acknowledgement(signed(ACKNOWLEDGEMENT_DOMAIN, ACK)) == ACK
    assert VERIFIER.time(signed(TIME_DOMAIN, TIME)) == TIME


def test_another_hub_another_kind_and_another_key_id_prove_nothing() -> None:
    assert VERIFIER.acknowledgement(signed(ACKNOWLEDGEMENT_DOMAIN, ACK, OTHER)) is None
    assert VERIFIER.acknowledgement(signed(TIME_DOMAIN, ACK)) is None
    assert VERIFIER.time(signed(ACKNOWLEDGEMENT_DOMAIN, TIME)) is None
    assert VERIFIER.time(signed(TIME_DOMAIN, ACK)) is None
    renamed = msgspec.structs.replace(ACK, hub_key_id=OTHER.public().signing_key_id)
    assert VERIFIER.acknowledgement(signed(ACKNOWLEDGEMENT_DOMAIN, renamed)) is None


def test_no_bit_can_be_changed() -> None:
    whole = signed(ACKNOWLEDGEMENT_DOMAIN, ACK)
    for at in range(8 * len(whole.body)):
        body = bytearray(whole.body)
        body[at // 8] ^= 1 << at % 8
        assert VERIFIER.acknowledgement(Signed(bytes(body), whole.signature)) is None
    assert VERIFIER.acknowledgement(Signed(whole.body, whole.signature[:-1])) is None
    assert VERIFIER.acknowledgement(Signed(whole.body, b"")) is None


def test_the_pin_is_read_back_and_a_changed_one_refused() -> None:
    raw = write_pin(HUB.public())
    assert read_pin(raw, SUITE) == HUB.public()
    assert HUB.sealing not in raw
    swapped = msgspec.structs.replace(HUB.public(), signing=OTHER.public().signing)
    for bad in (b"", b"{}", raw[:-5], write_pin(swapped)):
        with pytest.raises(SealError, match="K01"):
            read_pin(bad, SUITE)
