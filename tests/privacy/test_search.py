"""The search finds what is planted: a leak of each kind, in each place, so that finding nothing means something."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import paths
from kiosk.journey import states
from printers.fonts import FontStack
from printers.layout.pages import roll80
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to, stage_in
from tests.e2e.conftest import opened
from tests.privacy.search import on_screen
from tests.privacy.traces import CANARY, in_bytes
from tests.ui.screens.measures import items

NAME = CANARY.name
Plant = Callable[[Stage, ExitStack], object]
WAITING = [sys.executable, "-c", "import sys; print('ready', flush=True); sys.stdin.read()"]


@pytest.fixture
def stage(tmp_path: Path, lanes: TurnLanes) -> Stage:
    """A terminal somebody has been at."""
    stage = stage_in(tmp_path)
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    return stage


@pytest.fixture
def lanes() -> TurnLanes:
    return TurnLanes()


def temporary_file(stage: Stage, end: ExitStack) -> None:
    (stage.directory / "temporary" / "scan").write_text(f"the form of {NAME}", "gb18030")


def file_name(stage: Stage, end: ExitStack) -> None:
    (stage.directory / "receipts").mkdir(exist_ok=True)
    (stage.directory / "receipts" / f"{CANARY.id_number}.part").touch()


def nameless_file(stage: Stage, end: ExitStack) -> None:
    handle = os.open(stage.directory, os.O_TMPFILE | os.O_RDWR, 0o600)
    end.callback(os.close, handle)
    os.write(handle, NAME.encode())


def log_line(stage: Stage, end: ExitStack) -> None:
    sys.stderr.write(f"cannot read the card of {NAME}\n")


def log_line_of_a_child(stage: Stage, end: ExitStack) -> None:
    subprocess.run([sys.executable, "-c", f"print('{CANARY.id_number}')"], check=True)


def row(stage: Stage, end: ExitStack) -> None:
    with stage.store() as store:
        store.db.execute(
            "INSERT INTO drafts(card, id, saved_at_ms, body) VALUES (randomblob(16), 'x', 0, ?)", (NAME.encode(),)
        )


def wal_frame(stage: Stage, end: ExitStack) -> None:
    """Written and deleted again: no table has it, the file has not, and the WAL still does."""
    store = end.enter_context(stage.store())
    row(stage, end)
    store.db.execute("DELETE FROM drafts WHERE id = 'x'")


def receipt(stage: Stage, end: ExitStack) -> None:
    """Compressed and in glyph numbers: in the file's bytes it would not be seen."""
    (there,) = stage.rows()
    raw = roll80(msgspec.structs.replace(there.receipt, applicant=NAME), FontStack(paths.FONTS))
    assert in_bytes(raw) == []
    (stage.directory / "receipts").mkdir(exist_ok=True)
    (stage.directory / "receipts" / "x.pdf").write_bytes(raw)


def command_line(stage: Stage, end: ExitStack) -> None:
    child(end, [*WAITING, NAME])


def environment(stage: Stage, end: ExitStack) -> None:
    child(end, WAITING, env=os.environ | {"CITIZEN": CANARY.id_number})


def child(end: ExitStack, command: list[str], **settings: Any) -> None:
    """A process that waits until it is looked at."""
    waiting = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **settings)
    end.callback(waiting.communicate)
    assert waiting.stdout and waiting.stdout.readline()


def clipboard(stage: Stage, end: ExitStack) -> None:
    QGuiApplication.clipboard().setText(NAME)
    end.callback(QGuiApplication.clipboard().clear)


PLANTS = (
    (temporary_file, "temporary/scan"),
    (file_name, "the name of"),
    (nameless_file, "a file without a name"),
    (log_line, "a file without a name"),
    (log_line_of_a_child, "a file without a name"),
    (row, "table drafts"),
    (wal_frame, "a frame of the WAL"),
    (receipt, "x.pdf says"),
    (command_line, "cmdline of process"),
    (environment, "environ of process"),
    (clipboard, "Clipboard"),
)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("plant", "where"), PLANTS, ids=[plant.__name__ for plant, _ in PLANTS])
def test_a_leak_is_found(stage: Stage, plant: Plant, where: str) -> None:
    assert stage.leaks() == {}
    with ExitStack() as end:
        plant(stage, end)
        found = stage.leaks()
        assert any(where in place for place in found), found


def test_a_leak_that_is_only_in_the_wal_is_not_taken_for_a_row(stage: Stage) -> None:
    with ExitStack() as end:
        wal_frame(stage, end)
        assert {place.partition(",")[0] for place in stage.leaks()} == {"a frame of the WAL"}


@pytest.mark.parametrize("bearer", ["item", "view-model"])
def test_a_leak_on_the_screen_is_found(tmp_path: Path, qtbot: QtBot, bearer: str) -> None:
    with opened(stage_in(tmp_path), qtbot) as table:
        window, viewmodels = table.kiosk.window.window, table.kiosk.viewmodels
        assert on_screen(window, viewmodels) == {}
        bearing: QObject = viewmodels
        if bearer == "item":
            bearing = next(item for item in items(window.contentItem()) if item.property("text"))
        name = "text" if bearer == "item" else "objectName"
        before = bearing.property(name)
        bearing.setProperty(name, NAME)
        assert on_screen(window, viewmodels) != {}
        bearing.setProperty(name, before)
