"""`kiosk queue balance`: a day's receipts, entries and acknowledgements, and the number of whatever is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.commands import main
from kiosk.base.ids import grouped
from kiosk.journey import states
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to
from tests.printers.paper import text_by_poppler
from tests.privacy.traces import in_text


@pytest.fixture
def waiting(offline: Stage, lanes: TurnLanes) -> Stage:
    """One application collected while the hub was away."""
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    return offline


def test_a_day_that_agrees_is_told_and_printed(
    waiting: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = tmp_path / "balance.pdf"
    assert main(["queue", "balance", "--state-dir", str(waiting.directory), "--slip", str(slip)]) == 0
    counts, wait = capsys.readouterr().out.splitlines()
    number = grouped(waiting.rows()[0].receipt.number)
    assert counts.endswith("1 receipts, 1 entries, 0 acknowledged")
    assert wait == f"waiting   {number}"
    read = text_by_poppler(slip.read_bytes())
    assert "一件不缺" in read
    assert number.replace(" ", "") in read
    assert in_text(read) == [] == in_text(counts)


def test_another_day_is_empty(waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "balance", "--state-dir", str(waiting.directory), "--day", "2001-01-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "day": "2001-01-01", "receipts": 0, "queued": 0, "acknowledged": 0, "waiting": [], "refused": [], "missing": [],
        "balanced": True,
    }  # fmt: skip


def test_a_receipt_that_is_gone_is_named(waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    number = waiting.rows()[0].receipt.number
    with waiting.store() as store, store.db.conn:
        # No program can: the schema guards it. A disk can.
        store.db.conn.execute("DROP TRIGGER receipt_stays")
        store.db.conn.execute("DELETE FROM receipts")
    assert main(["queue", "balance", "--state-dir", str(waiting.directory)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"missing   {grouped(number)}"
