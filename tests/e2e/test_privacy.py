"""A canary citizen walks a whole visit at the real window; afterwards no trace of them is anywhere but at the platform."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.hubprocess import HubProcess
from app.person import Person
from app.system import SystemClock
from kiosk.base.errors import KioskError
from kiosk.base.privacy import mask_name
from kiosk.journey import events, states
from kiosk.receipts.model import PrintState
from tests.app.hubside import held
from tests.app.stage import Stage, stage_in
from tests.e2e.conftest import Table, opened
from tests.printers.paper import text_by_pdfium
from tests.privacy.places import files, properties
from tests.privacy.search import leaks, on_screen
from tests.privacy.traces import ACCOUNT, CANARY, MOBILE, PLACE, TRACES, in_bytes, in_text
from tests.ui.screens.measures import texts
from ui.input.keyboard import KeyboardViewModel

ITEM = "elder-80"
WRITTEN = {"residence_address": PLACE, "mobile": MOBILE, "payee_account": ACCOUNT}


class Writing:
    """A person who writes their own address, telephone and account, and whose every screen is looked at."""

    def __init__(self, person: Person, table: Table) -> None:
        self.person = person
        self.table = table
        self.seen: set[str] = set()

    def moves(self, state: states.State) -> tuple[events.Event, ...]:
        """What they do; what is on the screen meanwhile is noted."""
        moves = tuple(self._own(move) for move in self.person.moves(state))
        if state.visit.identity is not None:
            self.table.post(*(move for move in moves if isinstance(move, events.AnswerEntered)))
            self.seen |= set(in_text(*texts(self.table.kiosk.window.window), *properties(self.table.kiosk.viewmodels)))
            self.table.settle()
        return tuple(move for move in moves if not isinstance(move, events.AnswerEntered))

    def _own(self, move: events.Event) -> events.Event:
        if isinstance(move, events.AnswerEntered) and move.field in WRITTEN:
            return replace(move, raw=WRITTEN[move.field])
        return move


@pytest.fixture
def stage(tmp_path: Path, hub: HubProcess) -> Stage:
    """A terminal that reaches its hub."""
    return stage_in(tmp_path, hub_url=hub.url)


def test_after_a_visit_no_trace_is_left(stage: Stage, qtbot: QtBot) -> None:
    clock = SystemClock()
    with opened(stage, qtbot) as table:
        person = table.person(partial(table.reader.insert, CANARY.resident_id()), ITEM)
        writing = Writing(person, table)
        table.walk(writing, states.Leaving)
        assert {PLACE, MOBILE, ACCOUNT} <= writing.seen, "the search would prove nothing"
        assert CANARY.name not in writing.seen and CANARY.id_number not in writing.seen, "a neighbour could read it"
        table.wait(lambda: stage.rows()[0].state is PrintState.PRINTED)
        assert stage.leaks() == {}

        table.reader.remove()
        keyboard = table.kiosk.viewmodels.findChild(KeyboardViewModel)
        assert isinstance(keyboard, KeyboardViewModel)
        keyboard.press("n")
        assert table.shown(KeyboardViewModel, "composition") != ""
        number = stage.rows()[0].receipt.number
        began_s = clock.monotonic_s()
        table.post(events.Touched())
        table.settle()
        assert clock.monotonic_s() - began_s < 1.0, "the wipe takes too long"
        assert table.state == states.attracting(table.state)
        left = [*texts(table.kiosk.window.window), *properties(table.kiosk.viewmodels)]
        assert on_screen(table.kiosk.window.window, table.kiosk.viewmodels) == {}
        assert table.shown(KeyboardViewModel, "composition") == ""
        assert not any(mask_name(CANARY.name) in text or number in "".join(text.split()) for text in left)
        assert stage.leaks() == {}
        table.wait(stage.delivered)
    assert stage.leaks() == {}, "when the terminal is off"
    on_paper(stage)
    at_the_platform(stage)


def on_paper(stage: Stage) -> None:
    """The one receipt says whose it is, to them alone."""
    (receipt,) = (stage.directory / "receipts").iterdir()
    text = text_by_pdfium(receipt.read_bytes())
    assert CANARY.name[:2] + "*" in text and f"**{CANARY.id_number[-2:]}" in text, "the masked name is missing"


def at_the_platform(stage: Stage) -> None:
    """The hub is where the application belongs: there it can be read."""
    (application,) = held(stage.directory)
    assert application["document"]["applicant"]["name"] == CANARY.name
    assert application["document"]["answers"]["residence_address"]["value"] == PLACE
    assert in_bytes(*(path.read_bytes() for path in stage.directory.glob("hub.db*"))) != []
    assert len(TRACES) > 10


@pytest.mark.parametrize("until", [states.FillingForm, states.Checking, states.Signing, states.TakingReceipt])
def test_a_visit_that_is_left_in_the_middle_leaves_nothing_either(
    tmp_path: Path, qtbot: QtBot, until: type[states.State]
) -> None:
    with opened(stage_in(tmp_path), qtbot) as table:
        person = table.person(partial(table.reader.insert, CANARY.resident_id()), ITEM)
        table.walk(Writing(person, table), until)
        table.settle()
        assert isinstance(table.state, until)
        table.post(events.TimedOut(), events.TimedOut())
        if isinstance(table.state, states.Leaving):
            table.post(events.TimedOut())
        table.settle()
        assert isinstance(table.state, states.Attracting)
        assert on_screen(table.kiosk.window.window, table.kiosk.viewmodels) == {}
    assert leaks(files(tmp_path)) == {}


def test_no_fault_quotes_what_was_written(tmp_path: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    """A mistake of our own in the middle of a form: told where it was, never what it was about."""
    with opened(stage_in(tmp_path), qtbot) as table:
        person = table.person(partial(table.reader.insert, CANARY.resident_id()), ITEM)
        table.walk(Writing(person, table), states.Checking)
        try:
            raise KioskError("S02", "submit") from ValueError(f"cannot write {CANARY.name}")
        except KioskError as error:
            table.kiosk.bug(type(error), error, error.__traceback__)
        table.settle()
        assert table.state == states.OutOfService("B01")
        assert table.says("fault.B01.title")
        assert on_screen(table.kiosk.window.window, table.kiosk.viewmodels) == {}
    told = capfd.readouterr()
    assert "B01" in told.err and in_text(told.err, told.out) == []
