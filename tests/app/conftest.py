"""A stage with a hub of its own, and one whose hub is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.hubprocess import HubProcess
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in


@pytest.fixture
def lanes() -> TurnLanes:
    return TurnLanes()


@pytest.fixture
def second_disk() -> Iterator[Path]:
    """A directory on a file system that is not the one of `tmp_path`."""
    with TemporaryDirectory(dir="/dev/shm") as name:
        yield Path(name)


@pytest.fixture
def offline(tmp_path: Path) -> Stage:
    """A terminal whose hub is away."""
    return stage_in(tmp_path)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    """The hub of the terminal in the same directory, in a process of its own."""
    running = stage_in(tmp_path).hub()
    yield running
    running.stop()


@pytest.fixture
def online(tmp_path: Path, hub: HubProcess) -> Stage:
    """A terminal that reaches its hub."""
    return stage_in(tmp_path, hub_url=hub.url)
