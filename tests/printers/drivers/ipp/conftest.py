"""One printer and one cupsd a module: started once, put right before every test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.printers.drivers.ipp.machines import EvePrinter


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder whose name is short enough for a socket in it."""
    made = Path(tempfile.mkdtemp(prefix="doorstep-ipp-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def machine(place: Path) -> Iterator[EvePrinter]:
    """The module's printer."""
    started = EvePrinter(place)
    yield started
    started.close()


@pytest.fixture
def eve(machine: EvePrinter) -> EvePrinter:
    """The printer, as new."""
    machine.calm()
    return machine
