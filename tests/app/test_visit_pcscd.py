"""The same visit with a real pcscd and an emulated social-security card, which opensc-tool reads as well."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.assembly import Mode
from app.hubprocess import HubProcess
from kiosk.base.settings import CAMERA_DEVICES
from kiosk.cards import CardProblem
from kiosk.forms.document import BIRTH, EXPIRY
from kiosk.forms.document import NUMBER as NUMBER_FIELD
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import events, states
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from tests.app.hubside import counts, held
from tests.app.lanes import TurnLanes
from tests.app.stage import NOWHERE, Stage, play, play_to, someone, stage_in
from tests.devices.pcscd import READER, Fault, Rig

pytestmark = pytest.mark.pcscd
SSSE, HOLDER, NUMBER = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF", "00A4020002EF06", "00B2080014"


@pytest.fixture
def rig() -> Iterator[Rig]:
    with Rig() as rig:
        rig.start()
        yield rig


def in_service(directory: Path, hub_url: str = NOWHERE) -> Stage:
    """A terminal whose one reader is PC/SC's; what is looked for afterwards stands on the emulated card."""
    demo = stage_in(directory).product.settings.devices
    present = tuple(device for device in demo.present if device not in CAMERA_DEVICES)
    devices = msgspec.structs.replace(demo, readers=(f"pcsc:{READER}",), camera="", present=present)
    stage = stage_in(directory, hub_url=hub_url, devices=devices)
    stage.traces = ("张三", "11010519491231002X", "19491231")
    return stage


def read_by_opensc(rig: Rig) -> str:
    """The identity number an outside program reads from the very card."""
    words = [word for apdu in (SSSE, HOLDER, NUMBER) for word in ("-s", apdu)]
    said = subprocess.run(
        ["opensc-tool", *words], env=rig.environment(), capture_output=True, text=True, check=True, timeout=30
    ).stdout
    last = said.split("Received")[3]
    return bytes.fromhex("".join(re.findall(r"^((?:[0-9A-F]{2} )+)", last, re.M)))[2:].decode("ascii")


def test_pcscd_a_visit_from_the_card_to_the_acknowledgement(
    rig: Rig, tmp_path: Path, hub: HubProcess, lanes: TurnLanes
) -> None:
    stage = in_service(tmp_path, hub.url)
    with stage.running(lanes, mode=Mode.PRODUCTION) as (terminal, runner):
        assert terminal.simulated == ()
        person = someone(terminal, runner, insert=lambda: rig.insert("social-security"))
        play_to(runner, lanes, person, states.ConfirmingIdentity)
        assert len(rig.apdus()) == 13
        assert runner.state.visit.card_in
        rig.pull()
        play(runner, lanes, None, until=lambda: not runner.state.visit.card_in)
        play_to(runner, lanes, person, states.Leaving)
        play(runner, lanes, None, until=stage.delivered)
    assert stage.entries() == [EntryState.DELIVERED]
    assert stage.faults() == []
    report = counts(stage.directory)
    assert (report.applications, report.ratings, report.acknowledgements) == (1, 1, 2)
    (row,) = stage.rows()
    assert row.state is PrintState.PRINTED and stage.papers() == [f"{row.receipt.number}-1.pdf"]
    assert "mark" not in row.receipt.words, "in service nothing is marked as a demonstration"

    (application,) = held(stage.directory)
    applicant = application["document"]["applicant"]
    assert (applicant["source"], applicant["authenticity"]) == ("social_security", "read")
    (id_card,) = application["document"]["materials"]
    assert (id_card["way"], id_card["verification"]) == ("waived", "pending_verification")
    rig.insert("social-security")
    rig.await_card()
    assert read_by_opensc(rig) == applicant["id_number"]


def test_pcscd_a_visit_with_a_passport_that_what_is_printed_in_it_opens(
    rig: Rig, tmp_path: Path, hub: HubProcess, lanes: TurnLanes
) -> None:
    stage = in_service(tmp_path, hub.url)
    stage.traces = ("ERIKSSON", "L898902C3", "19740812")
    with stage.running(lanes, mode=Mode.PRODUCTION) as (terminal, runner):
        person = someone(terminal, runner, "hotline", insert=lambda: rig.insert("passport"))
        play_to(runner, lanes, person, states.KeyingDocument)
        for number in ("L898902C4", "L898902C3"):
            for name, text in ((NUMBER_FIELD, number), (BIRTH, "19740812"), (EXPIRY, "20120415")):
                runner.post(events.AnswerEntered(name, text))
                runner.post(events.Confirmed())
            play_to(runner, lanes, None, states.KeyingDocument, states.ConfirmingIdentity)
            assert isinstance(runner.state, states.KeyingDocument) is (number == "L898902C4")
        assert runner.state.visit.identity is not None and runner.state.visit.identity.expired
        play_to(runner, lanes, person, states.Leaving)
        play(runner, lanes, None, until=stage.delivered)
    assert stage.faults() == []
    (application,) = held(stage.directory)
    applicant = application["document"]["applicant"]
    assert (applicant["name"], applicant["id_number"]) == ("ERIKSSON, ANNA MARIA", "L898902C3")
    assert (applicant["source"], applicant["authenticity"], applicant["certificate_type"]) == (
        "travel_document", "read", "414",
    )  # fmt: skip


def test_pcscd_another_card_at_the_signature_hands_nothing_in(rig: Rig, tmp_path: Path, lanes: TurnLanes) -> None:
    stage = in_service(tmp_path)
    with stage.running(lanes, mode=Mode.PRODUCTION) as (terminal, runner):
        person = someone(terminal, runner, insert=lambda: rig.insert("social-security"))
        play_to(runner, lanes, person, states.Signing)
        rig.pull()
        rig.insert("passport")
        runner.post(*person.moves(runner.state))
        play_to(runner, lanes, None, states.InsertingCard)
        assert isinstance(runner.state, states.InsertingCard)
        assert runner.state.problem is IdentityRefusal.OTHER_PERSON
    assert stage.entries() == []


@pytest.mark.parametrize(
    ("card", "fault", "problem"),
    [
        ("social-security", Fault(at=7, kind="gone"), CardProblem.REMOVED),
        ("unknown", Fault(), CardProblem.UNSUPPORTED),
        ("damaged", Fault(), CardProblem.DAMAGED),
    ],
)
def test_pcscd_a_bad_card_is_said_and_a_good_one_taken_after_it(
    rig: Rig, tmp_path: Path, lanes: TurnLanes, card: str, fault: Fault, problem: CardProblem
) -> None:
    stage = in_service(tmp_path)

    def failed() -> bool:
        return isinstance(runner.state, states.InsertingCard) and runner.state.problem is not None

    with stage.running(lanes, mode=Mode.PRODUCTION) as (terminal, runner):
        play(runner, lanes, someone(terminal, runner, insert=lambda: rig.insert(card, fault)), until=failed)
        assert isinstance(runner.state, states.InsertingCard)
        assert runner.state.problem is problem
        rig.pull()
        rig.insert("social-security")
        play_to(runner, lanes, None, states.ConfirmingIdentity)
