"""`kiosk queue list`: every entry and where it stands, nothing of what it says, and exit 4 while one waits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.commands import main
from devices.citizens import OVER_EIGHTY
from kiosk.base.ids import grouped
from kiosk.journey import states
from tests.app.lanes import TurnLanes
from tests.app.stage import ITEM, Stage, person_at, play_to


@pytest.fixture
def waiting(offline: Stage, lanes: TurnLanes) -> Stage:
    """One application collected while the hub was away."""
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    return offline


def test_what_waits_is_listed(waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list", "--state-dir", str(waiting.directory)]) == 4
    entry, last = capsys.readouterr().out.splitlines()
    number = waiting.rows()[0].receipt.number
    assert entry.split()[0] == "1" and grouped(number) in entry
    assert {"queued", "application", ITEM} <= set(entry.split())
    assert last == "1 entries, 1 not delivered"
    assert OVER_EIGHTY.name not in entry and OVER_EIGHTY.id_number[-4:] not in entry


def test_what_waits_is_listed_for_machines(waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list", "--json", "--state-dir", str(waiting.directory)]) == 4
    (row,) = json.loads(capsys.readouterr().out)
    assert row["reference_number"] == waiting.rows()[0].receipt.number
    assert (row["kind"], row["state"], row["item"], row["sequence"]) == ("application", "queued", ITEM, 1)
    assert set(row) == {
        "sequence", "id", "kind", "item", "state", "attempts", "queued_at", "sha256", "reference_number",
    }  # fmt: skip


def test_a_directory_without_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list", "--state-dir", str(tmp_path)]) == 3
    assert capsys.readouterr().err.startswith("kiosk: S01: ")
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"
