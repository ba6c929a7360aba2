"""Clerks' cards: what is said to them, and whether what they answer makes a clerk; openssl judges the same signatures."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from devices.cards import piv
from devices.pcsc.apdu import Answer, exchange
from kiosk.base.clock import Moment
from kiosk.cards import CardProblem
from kiosk.identity.clerk import Clerk, ClerkProof, PinRefusal, PinTrouble, SignInChallenge, SignInRefusal
from tests.devices.emulator.piv import NAME, PIN, STRANGER_KEY, Paper, PivCard, authority, rsa_card, tlv

AT = Moment(1_782_864_000_000)
CHALLENGE = SignInChallenge("NM-0001", bytes(range(32)), AT)
GOOD = PIN.decode()
PEM = "\n".join(ssl.DER_cert_to_PEM_cert(der) for der in (authority(STRANGER_KEY), authority())).encode()
OFFICES = piv.read_offices(PEM)


@pytest.fixture(scope="module")
def rsa_key() -> rsa.RSAPrivateKey:
    key = rsa_card().key
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def prove(card: PivCard, pin: str = GOOD) -> ClerkProof | PinRefusal | CardProblem:
    return piv.prove(partial(exchange, card.answer), pin, challenge=CHALLENGE)


def proof_of(card: PivCard) -> ClerkProof:
    proof = prove(card)
    assert isinstance(proof, ClerkProof)
    return proof


def judge(
    proof: ClerkProof,
    challenge: SignInChallenge = CHALLENGE,
    *,
    offices: piv.Offices = OFFICES,
    earliest_ms: int = AT.unix_ms,
) -> Clerk | SignInRefusal:
    return piv.judge(proof, challenge, offices=offices, earliest_ms=earliest_ms)


def openssl_verifies(place: Path, proof: ClerkProof, message: bytes) -> bool:
    """openssl takes the key out of the certificate, and judges the signature with it."""
    (place / "certificate").write_bytes(proof.certificate)
    (place / "signature").write_bytes(proof.signature)
    told = ["openssl", "x509", "-inform", "DER", "-in", str(place / "certificate"), "-noout", "-pubkey"]
    (place / "key").write_bytes(subprocess.run(told, capture_output=True, check=True, timeout=10).stdout)
    command = ["openssl", "dgst", "-sha256", "-verify", str(place / "key"), "-signature", str(place / "signature")]
    done = subprocess.run(command, input=message, capture_output=True, check=False, timeout=10)
    return done.stdout == b"Verified OK\n"


def test_the_message_is_the_domain_the_terminal_the_nonce_and_the_time_each_behind_its_length() -> None:
    written = (
        "000e 6b696f736b2d6c6f67696e2d7631 0007 4e4d2d30303031 0020" + bytes(range(32)).hex() + "0008 0000019f1af9b400"
    )
    assert CHALLENGE.message() == bytes.fromhex(written)


def test_a_clerk_signs_in_with_p256_and_openssl_agrees(tmp_path: Path) -> None:
    proof = proof_of(PivCard())
    assert judge(proof) == Clerk(NAME, 77)
    assert openssl_verifies(tmp_path, proof, CHALLENGE.message())
    assert not openssl_verifies(tmp_path, proof, replace(CHALLENGE, terminal="NM-0002").message())


def test_a_clerk_signs_in_with_rsa_and_openssl_agrees(tmp_path: Path, rsa_key: rsa.RSAPrivateKey) -> None:
    proof = proof_of(PivCard(key=rsa_key))
    assert judge(proof) == Clerk(NAME, 77)
    assert openssl_verifies(tmp_path, proof, CHALLENGE.message())


def test_openssl_finds_the_same_issuer(tmp_path: Path) -> None:
    for name, raw in (("authority", authority()), ("stranger", authority(STRANGER_KEY)), ("card", Paper().der())):
        command = ["openssl", "x509", "-inform", "DER", "-out", str(tmp_path / name)]
        subprocess.run(command, input=raw, check=True, timeout=10)

    def trusts(issuer: str) -> bool:
        command = ["openssl", "verify", "-attime", str(AT.unix_ms // 1000), "-CAfile", str(tmp_path / issuer)]
        return (
            subprocess.run([*command, str(tmp_path / "card")], capture_output=True, check=False, timeout=10).returncode
            == 0
        )

    assert trusts("authority")
    assert not trusts("stranger")


@pytest.mark.parametrize(
    "other",
    [
        replace(CHALLENGE, terminal="NM-0002"),
        replace(CHALLENGE, nonce=bytes(32)),
        replace(CHALLENGE, at=Moment(AT.unix_ms + 1)),
    ],
)
def test_a_proof_is_worth_nothing_for_another_terminal_nonce_or_time(other: SignInChallenge) -> None:
    assert judge(proof_of(PivCard()), other) is SignInRefusal.SIGNATURE


@pytest.mark.parametrize(
    ("paper", "refusal"),
    [
        (Paper(issuer_key=STRANGER_KEY, issuer="别处"), SignInRefusal.UNKNOWN_ISSUER),
        # The right name over the wrong key: a certificate anyone could have made.
        (Paper(issuer_key=ec.derive_private_key(5, ec.SECP256R1())), SignInRefusal.UNKNOWN_ISSUER),
        (Paper(ends=datetime(2025, 1, 1, tzinfo=UTC)), SignInRefusal.NOT_VALID_NOW),
        (Paper(name="  "), SignInRefusal.UNREADABLE),
        (Paper(signs=False), SignInRefusal.NOT_FOR_SIGNING),
        (Paper(authority=True), SignInRefusal.NOT_FOR_SIGNING),
        # Another one's certificate beside a signature of the card's own.
        (Paper(key=STRANGER_KEY), SignInRefusal.SIGNATURE),
    ],
)
def test_certificates_that_make_no_clerk(paper: Paper, refusal: SignInRefusal) -> None:
    assert judge(proof_of(PivCard(certificate=paper.der()))) is refusal


def test_an_issuer_that_is_none_any_more() -> None:
    ended = piv.read_offices(authority(ends=datetime(2025, 1, 1, tzinfo=UTC)))
    proof = proof_of(PivCard())
    assert judge(proof, offices=ended) is SignInRefusal.NOT_VALID_NOW
    assert judge(proof, offices=piv.Offices()) is SignInRefusal.UNKNOWN_ISSUER


def test_a_wrong_pin_costs_one_try_and_says_how_many_are_left() -> None:
    card = PivCard()
    assert prove(card, "000000") == PinRefusal(PinTrouble.WRONG, 2)
    assert prove(card, "000000") == PinRefusal(PinTrouble.WRONG, 1)
    assert isinstance(prove(card), ClerkProof)
    assert card.tries == 3


def test_the_last_wrong_pin_blocks_the_card_and_no_right_one_helps() -> None:
    card = PivCard(tries=1)
    assert prove(card, "000000") == PinRefusal(PinTrouble.BLOCKED, 0)
    assert prove(card) == PinRefusal(PinTrouble.BLOCKED, 0)


@pytest.mark.parametrize("pin", ["", "12345", "123456789", "12345a", "１２３４５６", "12 456", "-12345"])
def test_what_cannot_be_a_pin_is_never_sent(pin: str) -> None:
    def refusing(_: bytes) -> Answer:
        raise AssertionError("something was sent")

    assert piv.prove(refusing, pin, challenge=CHALLENGE) == PinRefusal(PinTrouble.MALFORMED)


@pytest.mark.parametrize("status", [b"\x63\xc2", b"\x63\xc0", b"\x69\x83", b"\x69\x82", b"\x6c\x08", b"\x67\x00"])
def test_whatever_the_card_says_to_the_pin_it_is_sent_once(status: bytes) -> None:
    card, sent = PivCard(), list[bytes]()

    def listening(command: bytes) -> bytes:
        sent.append(command)
        return status if command[1] == 0x20 else card.answer(command)

    assert isinstance(piv.prove(partial(exchange, listening), GOOD, challenge=CHALLENGE), PinRefusal | CardProblem)
    assert [command for command in sent if command[1] == 0x20] == [bytes.fromhex("0020008008 343933383137FFFF")]
    assert not [command for command in sent if command[1] == 0x87]


def test_a_long_command_is_chained_and_a_long_answer_fetched(rsa_key: rsa.RSAPrivateKey) -> None:
    card, sent = PivCard(key=rsa_key), list[bytes]()

    def listening(command: bytes) -> bytes:
        sent.append(command)
        return card.answer(command)

    assert isinstance(piv.prove(partial(exchange, listening), GOOD, challenge=CHALLENGE), ClerkProof)
    signing = [command for command in sent if command[1] == 0x87]
    assert [(command[0], command[4]) for command in signing] == [(0x10, 255), (0x00, 11)]
    assert all(command[0] == 0 for command in sent if command[1] == 0xC0)


def test_cards_that_are_no_clerks() -> None:
    assert piv.recognise(partial(exchange, PivCard().answer)) is CardProblem.CLERK_CARD
    assert piv.recognise(lambda _: Answer(b"", 0x6A82)) is CardProblem.UNSUPPORTED
    assert prove(PivCard(objects={b"\x5f\xc1\x05": b""})) is CardProblem.UNSUPPORTED
    assert (
        prove(PivCard(certificate=Paper(key=ec.derive_private_key(7, ec.SECP384R1())).der())) is CardProblem.UNSUPPORTED
    )
    assert prove(PivCard(certificate=b"no certificate")) is CardProblem.DAMAGED
    compressed = tlv("53", tlv("70", b"\x1f\x8b") + tlv("71", b"\x01") + tlv("FE", b""))
    assert prove(PivCard(objects={b"\x5f\xc1\x05": compressed})) is CardProblem.DAMAGED


def test_a_card_that_will_not_sign_after_the_right_pin() -> None:
    card = PivCard()

    def forgetting(command: bytes) -> bytes:
        answer = card.answer(command)
        card.verified = False
        return answer

    assert piv.prove(partial(exchange, forgetting), GOOD, challenge=CHALLENGE) is CardProblem.DENIED


def test_a_clerks_name_is_in_no_log_line() -> None:
    assert NAME not in repr(judge(proof_of(PivCard())))


@given(st.lists(st.binary(max_size=300), max_size=12))
def test_any_answers_end_in_a_proof_or_a_reason(answers: list[bytes]) -> None:
    def transmit(_: bytes) -> bytes:
        return answers.pop() + b"\x90\x00" if answers else b"\x6a\x83"

    assert isinstance(piv.prove(partial(exchange, transmit), GOOD, challenge=CHALLENGE), PinRefusal | CardProblem)


@given(st.integers(0, 3), st.binary(max_size=300), st.binary(min_size=2, max_size=2))
def test_one_answer_of_any_bytes_ends_in_a_proof_or_a_reason(which: int, body: bytes, status: bytes) -> None:
    card, count = PivCard(), iter(range(1000))

    def forging(command: bytes) -> bytes:
        true = card.answer(command)
        return body + status if next(count) == which else true

    outcome = piv.prove(partial(exchange, forging), GOOD, challenge=CHALLENGE)
    assert isinstance(outcome, ClerkProof | PinRefusal | CardProblem)


CERTIFICATE = Paper().der()


# What the library only warns of today (a serial number below zero) it will refuse: either way it makes no clerk.
@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
@given(st.integers(0, len(CERTIFICATE) - 1), st.integers(1, 255), st.binary(max_size=80))
def test_no_changed_certificate_and_no_made_up_signature_makes_a_clerk(at: int, by: int, signature: bytes) -> None:
    changed = bytearray(CERTIFICATE)
    changed[at] ^= by
    assert isinstance(judge(ClerkProof(bytes(changed), signature)), SignInRefusal)
    assert judge(ClerkProof(CERTIFICATE, signature)) is SignInRefusal.SIGNATURE
