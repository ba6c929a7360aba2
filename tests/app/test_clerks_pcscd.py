"""Clerks sign in at an assembled terminal in service, with emulated cards under a real pcscd; openssl judges what they signed."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.assembly import Terminal
from kiosk.base.settings import Clerks
from kiosk.cards import CardProblem
from kiosk.identity.clerk import Clerk, ClerkProof, PinRefusal, PinTrouble, SignInChallenge, SignInRefusal
from tests.app.test_clerks import assembled, in_service
from tests.devices.emulator.piv import NAME, PIN, authority
from tests.devices.pcscd import NO_FAULT, READER, Fault, Rig

pytestmark = pytest.mark.pcscd
WRONG = "000000"
VERIFY = "00200080"
# A look at a slot that stays as it is is over so soon.
LOOK_S = 0.2


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with Rig() as rig:
        rig.start()
        yield rig
        rig.pull()


@dataclass(frozen=True, slots=True)
class Counter:
    """The terminal, its reader, and the office's file."""

    terminal: Terminal
    rig: Rig
    issuers: Path

    def challenge(self) -> SignInChallenge:
        """A fresh one."""
        crew = self.terminal.crew
        return SignInChallenge(self.terminal.facts.place.terminal, crew.entropy.bytes(32), crew.clock.now())

    def sign_in(self, name: str = "", pin: str = PIN.decode(), fault: Fault = NO_FAULT) -> object:
        """What becomes of a card that is put in, or lies there, and of what is typed."""
        return self.judged(self.challenge(), name, pin, fault=fault)

    def judged(self, challenge: SignInChallenge, name: str, pin: str, *, fault: Fault = NO_FAULT) -> object:
        """The same, of this challenge."""
        outcome = self.proof(challenge, name, pin, fault=fault)
        return self.terminal.crew.admits(outcome, challenge) if isinstance(outcome, ClerkProof) else outcome

    def proof(
        self, challenge: SignInChallenge, name: str, pin: str, *, fault: Fault = NO_FAULT
    ) -> ClerkProof | PinRefusal | CardProblem:
        """What the card says to it."""
        reader, prover = self.terminal.crew.readers[0], self.terminal.crew.clerks[0]
        if name:
            self.rig.pull()
            while reader.wait(LOOK_S).card is not None:
                continue
            self.rig.insert(name, fault)
        while (card := reader.wait(LOOK_S).card) is None:
            continue
        return prover.prove(card, pin, challenge=challenge, deadline_s=15)


@pytest.fixture
def counter(rig: Rig, tmp_path: Path) -> Iterator[Counter]:
    rig.pull()
    issuers = tmp_path / "clerks.pem"
    issuers.write_text(ssl.DER_cert_to_PEM_cert(authority()))
    stage = in_service(tmp_path / "terminal", Clerks(str(issuers)), reader=f"pcsc:{READER}")
    with assembled(stage) as terminal:
        yield Counter(terminal, rig, issuers)


@pytest.mark.parametrize("name", ["piv", "piv-rsa"])
def test_pcscd_the_right_pin_makes_a_clerk_and_openssl_agrees(counter: Counter, tmp_path: Path, name: str) -> None:
    challenge = counter.challenge()
    proof = counter.proof(challenge, name, PIN.decode())
    assert isinstance(proof, ClerkProof)
    assert counter.terminal.crew.admits(proof, challenge) == Clerk(NAME, 77)
    (tmp_path / "card").write_text(ssl.DER_cert_to_PEM_cert(proof.certificate))
    (tmp_path / "signature").write_bytes(proof.signature)

    def openssl(*words: str, stdin: bytes = b"") -> bytes:
        command = ["openssl", *words]
        return subprocess.run(command, input=stdin, capture_output=True, check=True, timeout=10, cwd=tmp_path).stdout

    assert openssl("verify", "-CAfile", str(counter.issuers), "card") == b"card: OK\n"
    (tmp_path / "key").write_bytes(openssl("x509", "-in", "card", "-noout", "-pubkey"))
    said = openssl("dgst", "-sha256", "-verify", "key", "-signature", "signature", stdin=challenge.message())
    assert said == b"Verified OK\n"
    assert sum(apdu.startswith(VERIFY) for apdu in counter.rig.apdus()) == 1


def test_pcscd_wrong_pins_count_down_to_the_block_and_a_second_card_is_not_blocked(counter: Counter) -> None:
    assert counter.sign_in("piv", WRONG) == PinRefusal(PinTrouble.WRONG, 2)
    assert counter.sign_in(pin=WRONG) == PinRefusal(PinTrouble.WRONG, 1)
    assert counter.sign_in() == Clerk(NAME, 77)
    assert [counter.sign_in(pin=WRONG) for _ in range(3)][-1] == PinRefusal(PinTrouble.BLOCKED, 0)
    assert counter.sign_in() == PinRefusal(PinTrouble.BLOCKED, 0)
    assert counter.sign_in("piv") == Clerk(NAME, 77)


def test_pcscd_a_card_pulled_while_it_proves_costs_no_second_try_and_the_next_one_signs(counter: Counter) -> None:
    assert counter.sign_in("piv") == Clerk(NAME, 77)
    at = next(number for number, apdu in enumerate(counter.rig.apdus(), 1) if apdu.startswith(VERIFY))
    assert counter.sign_in("piv", fault=Fault(at=at, kind="gone")) is CardProblem.REMOVED
    assert sum(apdu.startswith(VERIFY) for apdu in counter.rig.apdus()) == 1
    assert counter.sign_in("piv", fault=Fault(at=at - 1, kind="gone")) is CardProblem.REMOVED
    assert not [apdu for apdu in counter.rig.apdus() if apdu.startswith(VERIFY)]
    assert counter.sign_in("piv") == Clerk(NAME, 77)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("piv-stranger", SignInRefusal.UNKNOWN_ISSUER),
        ("piv-expired", SignInRefusal.NOT_VALID_NOW),
        ("piv-last-try", Clerk(NAME, 77)),
        ("social-security", CardProblem.UNSUPPORTED),
        ("passport", CardProblem.UNSUPPORTED),
    ],
)
def test_pcscd_cards_that_make_no_clerk(counter: Counter, name: str, verdict: object) -> None:
    assert counter.sign_in(name) == verdict
    pins = sum(apdu.startswith(VERIFY) for apdu in counter.rig.apdus())
    assert pins == (1 if name.startswith("piv") else 0)


def test_pcscd_a_card_that_was_taken_back_and_carried_to_the_terminal_as_a_list(
    rig: Rig, counter: Counter, tmp_path: Path
) -> None:
    (tmp_path / "revoked").write_text("serial=4D\n")
    clerks = Clerks(str(counter.issuers), str(tmp_path / "revoked"))
    stage = in_service(tmp_path / "another", clerks, reader=f"pcsc:{READER}")
    with assembled(stage) as terminal:
        assert Counter(terminal, rig, counter.issuers).sign_in("piv") is SignInRefusal.REVOKED
    assert counter.sign_in("piv") == Clerk(NAME, 77)
