"""A hub's folder with the tests' terminal registered, and a running hub over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.seal.intl import INTL
from tests.sync.hub.kit import Folder, HubProcess


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Folder:
    """Database and keys are made, of the suite the test asks for, and the terminal is known."""
    folder = Folder(tmp_path)
    folder.rotate(getattr(request, "param", INTL))
    folder.register()
    return folder


@pytest.fixture
def hub(folder: Folder) -> Iterator[HubProcess]:
    """A hub that serves."""
    process = HubProcess(folder)
    yield process
    process.close()
