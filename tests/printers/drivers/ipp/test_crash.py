"""kill -9 of the terminal at every named point of a print, counted in the printer's own log: never twice, never lost, or in doubt and asked."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base.steps import Step
from kiosk.receipts.model import PrintState
from tests.printers.drivers.ipp.desks import Desk
from tests.printers.drivers.ipp.machines import EvePrinter, until
from tests.sync.support import opened

# What a start knows for certain afterwards: everything but a document that broke off on its way.
SURE = (
    Step.SEALED,
    Step.INSERTED,
    Step.COMMITTED,
    Step.PRINT_INTENDED,
    Step.JOB_CREATED,
    Step.JOB_RECORDED,
    Step.ALL_SENT,
    Step.SENDING_RECORDED,
    Step.PRINT_RECORDED,
)


def live(tmp_path: Path, eve: EvePrinter, root: Path, *words: str) -> int:
    """One life of the process; how it ended."""
    command = (sys.executable, "-m", "tests.printers.drivers.ipp.dying", str(tmp_path), eve.uri, *words)
    return subprocess.run(command, cwd=root, timeout=55, check=False).returncode


def became(tmp_path: Path) -> tuple[PrintState, int]:
    """The ledger's one row: state and counted copies."""
    store = opened(tmp_path / "kiosk.db")
    (row,) = store.ledger.rows()
    store.audit.verify()
    store.close()
    return row.state, row.copies


@pytest.mark.parametrize("step", SURE)
def test_killed_and_started_again_it_is_printed_once(
    step: Step, tmp_path: Path, *, eve: EvePrinter, root: Path
) -> None:
    assert live(tmp_path, eve, root, step) == -signal.SIGKILL, "the step was never reached"
    assert live(tmp_path, eve, root) == 0
    assert became(tmp_path) == (PrintState.PRINTED, 1)
    assert len(eve.printed()) == 1


def test_killed_with_half_of_it_sent_a_person_is_asked(tmp_path: Path, eve: EvePrinter, root: Path) -> None:
    assert live(tmp_path, eve, root, Step.HALF_SENT) == -signal.SIGKILL
    for _ in range(2):
        assert live(tmp_path, eve, root) == 0
    state, copies = became(tmp_path)
    assert (state, len(eve.printed())) in ((PrintState.UNCERTAIN, 0), (PrintState.PRINTED, 1))
    assert copies == len(eve.printed())


def test_killed_while_the_printer_prints_it_is_followed_to_its_end(tmp_path: Path, eve: EvePrinter, root: Path) -> None:
    eve.stops_for("media-empty")
    assert live(tmp_path, eve, root, Step.SENDING_RECORDED) == -signal.SIGKILL
    until((eve.folder / "at-work").exists, "the engine is at it")
    eve.goes_on()
    assert live(tmp_path, eve, root) == 0
    assert became(tmp_path) == (PrintState.PRINTED, 1)
    assert len(eve.printed()) == 1


@pytest.mark.parametrize("step", [Step.JOB_CREATED, Step.JOB_RECORDED])
def test_a_place_for_a_job_that_nobody_fills_is_given_back(
    step: Step, tmp_path: Path, *, eve: EvePrinter, root: Path
) -> None:
    """It would hold up a printer that takes one job at a time."""
    assert live(tmp_path, eve, root, step) == -signal.SIGKILL
    desk = Desk(eve.uri)
    assert desk.spooler.print_original(desk.ledger.only().application_id) == (PrintState.PRINTED, "")
    assert live(tmp_path, eve, root) == 0
    assert became(tmp_path)[0] in (PrintState.PRINTED, PrintState.UNCERTAIN)
    assert len(eve.printed()) == 1 + became(tmp_path)[1]


@pytest.mark.parametrize("step", [Step.JOB_RECORDED, Step.ALL_SENT, Step.SENDING_RECORDED])
def test_killed_with_a_printer_that_forgets_a_person_is_asked(
    step: Step, tmp_path: Path, *, eve: EvePrinter, root: Path
) -> None:
    """Switched off and on, as after a power cut: it knows no job, whether it came out or not."""
    assert live(tmp_path, eve, root, step) == -signal.SIGKILL
    sent = step is not Step.JOB_RECORDED
    until(lambda: len(eve.printed()) == sent, "the paper")
    eve.switch_off()
    eve.start()
    assert live(tmp_path, eve, root) == 0
    assert became(tmp_path) == (PrintState.UNCERTAIN, 0)
    assert len(eve.printed()) == sent


@pytest.mark.parametrize("step", [Step.PRINT_INTENDED, Step.JOB_CREATED])
def test_killed_before_any_data_went_it_needs_no_printer_that_remembers(
    step: Step, tmp_path: Path, *, eve: EvePrinter, root: Path
) -> None:
    assert live(tmp_path, eve, root, step) == -signal.SIGKILL
    eve.switch_off()
    eve.start()
    assert live(tmp_path, eve, root) == 0
    assert became(tmp_path) == (PrintState.PRINTED, 1)
    assert len(eve.printed()) == 1


def test_who_prints_before_writing_it_down_is_caught(tmp_path: Path, eve: EvePrinter, root: Path) -> None:
    """The order that this room is there to prevent, planted: the same kill, and two papers."""
    assert live(tmp_path, eve, root, Step.ALL_SENT, "naive") == -signal.SIGKILL
    assert live(tmp_path, eve, root, "", "naive") == 0
    until(lambda: len(eve.printed()) == 2, "the second paper")
