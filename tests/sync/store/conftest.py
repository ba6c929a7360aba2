"""A simulated disk for each test that asks for one, closed after it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from sync.store.disk import REAL_DISK, Disk
from sync.store.simulator import SimulatedDisk
from tests.sync.support import ToldClock

NewDisk = Callable[[int], SimulatedDisk]


@pytest.fixture
def new_disk() -> Iterator[NewDisk]:
    """Makes disks by seed."""
    with ExitStack() as stack:
        made: list[SimulatedDisk] = []

        def new(seed: int) -> SimulatedDisk:
            disk = SimulatedDisk(f"disk-{len(made)}", chance=random.Random(seed).randrange, clock=ToldClock())
            made.append(stack.enter_context(closing(disk)))
            return disk

        yield new


@pytest.fixture
def disk(new_disk: NewDisk) -> SimulatedDisk:
    """A disk."""
    return new_disk(0)


@pytest.fixture(params=["real", "simulated"])
def kept(request: pytest.FixtureRequest, disk: SimulatedDisk) -> Disk:
    """Either disk."""
    return REAL_DISK if request.param == "real" else disk
