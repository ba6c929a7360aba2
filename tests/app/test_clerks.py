"""A terminal's clerks, as it is assembled: who is believed, from which files, and why nobody played is believed in service."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from app import paths
from app.assembly import Mode, Options, Terminal, furnish, surroundings
from app.product import all_faults, read_product
from devices.citizens import CLERKS, TRAINING_PIN
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.errors import ConfigError
from kiosk.base.settings import CAMERA_DEVICES, Clerks
from kiosk.identity.clerk import Clerk, ClerkProof, SignInChallenge, SignInRefusal
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in
from tests.devices.emulator.piv import FROM, TO, Paper, authority
from tests.devices.test_simulated_clerks import CHALLENGE

TRAINING = (Mode.DEMO, Mode.TRAINING)


@dataclass(frozen=True, slots=True)
class Files:
    """What an office carries to a terminal."""

    issuers: Path
    revoked: Path

    @property
    def settings(self) -> Clerks:
        return Clerks(str(self.issuers), str(self.revoked))


@pytest.fixture
def office(tmp_path: Path) -> Files:
    """The office of the emulated cards; it took card 77, the only one there is, not back."""
    files = Files(tmp_path / "clerks.pem", tmp_path / "clerks.revoked")
    files.issuers.write_text(ssl.DER_cert_to_PEM_cert(authority()))
    files.revoked.write_text("# 遗失\n4C\n")
    return files


def in_service(directory: Path, clerks: Clerks, *, reader: str = "pcsc:nobody has this one") -> Stage:
    """A terminal with a real reader and these clerks."""
    demo = stage_in(directory).product.settings.devices
    present = tuple(device for device in demo.present if device not in CAMERA_DEVICES)
    devices = msgspec.structs.replace(demo, readers=(reader,), camera="", present=present)
    return stage_in(directory, devices=devices, clerks=clerks)


@contextmanager
def assembled(stage: Stage, mode: Mode = Mode.PRODUCTION) -> Iterator[Terminal]:
    """The terminal as it is put together, before anybody stands at it."""
    lanes = TurnLanes()
    around = surroundings(stage.product, Options(mode, stage.directory), lanes.clock)
    terminal = furnish(stage.product, around, lanes, mode=mode)
    try:
        yield terminal
    finally:
        terminal.close()


def proof_of(terminal: Terminal, name: str = "clerk") -> ClerkProof:
    """A played clerk's, made on the terminal's own reader."""
    reader, prover = terminal.simulated[0], terminal.crew.clerks[0]
    reader.wait(0)
    reader.insert(CLERKS[name])
    card = reader.wait(1).card
    assert card is not None
    proof = prover.prove(card, TRAINING_PIN, challenge=CHALLENGE, deadline_s=15)
    assert isinstance(proof, ClerkProof)
    return proof


@pytest.mark.parametrize("mode", TRAINING)
def test_a_played_clerk_signs_in_where_readers_are_played(tmp_path: Path, mode: Mode) -> None:
    with assembled(stage_in(tmp_path), mode) as terminal:
        verdict = terminal.crew.admits(proof_of(terminal), CHALLENGE)
        assert isinstance(verdict, Clerk) and verdict.name == CLERKS["clerk"].name
        assert terminal.crew.admits(proof_of(terminal, "clerk-revoked"), CHALLENGE) is SignInRefusal.REVOKED
        assert terminal.crew.admits(proof_of(terminal, "clerk-expired"), CHALLENGE) is SignInRefusal.NOT_VALID_NOW


def test_no_played_clerk_signs_in_in_service_nor_at_another_training(tmp_path: Path, office: Files) -> None:
    with assembled(stage_in(tmp_path / "training"), Mode.TRAINING) as terminal:
        proof = proof_of(terminal)
        assert isinstance(terminal.crew.admits(proof, CHALLENGE), Clerk)
    with assembled(stage_in(tmp_path / "training"), Mode.TRAINING) as again:
        assert again.crew.admits(proof, CHALLENGE) is SignInRefusal.UNKNOWN_ISSUER
    with assembled(in_service(tmp_path / "service", office.settings)) as service:
        assert service.crew.admits(proof, CHALLENGE) is SignInRefusal.UNKNOWN_ISSUER
        assert list(service.crew.clerks) == [0]


def test_where_no_office_is_named_no_reader_is_asked_to_prove_a_clerk(tmp_path: Path) -> None:
    with assembled(in_service(tmp_path, Clerks())) as terminal:
        assert terminal.crew.clerks == {}
        assert terminal.crew.admits(ClerkProof(b"", b""), CHALLENGE) is SignInRefusal.UNKNOWN_ISSUER


def test_a_terminal_in_service_holds_dates_against_what_its_hub_signed(tmp_path: Path, office: Files) -> None:
    """The list of keys is of today; a clock that stands before the card's first day, or after its last, says nothing."""
    stage = in_service(tmp_path, office.settings)
    begun, ended = (round(day.timestamp() * 1000) for day in (FROM, TO))
    with assembled(stage) as terminal:
        for ms, confidence, refusal in (
            (begun - 1, TimeConfidence.UNVERIFIED, SignInRefusal.SIGNATURE),
            (ended + 1, TimeConfidence.UNVERIFIED, SignInRefusal.SIGNATURE),
            (begun - 1, TimeConfidence.VERIFIED, SignInRefusal.NOT_VALID_NOW),
            (ended + 1, TimeConfidence.VERIFIED, SignInRefusal.NOT_VALID_NOW),
        ):
            challenge = SignInChallenge("NM-0001", bytes(32), Moment(ms, confidence))
            # Nobody has signed this: whatever else were wrong would have been told before.
            assert terminal.crew.admits(ClerkProof(Paper().der(), b""), challenge) is refusal
    with stage.store() as store:
        store.counters.saw_hub_time(ended + 1)
    with assembled(stage) as terminal:
        challenge = SignInChallenge("NM-0001", bytes(32), Moment(begun + 1))
        assert terminal.crew.admits(ClerkProof(Paper().der(), b""), challenge) is SignInRefusal.NOT_VALID_NOW


