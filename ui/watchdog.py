"""Tells systemd that the screen is alive: READY once, then WATCHDOG from the GUI's own timer."""

from __future__ import annotations

import socket

from PySide6.QtCore import QObject, QTimer

READY = b"READY=1"
ALIVE = b"WATCHDOG=1"
STOPPING = b"STOPPING=1"


class Watchdog(QObject):
    """Sends to the service manager's socket (sd_notify(3)); a hung GUI stops sending, and is restarted.

    `address` is the value of NOTIFY_SOCKET ("@name" is an abstract socket), "" for none; `every_s` at most half of WatchdogSec.
    """

    def __init__(self, address: str, every_s: float) -> None:
        super().__init__()
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._timer = QTimer(self)
        self._timer.setInterval(round(every_s * 1000))
        self._timer.timeout.connect(self._alive)

    def start(self) -> None:
        """The first frame is on the screen."""
        self._send(READY)
        self._timer.start()

    def stop(self) -> None:
        """The window is being closed on purpose."""
        self._timer.stop()
        self._send(STOPPING)

    def _alive(self) -> None:
        self._send(ALIVE)

    def _send(self, message: bytes) -> None:
        """A service manager that is not there is no reason to stop serving."""
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.setblocking(False)
            try:
                notify.sendto(message, self._address)
            except OSError:
                return
