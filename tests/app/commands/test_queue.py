"""`kiosk queue`: every entry and where it stands, nothing of what it says; set aside and restored, also while the terminal serves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.commands import main
from kiosk.base.events import TECHNICIAN, Verb
from kiosk.base.ids import grouped, reference_number
from kiosk.journey import states
from tests.app.lanes import TurnLanes
from tests.app.stage import ITEM, Stage, person_at, play_to
from tests.privacy.traces import in_text


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
    assert in_text(entry) == []


def test_what_waits_is_listed_for_machines(waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list", "--json", "--state-dir", str(waiting.directory)]) == 4
    (row,) = json.loads(capsys.readouterr().out)
    assert row["reference_number"] == waiting.rows()[0].receipt.number
    assert (row["kind"], row["state"], row["item"], row["sequence"]) == ("application", "queued", ITEM, 1)
    assert set(row) == {
        "sequence", "id", "kind", "item", "state", "attempts", "queued_at", "hybrid", "sha256", "reference_number", "reason", "said",
    }  # fmt: skip


def called(stage: Stage, *words: str) -> int:
    return main(["queue", *words, "--state-dir", str(stage.directory)])


@pytest.mark.parametrize("form", ["sequence", "number", "spoken", "id"])
def test_one_is_shown_by_any_of_its_names(form: str, waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    number, id = waiting.rows()[0].receipt.number, waiting.rows()[0].application_id
    name = {"sequence": "1", "number": number, "spoken": grouped(number).lower(), "id": id}[form]
    assert called(waiting, "show", name) == 4
    said = dict(re.split(r" {2,}", text, maxsplit=1) for text in capsys.readouterr().out.splitlines())
    assert (said["sequence"], said["reference number"], said["id"]) == ("1", grouped(number), id)
    assert (said["state"], said["tries"], said["item"]) == ("queued", "1", ITEM)
    assert called(waiting, "show", name, "--json") == 4
    assert json.loads(capsys.readouterr().out)["reference_number"] == number


@pytest.mark.parametrize("name", ["7", "0", "99999999999999999999", "B2400000173", "no-such-id", "Ｂ", "١"])
@pytest.mark.parametrize("verb", ["show", "park", "restore"])
def test_a_name_that_is_nobody_s_ends_with_two(
    verb: str, name: str, waiting: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(waiting, verb, name) == 2
    assert capsys.readouterr().err == f"kiosk queue {verb}: no entry {name}\n"


def test_another_terminal_s_number_is_not_taken_for_ours(waiting: Stage) -> None:
    ours = waiting.rows()[0].receipt.number
    other = reference_number("XXX", 1)
    assert ours[3:-1] == other[3:-1] and ours != other
    assert called(waiting, "show", other) == 2


def test_parked_and_restored_while_the_terminal_serves(
    offline: Stage, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]
) -> None:
    """The doors take no lock of the directory; each is one transaction."""
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        assert called(offline, "park", "1", "--reason", "citizen_asked") == 0
        assert "the citizen asked for it to be held back" in capsys.readouterr().out
        assert called(offline, "list") == 4
        assert capsys.readouterr().out.splitlines()[0].endswith("citizen_asked")
        assert called(offline, "show", "1", "--json") == 4
        shown = json.loads(capsys.readouterr().out)
        assert (shown["state"], shown["reason"]) == ("parked", "citizen_asked")
        assert called(offline, "restore", "1", "--json") == 0
        restored = json.loads(capsys.readouterr().out)
        assert (restored["state"], restored["reason"]) == ("queued", "")
    with offline.store() as store:
        deeds = [event.verb for event in store.audit.events() if event.actor == TECHNICIAN]
        assert deeds == [Verb.ENTRY_PARKED, Verb.ENTRY_RESTORED]


def test_what_is_not_parked_is_not_restored(waiting: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(waiting, "restore", "1") == 3
    assert capsys.readouterr().err.startswith("kiosk: S05: ")


def test_a_directory_without_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list", "--state-dir", str(tmp_path)]) == 3
    assert capsys.readouterr().err.startswith("kiosk: S04: ")
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"
