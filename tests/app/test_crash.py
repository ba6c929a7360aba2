"""SIGKILL at every named step of a submission with photographed papers: one application at the hub, at most one receipt without asking, no picture lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from sqlalchemy import Table, func, select

from app.hubprocess import HubProcess
from app.keeping import terminal_keys
from app.system import SystemClock
from kiosk.base.steps import OF_PROGRESS, OVER_IPP, Step
from kiosk.receipts.model import PrintState
from sync.hub.database import HubDatabase, open_database
from sync.hub.tables import acknowledgements, applications, conflicts, envelopes, quarantine
from sync.hub.terminals import register_terminal
from sync.seal.intl import INTL
from sync.seal.suites import suite_named
from tests.app.crashing import Start, Starter
from tests.app.photographed import at_the_platform, lay_out
from tests.app.stage import Stage, stage_in


@pytest.fixture(scope="module")
def starter() -> Iterator[Starter]:
    with Starter() as starter:
        yield starter


@pytest.fixture(scope="module")
def hub_stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Whose directory holds the hub that all these terminals call."""
    return stage_in(tmp_path_factory.mktemp("hub"))


@pytest.fixture(scope="module")
def hub(hub_stage: Stage) -> Iterator[HubProcess]:
    running = hub_stage.hub()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def database(hub_stage: Stage, hub: HubProcess) -> Iterator[HubDatabase]:
    opened = open_database(f"sqlite:///{hub_stage.directory / 'hub.db'}")
    yield opened
    opened.close()


def held(database: HubDatabase, table: Table, terminal: str) -> int:
    """How many rows of the table come from one terminal."""
    sent = select(envelopes.c.id).where(envelopes.c.terminal == terminal)
    with database.reading() as connection:
        return connection.execute(select(func.count()).where(table.c.id.in_(sent))).scalar_one()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lies under the cameras, one paper after another."""
    return lay_out(tmp_path_factory.mktemp("table") / "papers", 1, 2)


# Three papers of two pages: each step at its first time, and those of the second page, of which the draft's is the seventh.
IN_HAND = [(Step.PICTURE_WRITTEN, 2), (Step.PICTURE_KEPT, 2)]
MOMENTS = [*((step, 1) for step in Step if step not in (*OVER_IPP, *OF_PROGRESS)), *IN_HAND, (Step.DRAFT_SAVED, 7)]


@pytest.mark.parametrize(("step", "nth"), MOMENTS)
def test_killed_at_a_step_and_started_again(
    tmp_path: Path,
    starter: Starter,
    hub_stage: Stage,
    hub: HubProcess,
    database: HubDatabase,
    papers: Path,
    step: Step,
    nth: int,
) -> None:
    terminal = f"terminal-{step}-{nth}"
    register_terminal(
        database,
        terminal,
        public_key=terminal_keys(tmp_path).signing_key(suite_named(INTL)).public,
        at=SystemClock().now(),
        suite=suite_named(INTL),
    )
    start = Start(str(tmp_path), str(hub_stage.directory), hub.url, terminal, str(papers))

    dying = replace(start, step=step, nth=nth)
    assert starter.start(dying) == -signal.SIGKILL, "the step was never reached"
    assert starter.start(start) == 0

    for table, count in ((envelopes, 1), (applications, 1), (acknowledgements, 1), (conflicts, 0)):
        assert held(database, table, terminal) == count, table.name
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(quarantine)).scalar_one() == 0
    stage = stage_in(tmp_path, hub_directory=hub_stage.directory)
    (row,) = stage.rows()
    assert stage.papers() == [f"{row.receipt.number}-1.pdf"]
    assert row.state is PrintState.PRINTED and row.copies == 1
    images = at_the_platform(stage, hub_stage.directory)
    # Who died with the second page in hand had been told of the first, and goes on with the next paper.
    assert len(images) == (5 if (step, nth) in IN_HAND else 6)
    assert all(cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR) is not None for image in images)
