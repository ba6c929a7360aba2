"""One hub, one program that starts terminals, and the figures that `make prove` prints."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.hubprocess import HubProcess
from sync.hub.database import open_database
from tests.app.stage import stage_in
from tests.durability.figures import Figures
from tests.durability.fork import Terminals
from tests.durability.laws import Bench

FIGURES = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a proof writes what it counted."""
    return request.config.stash.setdefault(FIGURES, Figures())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table, under the tests."""
    found = config.stash.get(FIGURES, None)
    if found is not None and found.rows:
        terminalreporter.section("durability")
        for line in found.table():
            terminalreporter.write_line(line)


@pytest.fixture(scope="package")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """For as long as any test of the package needs it."""
    directory = tmp_path_factory.mktemp("hub")
    hub: HubProcess = stage_in(directory).hub()
    database = open_database(f"sqlite:///{directory / 'hub.db'}")
    try:
        with Terminals() as terminals:
            yield Bench(terminals, database, directory, hub.url)
    finally:
        database.close()
        hub.stop()
