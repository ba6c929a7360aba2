"""Bad input at a whole terminal: each ends in its own coded words, in Chinese and in English, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from devices.images import UNKNOWN_CARD
from devices.simulator import SimulatedCardReader
from kiosk.base.settings import Rules
from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from tests.app.hubside import counts
from tests.app.stage import Stage, stage_in
from tests.e2e.conftest import Table, opened
from tests.privacy.traces import CANARY
from ui.viewmodels.card import CardViewModel

GOOD = CANARY.resident_id()


@pytest.mark.parametrize(
    ("lose", "code"), [(SimulatedCardReader.lose_reader, "C02"), (SimulatedCardReader.lose_service, "C01")]
)
def test_no_reader(
    tmp_path: Path, qtbot: QtBot, language: Language, lose: Callable[[SimulatedCardReader], None], code: str
) -> None:
    with opened(stage_in(tmp_path), qtbot, language) as table:
        table.walk(table.person(partial(lose, table.reader)), states.InsertingCard)
        lose(table.reader)
        table.wait(lambda: isinstance(table.state, states.InsertingCard) and bool(table.state.readers))
        assert table.says("card.closed.lead") and table.says(f"fault.{code}.title") and table.has(code)
        table.reader.restore()
        table.walk(table.person(partial(table.reader.insert, GOOD)), states.ConfirmingIdentity)


def pulled(reader: SimulatedCardReader) -> None:
    """Put in and pulled while it is read."""
    reader.insert(GOOD)


@pytest.mark.parametrize(
    ("insert", "problem"),
    [
        (lambda reader: reader.mute(), "mute"),
        (lambda reader: reader.insert(UNKNOWN_CARD), "unsupported"),
        (pulled, "removed"),
    ],
)
def test_a_card_that_cannot_be_read(
    tmp_path: Path, qtbot: QtBot, language: Language, insert: Callable[[SimulatedCardReader], None], problem: str
) -> None:
    with opened(stage_in(tmp_path), qtbot, language) as table:
        table.walk(table.person(partial(insert, table.reader)), states.InsertingCard)
        insert(table.reader)
        if problem == "removed":
            table.wait(lambda: isinstance(table.state, states.ReadingCard))
            table.reader.remove()
            table.wait(lambda: isinstance(table.state, states.InsertingCard))
        table.wait(lambda: table.shown(CardViewModel, "stage") == "wrong")
        assert table.says(f"card.problem.{problem}.title")
        assert table.says(f"card.problem.{problem}.lead")
        assert isinstance(table.state, states.InsertingCard) and table.state.visit.identity is None
        table.reader.remove()
        table.walk(table.person(partial(table.reader.insert, GOOD)), states.ConfirmingIdentity)


def test_the_hub_is_away(tmp_path: Path, qtbot: QtBot, language: Language) -> None:
    with opened(stage_in(tmp_path), qtbot, language) as table:
        table.walk(table.person(partial(table.reader.insert, GOOD)), states.Submitted)
        assert not table.state.visit.online
        assert table.says("submitted.offline.title") and table.says("submitted.offline.body")
        table.walk(table.person(lambda: None), states.Leaving)
        assert table.stage.faults() == []
    assert stage_in(tmp_path).entries() == [EntryState.QUEUED]
    hub = stage_in(tmp_path).hub()
    try:
        with opened(stage_in(tmp_path, hub_url=hub.url), qtbot) as table:
            table.wait(table.stage.delivered)
    finally:
        hub.stop()
    assert (counts(tmp_path).applications, counts(tmp_path).acknowledgements) == (1, 1)


def test_the_disk_is_nearly_full(tmp_path: Path, qtbot: QtBot, language: Language) -> None:
    """An application from better days is waiting; nothing new is begun, and what waits is delivered all the same."""
    collect(stage_in(tmp_path), qtbot)
    hub = stage_in(tmp_path).hub()
    try:
        stage = stage_in(tmp_path, hub_url=hub.url, rules=Rules(minimum_free_mib=1 << 40))
        with opened(stage, qtbot, language) as table:
            table.walk(table.person(lambda: None), states.Faulted)
            told(table, "S02")
            assert isinstance(table.state, states.Faulted) and isinstance(table.state.back, states.ReadingGuide)
            table.post(events.Confirmed())
            assert isinstance(table.state, states.ReadingGuide)
            table.wait(stage.delivered)
    finally:
        hub.stop()
    assert stage_in(tmp_path).entries() == [EntryState.DELIVERED]
    assert counts(tmp_path).applications == 1


def test_the_printer_s_folder_is_missing(tmp_path: Path, qtbot: QtBot, language: Language) -> None:
    with opened(stage_in(tmp_path), qtbot, language) as table:
        shutil.rmtree(tmp_path / "receipts")
        table.walk(table.person(partial(table.reader.insert, GOOD)), states.TakingReceipt)
        table.wait(lambda: table.state.visit.print_state is PrintState.BLOCKED)
        told(table, "P01")
        assert table.state.visit.collected is not None
        number = table.state.visit.collected.number
        assert number in "".join(table.words().split()), "the number stays on the screen"
        (tmp_path / "receipts").mkdir()
        table.post(events.PaperAnswered("again"))
        table.wait(lambda: table.state.visit.print_state is PrintState.PRINTED)
        assert table.stage.papers() == [f"{number}-1.pdf"]


def test_a_person_may_do_without_the_paper(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(stage_in(tmp_path), qtbot) as table:
        shutil.rmtree(tmp_path / "receipts")
        table.walk(table.person(partial(table.reader.insert, GOOD)), states.TakingReceipt)
        table.wait(lambda: table.state.visit.print_state is PrintState.BLOCKED)
        table.post(events.PaperAnswered("none"))
        table.wait(lambda: table.stage.rows()[0].state is PrintState.CANCELLED)
        table.post(events.Confirmed())
        assert isinstance(table.state, states.Rating)


def collect(stage: Stage, qtbot: QtBot) -> None:
    """One application, handed in while the hub was away."""
    with opened(stage, qtbot) as table:
        table.walk(table.person(partial(table.reader.insert, GOOD)), states.Submitted)


def told(table: Table, code: str) -> None:
    """The fault's own sentences and its code are on the screen."""
    assert table.says(f"fault.{code}.title")
    assert table.says(f"fault.{code}.remedy")
    assert table.has(code)
