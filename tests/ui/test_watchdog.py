"""What the service manager hears, on a real datagram socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.watchdog import Watchdog


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """The service manager's end."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(str(tmp_path / "notify"))
    listening.setblocking(False)
    yield listening
    listening.close()


def heard(manager: socket.socket) -> list[bytes]:
    messages = []
    while True:
        try:
            messages.append(manager.recv(64))
        except BlockingIOError:
            return messages


def test_ready_then_alive_then_stopping(manager: socket.socket, qtbot: QtBot) -> None:
    watchdog = Watchdog(manager.getsockname(), 0.01)
    watchdog.start()
    messages: list[bytes] = []

    def twice_alive() -> bool:
        messages.extend(heard(manager))
        return messages.count(b"WATCHDOG=1") >= 2

    qtbot.waitUntil(twice_alive, timeout=2000)
    watchdog.stop()
    messages += heard(manager)
    assert messages[0] == b"READY=1"
    assert messages[-1] == b"STOPPING=1"


def test_without_a_manager_nothing_happens(qapp: object, tmp_path: Path) -> None:
    for address in ("", str(tmp_path / "nobody")):
        watchdog = Watchdog(address, 1.0)
        watchdog.start()
        watchdog.stop()
