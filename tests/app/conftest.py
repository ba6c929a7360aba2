"""A stage with a hub of its own, and one whose hub is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in


@pytest.fixture
def lanes() -> TurnLanes:
    return TurnLanes()


@pytest.fixture
def offline(tmp_path: Path) -> Stage:
    """A terminal whose hub is away."""
    return stage_in(tmp_path)


@pytest.fixture
def online(tmp_path: Path) -> Iterator[Stage]:
    """A terminal and its hub."""
    hub = stage_in(tmp_path).hub()
    yield stage_in(tmp_path, hub_url=hub.url)
    hub.stop()
