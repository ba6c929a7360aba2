"""Clerks' cards that are played: they sign for real, count their tries, and are believed by nobody but their own terminal."""

from __future__ import annotations

import ssl
import subprocess
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from devices.cards import piv
from devices.cards.piv.training import TrainingOffice
from devices.citizens import CLERKS, TRAINING_PIN
from devices.deck import CARDS, scene_of
from devices.inbox import Scene
from devices.pcsc.apdu import exchange
from kiosk.base.clock import Moment
from kiosk.base.errors import DeviceError
from kiosk.cards import CardKind, CardProblem, CardRef, ReaderState
from kiosk.identity.clerk import (
    Clerk,
    ClerkCardReader,
    ClerkProof,
    PinRefusal,
    PinTrouble,
    SignInChallenge,
    SignInRefusal,
)
from tests.devices.test_simulator import Stage

CHALLENGE = SignInChallenge("NM-0001", bytes(range(32)), Moment(1_782_864_000_000))
WRONG = "000000"


class Counter:
    """A simulated reader with an office behind it, and a clerk who types."""

    def __init__(self, *timeline: tuple[float, Scene]) -> None:
        self.office = TrainingOffice()
        self.stage = Stage(*timeline, office=self.office)

    def insert(self, name: str, act: str = "insert") -> CardRef:
        """A card of the deck is put in."""
        self.stage.reader.wait(0)
        self.stage.reader.play(scene_of(act, name, self.stage.reader.scene))
        status = self.stage.reader.wait(1)
        assert status.card is not None
        return status.card

    def prove(self, card: CardRef, pin: str = TRAINING_PIN) -> ClerkProof | PinRefusal | CardProblem:
        """The clerk types this."""
        reader: ClerkCardReader = self.stage.reader
        return reader.prove(card, pin, challenge=CHALLENGE, deadline_s=15)

    def judged(self, name: str) -> Clerk | SignInRefusal:
        """What becomes of a card that is put in and of the right PIN."""
        proof = self.prove(self.insert(name))
        assert isinstance(proof, ClerkProof)
        return piv.judge(proof, CHALLENGE, offices=self.office.offices, earliest_ms=CHALLENGE.at.unix_ms)


@pytest.mark.parametrize("name", [name for name, card in CLERKS.items() if card.tries])
def test_every_clerks_card_of_the_deck_makes_a_clerk_or_deserves_its_refusal(name: str) -> None:
    verdict = Counter().judged(name)
    if CLERKS[name].refused is None:
        assert isinstance(verdict, Clerk) and verdict.name == CLERKS[name].name
    else:
        assert verdict is CLERKS[name].refused


def test_openssl_finds_the_played_office_behind_the_card_and_its_key_behind_the_signature(tmp_path: Path) -> None:
    counter = Counter()
    proof = counter.prove(counter.insert("clerk"))
    assert isinstance(proof, ClerkProof)
    (issuer,) = counter.office.offices.issuers
    (tmp_path / "office").write_bytes(issuer.public_bytes(Encoding.PEM))
    (tmp_path / "card").write_text(ssl.DER_cert_to_PEM_cert(proof.certificate))
    (tmp_path / "signature").write_bytes(proof.signature)

    def openssl(*words: str, stdin: bytes = b"") -> bytes:
        command = ["openssl", *words]
        return subprocess.run(command, input=stdin, capture_output=True, check=True, timeout=10, cwd=tmp_path).stdout

    assert openssl("verify", "-CAfile", "office", "card") == b"card: OK\n"
    (tmp_path / "key").write_bytes(openssl("x509", "-in", "card", "-noout", "-pubkey"))
    said = openssl("dgst", "-sha256", "-verify", "key", "-signature", "signature", stdin=CHALLENGE.message())
    assert said == b"Verified OK\n"


def test_no_terminal_believes_the_card_of_anothers_training() -> None:
    here, there = Counter(), Counter()
    proof = here.prove(here.insert("clerk"))
    assert isinstance(proof, ClerkProof)
    verdict = piv.judge(proof, CHALLENGE, offices=there.office.offices, earliest_ms=0)
    assert verdict is SignInRefusal.UNKNOWN_ISSUER


def test_a_reader_without_an_office_plays_cards_that_nobody_believes() -> None:
    stage = Stage()
    proof = stage.reader.prove(stage.insert(CLERKS["clerk"]), TRAINING_PIN, challenge=CHALLENGE, deadline_s=15)
    assert isinstance(proof, ClerkProof)
    offices = TrainingOffice().offices
    assert piv.judge(proof, CHALLENGE, offices=offices, earliest_ms=0) is SignInRefusal.UNKNOWN_ISSUER