@pytest.mark.parametrize(
    ("damage", "code"), [("gone", "G03"), ("folder", "G03"), ("no certificate", "G01"), ("a card's own", "G01")]
)
def test_a_damaged_file_of_the_office_is_told_by_check_and_at_the_start(
    tmp_path: Path, office: Files, damage: str, code: str
) -> None:
    office.issuers.unlink()
    match damage:
        case "folder":
            office.issuers.mkdir()
        case "no certificate":
            office.issuers.write_bytes(b"\x30\x82")
        case "a card's own":
            office.issuers.write_bytes(Paper().der())
    settings = tmp_path / "terminal.toml"
    written = f'[clerks]\nissuers = "{office.issuers}"\nrevoked = "{office.revoked}"\n'
    settings.write_text(paths.DEMO_SETTINGS.read_text("utf-8") + written)
    assert [fault.code for fault in all_faults(settings)] == [code]
    stage = in_service(tmp_path / "terminal", office.settings)
    with pytest.raises(ConfigError) as told, assembled(stage):
        raise AssertionError("it starts")
    assert told.value.code == code


def test_whole_files_of_the_office_are_no_fault(tmp_path: Path, office: Files) -> None:
    settings = tmp_path / "terminal.toml"
    written = f'[clerks]\nissuers = "{office.issuers}"\nrevoked = "{office.revoked}"\n'
    settings.write_text(paths.DEMO_SETTINGS.read_text("utf-8") + written)
    assert all_faults(settings) == []
    assert read_product(settings).settings.clerks == office.settings


def test_a_damaged_list_of_cards_taken_back_is_told(tmp_path: Path, office: Files) -> None:
    office.revoked.write_text("4D\nthe one that was lost\n")
    stage = in_service(tmp_path / "terminal", office.settings)
    with pytest.raises(ConfigError) as told, assembled(stage):
        raise AssertionError("it starts")
    assert told.value.detail == "clerks.revoked: line 2 is no serial number in hexadecimal digits"
