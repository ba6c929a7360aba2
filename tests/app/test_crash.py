"""SIGKILL at every named step of a submission: one application at the hub, at most one receipt without asking."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from app.hubprocess import HubProcess
from app.keeping import terminal_keys
from app.system import SystemClock
from kiosk.base.steps import Step
from kiosk.receipts.model import PrintState
from sync.hub.database import HubDatabase, open_database
from sync.hub.tables import acknowledgements, applications, conflicts, envelopes, quarantine
from sync.hub.terminals import register_terminal
from sync.seal.intl import INTL
from sync.seal.suites import suite_named
from tests.app.crashing import Start, Starter
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


@pytest.mark.parametrize("step", list(Step))
def test_killed_at_a_step_and_started_again(
    tmp_path: Path, starter: Starter, hub_stage: Stage, hub: HubProcess, database: HubDatabase, step: Step
) -> None:
    terminal = f"terminal-{step}"
    register_terminal(
        database,
        terminal,
        public_key=terminal_keys(tmp_path).signing_key(suite_named(INTL)).public,
        at=SystemClock().now(),
        suite=suite_named(INTL),
    )
    start = Start(str(tmp_path), str(hub_stage.directory), hub.url, terminal)

    dying = Start(start.directory, start.hub_directory, start.hub_url, terminal, step)
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
