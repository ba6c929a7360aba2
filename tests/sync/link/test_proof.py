"""Only a listed key's own statements, of the right kind, prove anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec
import pytest

from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import Acknowledgement, HubTime, Signed
from sync.link.verifier import HubVerifier
from sync.seal.keylist import KeyList, ListedSigning
from sync.seal.keys import KeyPair, key_id
from sync.seal.signed import sign_statement
from sync.seal.suite import Suite
from sync.seal.suites import suite_named
from tests.sync.seal.kit import NAMES

TIME = HubTime(b"n" * 16, 1_790_000_000_000)


@dataclass(frozen=True, slots=True)
class Signers:
    """Two hub keys that are listed, the older one first, and one that is not."""

    suite: Suite
    older: KeyPair
    newer: KeyPair
    stranger: KeyPair
    verifier: HubVerifier

    def signed(self, domain: str, statement: msgspec.Struct, signer: KeyPair) -> Signed:
        """A statement as that key's owner signs it."""
        return sign_statement(domain, statement, private=signer.private, suite=self.suite)


@pytest.fixture(params=NAMES)
def signers(request: pytest.FixtureRequest) -> Signers:
    """Of each suite in turn."""
    suite = suite_named(request.param)
    privates = [suite.private_key(hashlib.sha256(name).digest()) for name in (b"older", b"newer", b"stranger")]
    publics = [suite.signing_public(private) for private in privates]
    older, newer, stranger = (KeyPair(*pair, key_id(pair[1], suite)) for pair in zip(privates, publics, strict=True))
    listed = tuple(ListedSigning(key.id, key.public) for key in (older, newer))
    verifier = HubVerifier(KeyList(1, suite.name, 1, (), listed), suite)
    return Signers(suite, older, newer, stranger, verifier)


def acknowledgement(signer: KeyPair) -> Acknowledgement:
    return Acknowledgement("id", "00" * 32, "t", 1, signer.id)


def test_what_any_listed_key_signed_is_read(signers: Signers) -> None:
    for signer in (signers.older, signers.newer):
        ack = acknowledgement(signer)
        assert signers.verifier.acknowledgement(signers.signed(ACKNOWLEDGEMENT_DOMAIN, ack, signer)) == ack
        assert signers.verifier.time(signers.signed(TIME_DOMAIN, TIME, signer)) == TIME


def test_another_hub_another_kind_and_another_key_id_prove_nothing(signers: Signers) -> None:
    verifier, signed, older = signers.verifier, signers.signed, signers.older
    ack = acknowledgement(older)
    assert verifier.acknowledgement(signed(ACKNOWLEDGEMENT_DOMAIN, ack, signers.stranger)) is None
    own = acknowledgement(signers.stranger)
    assert verifier.acknowledgement(signed(ACKNOWLEDGEMENT_DOMAIN, own, signers.stranger)) is None
    assert verifier.time(signed(TIME_DOMAIN, TIME, signers.stranger)) is None
    assert verifier.acknowledgement(signed(TIME_DOMAIN, ack, older)) is None
    assert verifier.time(signed(ACKNOWLEDGEMENT_DOMAIN, TIME, older)) is None
    assert verifier.time(signed(TIME_DOMAIN, ack, older)) is None
    for other in (signers.newer, signers.stranger):
        renamed = msgspec.structs.replace(ack, hub_key_id=other.id)
        assert verifier.acknowledgement(signed(ACKNOWLEDGEMENT_DOMAIN, renamed, older)) is None


def test_no_byte_can_be_changed(signers: Signers) -> None:
    whole = signers.signed(ACKNOWLEDGEMENT_DOMAIN, acknowledgement(signers.older), signers.older)
    for at in range(len(whole.body)):
        body = whole.body[:at] + bytes([whole.body[at] ^ 1 << at % 8]) + whole.body[at + 1 :]
        assert signers.verifier.acknowledgement(Signed(body, whole.signature)) is None
    assert signers.verifier.acknowledgement(Signed(whole.body, whole.signature[:-1])) is None
    assert signers.verifier.acknowledgement(Signed(whole.body, b"")) is None