def test_a_wrong_pin_counts_down_to_the_block_and_pulling_the_card_helps_nobody() -> None:
    counter = Counter()
    card = counter.insert("clerk")
    assert counter.prove(card, WRONG) == PinRefusal(PinTrouble.WRONG, 2)
    counter.stage.reader.remove()
    card = counter.insert("clerk")
    assert counter.prove(card, WRONG) == PinRefusal(PinTrouble.WRONG, 1)
    assert counter.prove(card, "12345") == PinRefusal(PinTrouble.MALFORMED)
    assert isinstance(counter.prove(card), ClerkProof), "the right one gives the tries back"
    left = [counter.prove(card, WRONG) for _ in range(4)]
    assert left == [
        PinRefusal(PinTrouble.WRONG, 2),
        PinRefusal(PinTrouble.WRONG, 1),
        PinRefusal(PinTrouble.BLOCKED, 0),
        PinRefusal(PinTrouble.BLOCKED, 0),
    ]
    assert counter.prove(card) == PinRefusal(PinTrouble.BLOCKED, 0)
    assert isinstance(counter.prove(counter.insert("clerk-colleague")), ClerkProof), (
        "another's card is not blocked by it"
    )


def test_cards_that_come_blocked_or_with_one_try_left() -> None:
    counter = Counter()
    assert counter.prove(counter.insert("clerk-blocked")) == PinRefusal(PinTrouble.BLOCKED, 0)
    assert counter.prove(counter.insert("clerk-last-try"), WRONG) == PinRefusal(PinTrouble.BLOCKED, 0)


def test_the_pin_is_forgotten_when_the_card_loses_power() -> None:
    chip = TrainingOffice().card("somebody", TRAINING_PIN, tries=3, refused=None)
    assert isinstance(piv.prove(partial(exchange, chip.transmit), TRAINING_PIN, challenge=CHALLENGE), ClerkProof)
    signing = bytes.fromhex("0087119A267C2482008120" + "00" * 32 + "00")
    chip.reset()
    chip.transmit(bytes.fromhex("00A4040005A00000030800"))
    assert chip.transmit(signing) == b"\x69\x82"


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        ("yank", CardProblem.REMOVED),
        ("exchange", CardProblem.CHANGED),
        ("stall", CardProblem.TIMEOUT),
        ("hold", CardProblem.BUSY),
    ],
)
def test_what_goes_wrong_with_a_clerks_card_goes_wrong_when_it_signs(act: str, problem: CardProblem) -> None:
    counter = Counter()
    card = counter.insert("clerk", act)
    assert counter.stage.reader.read(card, 15) is CardProblem.CLERK_CARD
    assert counter.prove(card, WRONG) is problem
    assert counter.prove(counter.insert("clerk"), WRONG) == PinRefusal(PinTrouble.WRONG, 2), "it has cost no try"


def test_a_broken_reader_is_a_fault_a_slow_one_is_not_and_a_misplaced_card_is_told_before_any_pin() -> None:
    counter = Counter()
    card = counter.insert("clerk", "break")
    with pytest.raises(DeviceError) as broken:
        counter.prove(card)
    assert broken.value.code == "C03"
    begun = counter.stage.clock.seconds
    assert isinstance(counter.prove(counter.insert("clerk", "slow")), ClerkProof)
    assert counter.stage.clock.seconds - begun > 3
    assert counter.stage.reader.read(counter.insert("clerk", "misplace"), 15) is CardProblem.INSERT


def test_a_cable_that_is_pulled_while_the_card_signs() -> None:
    for condition, problem in (
        (Scene(ReaderState.NO_READER), CardProblem.REMOVED),
        (Scene(ReaderState.STUCK), CardProblem.STUCK),
    ):
        counter = Counter((1.3, condition))
        card = counter.insert("clerk")
        counter.stage.clock.advance(1.0)
        assert counter.prove(card) is problem
    counter = Counter((1.3, Scene(ReaderState.NO_SERVICE)))
    card = counter.insert("clerk")
    counter.stage.clock.advance(1.0)
    with pytest.raises(DeviceError) as caught:
        counter.prove(card)
    assert caught.value.code == "C01"


def test_only_the_clerks_card_that_was_told_is_asked() -> None:
    counter = Counter()
    first = counter.insert("clerk")
    second = counter.insert("clerk")
    assert counter.prove(first) is CardProblem.CHANGED
    assert isinstance(counter.prove(second), ClerkProof)
    assert counter.prove(counter.insert("herder")) is CardProblem.UNSUPPORTED
    plain = Stage(accepts=frozenset({CardKind.RESIDENT_ID}))
    plain.reader.wait(0)
    plain.reader.insert(CARDS["clerk"])
    assert plain.reader.wait(1).state is ReaderState.UNSUPPORTED


def test_a_played_clerk_is_not_named_in_what_is_logged() -> None:
    for card in CLERKS.values():
        assert card.name not in repr(card) and TRAINING_PIN not in repr(card)
