"""A canary citizen walks a whole visit at the real window; afterwards no trace of them is anywhere but at the platform."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
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
from tests.e2e.traces import ACCOUNT, CANARY, MOBILE, PLACE, RAW_TRACES, cells, files, in_bytes, in_text, properties
from tests.printers.paper import text_by_pdfium
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
def stage(tmp_path: Path, hub: HubProcess, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A terminal whose temporary files, if it makes any, lie where they are looked for."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return stage_in(tmp_path, hub_url=hub.url)


def test_after_a_visit_no_trace_is_left(stage: Stage, qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    clock = SystemClock()
    with opened(stage, qtbot) as table:
        person = table.person(partial(table.reader.insert, CANARY.resident_id()), ITEM)
        writing = Writing(person, table)
        table.walk(writing, states.Leaving)
        assert {PLACE, MOBILE, ACCOUNT} <= writing.seen, "the search would prove nothing"
        assert CANARY.name not in writing.seen and CANARY.id_number not in writing.seen, "a neighbour could read it"
        table.wait(lambda: stage.rows()[0].state is PrintState.PRINTED)
        on_disk(stage)

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
        assert in_text(*left) == []
        assert table.shown(KeyboardViewModel, "composition") == ""
        assert not any(mask_name(CANARY.name) in text or number in "".join(text.split()) for text in left)
        assert in_text(*properties(table.kiosk.window.window)) == []
        assert in_text(QGuiApplication.clipboard().text()) == []
        on_disk(stage)
        table.wait(stage.delivered)
        on_disk(stage)
    on_disk(stage)
    told = capfd.readouterr()
    assert in_text(told.out, told.err) == []
    at_the_platform(stage)


def on_disk(stage: Stage) -> None:
    """Nothing in any file of the terminal, raw or with its key, nor on paper but what may be there."""
    ours = {name: raw for name, raw in files(stage.directory).items() if not Path(name).name.startswith("hub.db")}
    assert any(name.endswith("terminal.db") for name in ours) and any(name.endswith(".pdf") for name in ours)
    assert {name: in_bytes(raw) for name, raw in ours.items() if in_bytes(raw, name.encode())} == {}
    with stage.store() as store:
        kept = list(cells(store))
    assert len(kept) > 30
    assert in_bytes(*kept) == []
    for name, raw in ours.items():
        if name.endswith(".pdf"):
            text = text_by_pdfium(raw)
            assert in_text(text) == []
            assert CANARY.name[:2] + "*" in text and f"**{CANARY.id_number[-2:]}" in text, "the masked name is missing"


def at_the_platform(stage: Stage) -> None:
    """The hub is where the application belongs: there it can be read."""
    (application,) = held(stage.directory)
    assert application["document"]["applicant"]["name"] == CANARY.name
    assert application["document"]["answers"]["residence_address"]["value"] == PLACE
    hub = [raw for name, raw in files(stage.directory).items() if Path(name).name.startswith("hub.db")]
    assert in_bytes(*hub) != []
    assert len(RAW_TRACES) > 40


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
        assert in_text(*texts(table.kiosk.window.window), *properties(table.kiosk.viewmodels)) == []
    assert {name for name, raw in files(tmp_path).items() if in_bytes(raw)} == set()


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
        assert in_text(*texts(table.kiosk.window.window), *properties(table.kiosk.viewmodels)) == []
    told = capfd.readouterr()
    assert "B01" in told.err and in_text(told.err, told.out) == []
