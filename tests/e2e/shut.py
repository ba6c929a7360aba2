"""A closed shutter, as somebody in front of it sees it; and the files behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QGuiApplication

from app.shutter import Shutter
from kiosk.journey.states import OutOfService
from tests.ui.screens.measures import items

WAIT_MS = 20_000
# Made anew by whoever starts, and empty.
NOT_KEPT = {"terminal.lock"}


def until(application: QGuiApplication, happened: Callable[[], bool]) -> None:
    """Let the event loop run until it has happened."""
    deadline = QDeadlineTimer(WAIT_MS)
    while not happened():
        assert not deadline.hasExpired(), "it never happened"
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def shown(shutter: Shutter, application: QGuiApplication) -> str:
    """Every word on the screen."""
    shutter.window.show()
    for _ in range(5):
        application.processEvents()
    seen = (item.property("text") for item in items(shutter.window.window.contentItem()))
    return "\n".join(text for text in seen if isinstance(text, str))


def told(shutter: Shutter) -> str:
    """The code it was closed for."""
    assert isinstance(shutter.state, OutOfService)
    return shutter.state.code


def contents(directory: Path) -> dict[str, bytes]:
    """Every file that is somebody's."""
    files = (path for path in directory.rglob("*") if path.is_file() and path.name not in NOT_KEPT)
    return {str(path.relative_to(directory)): path.read_bytes() for path in files if path.name != "filler"}
