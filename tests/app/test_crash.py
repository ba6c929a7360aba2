"""SIGKILL at every named step of a submission: one application at the hub, at most one receipt without asking."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hubprocess import HubProcess
from kiosk.base.steps import Step
from kiosk.receipts.model import PrintState
from sync.hub.report import report_of
from tests.app.stage import Stage, stage_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A fresh terminal."""
    return stage_in(tmp_path)


@pytest.fixture
def hub(stage: Stage) -> Iterator[HubProcess]:
    """Its hub."""
    running = stage.hub()
    yield running
    running.stop()


def start(stage: Stage, hub: HubProcess, step: str = "") -> int:
    """Start the terminal; how its process ended."""
    command = [sys.executable, "-m", "tests.app.crashing", str(stage.directory), hub.url, step]
    return subprocess.run(command, cwd=ROOT, timeout=50, check=False).returncode


@pytest.mark.parametrize("step", list(Step))
def test_killed_at_a_step_and_started_again(stage: Stage, hub: HubProcess, step: Step) -> None:
    assert start(stage, hub, step) == -signal.SIGKILL, "the step was never reached"
    assert start(stage, hub) == 0
    counts = report_of(f"sqlite:///{stage.directory / 'hub.db'}")
    assert (counts.applications, counts.acknowledgements, counts.conflicts, counts.quarantined) == (1, 1, 0, 0)
    papers = sorted(path.name for path in (stage.directory / "receipts").iterdir())
    store = stage.look()
    rows = store.ledger.rows()
    store.close()
    assert len(rows) == 1
    assert papers == [f"{rows[0].receipt.number}-1.pdf"]
    assert rows[0].state is PrintState.PRINTED and rows[0].copies == 1
