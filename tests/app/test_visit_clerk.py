"""A clerk at a whole terminal: signs in, enters somebody by hand or is their witness, and the platform learns who it was; a real hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.hubprocess import HubProcess
from app.person import Person, PlayedClerk
from devices.citizens import CLERKS
from devices.images import ClerkImage
from devices.simulator import SimulatedCardReader
from kiosk.journey import events, states
from tests.app.hubside import held
from tests.app.lanes import TurnLanes
from tests.app.stage import ITEM, Stage, person_at, play, play_to, stage_in
from tests.privacy.traces import CANARY, TRACES

# Longer than the training's: so many digits stand in no clock by chance.
PIN = "93517286"
COLLEAGUE = ClerkImage("乌云其木格样例", PIN)
PLAIN = "elder-80"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    started = stage_in(tmp_path).hub()
    yield started
    started.stop()


def at(tmp_path: Path, hub: HubProcess) -> Stage:
    """A terminal of that hub, at whose end neither the clerk nor the PIN may be found any more than the person."""
    stage = stage_in(tmp_path, hub_url=hub.url)
    return replace(stage, traces=(*TRACES, PIN, COLLEAGUE.name))


def with_clerk(person: Person, card: ClerkImage, *enters: str, reader: SimulatedCardReader) -> Person:
    """The person, and this clerk."""
    return replace(person, clerk=PlayedClerk(partial(reader.insert, card), reader.remove, PIN, enters))


def test_a_clerk_signs_in_and_enters_somebody_and_the_hub_knows_who_did(tmp_path: Path, hub: HubProcess) -> None:
    stage, lanes = at(tmp_path, hub), TurnLanes()
    with stage.running(lanes) as (terminal, runner):
        someone = person_at(terminal, runner, PLAIN)
        cardless = with_clerk(someone, COLLEAGUE, CANARY.name, CANARY.id_number, reader=terminal.simulated[0])
        play_to(runner, lanes, cardless, states.Leaving)
        runner.post(events.Touched())
        assert runner.state == states.attracting(runner.state)
        play(runner, lanes, None, until=stage.delivered)
    (received,) = held(tmp_path)
    document = received["document"]
    assert document["applicant"] == {
        "name": CANARY.name,
        "id_number": CANARY.id_number,
        "source": "resident_id",
        "authenticity": "keyed_in",
        "certificate_type": "111",
    }
    assert document["clerk"]["kind"] == "clerk" and int(document["clerk"]["id"], 16) > 0
    assert document["sign_in"] == {"name": COLLEAGUE.name, "certificate_serial": document["clerk"]["id"]}
    assert document["answers"]["applicant_name"] == {"value": CANARY.name, "source": "clerk"}
    assert stage.faults() == [] and len(stage.papers()) == 1


def test_the_witness_that_a_list_asks_for_is_who_signed_in(tmp_path: Path, hub: HubProcess) -> None:
    stage, lanes = at(tmp_path, hub), TurnLanes()
    with stage.running(lanes) as (terminal, runner):
        someone = with_clerk(person_at(terminal, runner, ITEM), COLLEAGUE, reader=terminal.simulated[0])
        play_to(runner, lanes, someone, states.Leaving)
        runner.post(events.Touched())
        play(runner, lanes, None, until=stage.delivered)
    (received,) = held(tmp_path)
    document = received["document"]
    assert document["applicant"]["authenticity"] == "verified"
    assert document["sign_in"]["name"] == COLLEAGUE.name
    assert document["answers"]["witness_id"] == {"value": document["clerk"]["id"], "source": "clerk"}


def test_a_wrong_pin_costs_a_try_and_a_blocked_card_makes_nobody_a_clerk(tmp_path: Path, hub: HubProcess) -> None:
    stage, lanes = at(tmp_path, hub), TurnLanes()
    last = replace(CLERKS["clerk-last-try"], pin=PIN)
    with stage.running(lanes) as (terminal, runner):
        someone = with_clerk(person_at(terminal, runner, PLAIN), last, "x", "y", reader=terminal.simulated[0])
        assert someone.clerk is not None
        clumsy = replace(someone, clerk=replace(someone.clerk, pin="000000"))
        play_to(runner, lanes, clumsy, states.ProvingClerk)
        play(runner, lanes, None, until=lambda: not isinstance(runner.state, states.ProvingClerk))
        told = runner.state
        assert isinstance(told, states.InsertingClerkCard) and told.visit.clerk is None
        assert repr(told.problem) == "PinRefusal(trouble=<PinTrouble.BLOCKED: 'blocked'>, tries_left=0)"
        runner.post(events.HomePressed())
        assert runner.state == states.attracting(runner.state)
