"""Travel documents and clerks' cards over a real pcscd; opensc and openssl look at the same cards from outside."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from devices.cards import piv
from devices.pcsc.clerks import PcscClerkCardReader
from devices.pcsc.documents import PcscDocumentReader
from devices.pcsc.reader import PcscCardReader
from kiosk.base.clock import Moment
from kiosk.cards import CardContent, CardProblem, CardRef
from kiosk.cards.mrz import DocumentKey
from kiosk.identity.clerk import Clerk, ClerkProof, PinRefusal, PinTrouble, SignInChallenge
from tests.devices.clock import RealClock
from tests.devices.emulator.piv import NAME, PIN, authority
from tests.devices.pcscd import NO_FAULT, Fault, Rig
from tests.devices.slots import SEEN_S, put_in, run

pytestmark = pytest.mark.pcscd
KEY = DocumentKey("L898902C3", "740812", "120415")
CARD_KEY = DocumentKey("D23145890", "740812", "120415")
CHALLENGE = SignInChallenge("NM-0001", bytes(range(32)), Moment(1_782_864_000_000))
PIV = {"OPENSC_DRIVER": "PIV-II"}


class Counting:
    """Bytes that differ from call to call."""

    def __init__(self) -> None:
        self._count = 0

    def bytes(self, count: int) -> bytes:
        """The next ones."""
        self._count += 1
        return bytes((self._count * 31 + at) % 256 for at in range(count))


def opened(reader: PcscCardReader, card: CardRef, key: DocumentKey = KEY) -> CardContent | CardProblem:
    return PcscDocumentReader(reader, RealClock(), entropy=Counting()).read_document(card, key, deadline_s=15)


def proven(reader: PcscCardReader, card: CardRef, pin: str = PIN.decode()) -> ClerkProof | PinRefusal | CardProblem:
    return PcscClerkCardReader(reader).prove(card, pin, challenge=CHALLENGE, deadline_s=15)


@pytest.mark.parametrize(("name", "key"), [("passport", KEY), ("passport-card", CARD_KEY)])
def test_pcscd_travel_document_is_known_without_a_key_and_read_with_it(
    rig: Rig, reader: PcscCardReader, name: str, key: DocumentKey
) -> None:
    card = put_in(rig, reader, name)
    assert reader.read(card, 15) is CardProblem.KEY_NEEDED
    content = opened(reader, card, key)
    assert isinstance(content, CardContent)
    assert (content.name, content.card_number) == ("ERIKSSON, ANNA MARIA", key.number)
    assert not [apdu for apdu in rig.apdus() if apdu[2:4] == "20"]


def test_pcscd_travel_document_seen_by_an_outside_program_tells_it_nothing(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "passport")
    sent = ("00A4040C07A0000002471001", "00A4020C020101", "00B0000004")
    said = run(rig, "opensc-tool", *[word for apdu in sent for word in ("-s", apdu)])
    statuses = re.findall(r"SW1=0x(\w\w), SW2=0x(\w\w)", said)
    assert statuses == [("90", "00"), ("6A", "82"), ("69", "82")]
    assert isinstance(opened(reader, card), CardContent)


@pytest.mark.parametrize(
    ("name", "key", "problem"),
    [
        ("passport", CARD_KEY, CardProblem.KEY_WRONG),
        ("passport-pace", KEY, CardProblem.PACE_ONLY),
        ("passport-lying", KEY, CardProblem.DAMAGED),
        ("passport-mixed", KEY, CardProblem.DAMAGED),
        ("social-security", KEY, CardProblem.UNSUPPORTED),
    ],
)
def test_pcscd_documents_that_do_not_open(
    rig: Rig, reader: PcscCardReader, name: str, key: DocumentKey, problem: CardProblem
) -> None:
    assert opened(reader, put_in(rig, reader, name), key) is problem


def test_pcscd_wrong_key_then_the_right_one(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "passport")
    assert opened(reader, card, CARD_KEY) is CardProblem.KEY_WRONG
    assert isinstance(opened(reader, card), CardContent)


@pytest.mark.parametrize("at", [2, 3, 5, 8])
def test_pcscd_document_lifted_in_the_middle(rig: Rig, reader: PcscCardReader, at: int) -> None:
    card = put_in(rig, reader, "passport", Fault(at=at, kind="gone"))
    assert opened(reader, card) is CardProblem.REMOVED


def test_pcscd_document_swapped_in_the_middle_of_secure_messaging(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "passport", Fault(at=6, swap="passport-card"))
    assert opened(reader, card) is CardProblem.REMOVED
    again = reader.wait(SEEN_S).card or reader.wait(SEEN_S).card
    assert again is not None
    assert again.epoch > card.epoch
    assert isinstance(opened(reader, again, CARD_KEY), CardContent)


@pytest.mark.parametrize("name", ["piv", "piv-rsa"])
def test_pcscd_piv_clerk_signs_in_and_openssl_judges_the_signature(
    rig: Rig, reader: PcscCardReader, tmp_path: Path, name: str
) -> None:
    card = put_in(rig, reader, name)
    assert reader.read(card, 15) is CardProblem.CLERK_CARD
    proof = proven(reader, card)
    assert isinstance(proof, ClerkProof)
    assert piv.judge(proof, CHALLENGE, offices=piv.read_offices(authority()), earliest_ms=0) == Clerk(NAME, 77)
    key, signature = tmp_path / "key", tmp_path / "signature"
    # The key comes from the card by another program's hand.
    held = run_piv(rig, "pkcs15-tool", "--read-certificate", "1")
    told = subprocess.run(
        ["openssl", "x509", "-noout", "-pubkey"], input=held, capture_output=True, text=True, check=True, timeout=10
    )
    key.write_text(told.stdout)
    signature.write_bytes(proof.signature)
    command = ["openssl", "dgst", "-sha256", "-verify", str(key), "-signature", str(signature)]
    done = subprocess.run(command, input=CHALLENGE.message(), capture_output=True, check=False, timeout=10)
    assert done.stdout == b"Verified OK\n"


def run_piv(rig: Rig, *command: str) -> str:
    """opensc asked for its PIV driver; its cache of certificates would outlive the card."""
    done = subprocess.run(command, env=rig.environment() | PIV, capture_output=True, text=True, check=True, timeout=30)
    return done.stdout


def test_pcscd_piv_card_is_a_piv_card_to_opensc_too(rig: Rig, reader: PcscCardReader) -> None:
    put_in(rig, reader, "piv")
    assert "Personal Identity Verification Card" in run_piv(rig, "opensc-tool", "--name")
    listed = run_piv(rig, "pkcs15-tool", "--list-certificates")
    assert "Certificate for PIV Authentication" in listed


def test_pcscd_piv_wrong_pin_counts_down_once_a_try_and_the_last_blocks(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "piv")
    tries = [proven(reader, card, "000000") for _ in range(3)]
    assert tries == [
        PinRefusal(PinTrouble.WRONG, 2),
        PinRefusal(PinTrouble.WRONG, 1),
        PinRefusal(PinTrouble.BLOCKED, 0),
    ]
    assert proven(reader, card) == PinRefusal(PinTrouble.BLOCKED, 0)
    # The same, as opensc sees it: an empty VERIFY asks for the tries and costs none.
    said = run(rig, "opensc-tool", "-s", "00A4040005A00000030800", "-s", "00200080")
    assert "SW1=0x69, SW2=0x83" in said


def test_pcscd_piv_card_pulled_while_the_pin_is_checked(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "piv")
    assert isinstance(proven(reader, card), ClerkProof)
    at = next(number for number, apdu in enumerate(rig.apdus(), 1) if apdu.startswith("00200080"))
    rig.pull()
    while reader.wait(SEEN_S).card is not None:
        continue
    card = put_in(rig, reader, "piv", Fault(at=at, kind="gone"))
    assert proven(reader, card) is CardProblem.REMOVED
    assert sum(apdu.startswith("00200080") for apdu in rig.apdus()) == 1


def test_pcscd_piv_pin_is_forgotten_after_every_proof(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "piv", NO_FAULT)
    assert isinstance(proven(reader, card), ClerkProof)
    said = run(rig, "opensc-tool", "-s", "00A4040005A00000030800", "-s", "0087119A267C2482008120" + "00" * 32 + "00")
    assert "SW1=0x69, SW2=0x82" in said
