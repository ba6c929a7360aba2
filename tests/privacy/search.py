"""The search that every whole visit in the tests ends with."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow

from sync.store.store import Store
from tests.privacy import places
from tests.privacy.traces import TRACES, in_bytes

Leaks = dict[str, list[str]]


def leaks(look: places.Look, traces: tuple[str, ...] = TRACES) -> Leaks:
    """Where something was found, and what."""
    return {where: found for where, raw in look if (found := in_bytes(raw, traces=traces))}


def left_behind(folder: Path, store: Store, key: bytes, *, traces: tuple[str, ...] = TRACES) -> Leaks:
    """What is left of a person outside of the screen: in a terminal's folder, its database, on paper, in processes, logs, caches."""
    looks = (
        places.files(folder),
        places.paper(folder),
        places.cells(store),
        places.database(folder, key),
        places.processes(),
        places.clipboards(),
        places.caches(),
    )
    return {where: found for look in looks for where, found in leaks(look, traces).items()}


def on_screen(window: QQuickWindow, viewmodels: QObject) -> Leaks:
    """What is left of the canary on the screen and behind it."""
    return leaks(places.screen(window, viewmodels))


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Temporary files, if somebody makes any, lie where they are looked for."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        patch.setattr(tempfile, "tempdir", str(temporary))
        yield
