"""One hub, and one program that starts terminals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.hubprocess import HubProcess
from sync.hub.database import open_database
from tests.app.stage import stage_in
from tests.durability.fork import Terminals
from tests.durability.laws import Bench


def pytest_itemcollected(item: pytest.Item) -> None:
    """All that breaks a terminal belongs to its proof, the samples too."""
    item.add_marker("durability")


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
