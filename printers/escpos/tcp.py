"""TcpWire: a printer on the network, raw bytes on its port 9100."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress

from kiosk.base.errors import PrinterError
from printers.errors import PrinterFault
from printers.escpos.wire import FOREIGN, mapped

_CONNECT_S = 3.0
_AT_ONCE = 4096
# struct linger: on, no seconds.
_ABRUPTLY = struct.pack("ii", 1, 0)


class TcpWire:
    """Implements Wire over a connection; a printer has one at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, raw: bytes, timeout_s: float) -> None:
        """All of it: the deadline is one for the whole call."""
        with mapped():
            self._connection.settimeout(max(timeout_s, 0.001))
            self._connection.sendall(raw)

    def receive(self, timeout_s: float) -> bytes:
        """What comes. A printer that hangs up has another connection, and takes one at a time: P32."""
        with mapped():
            self._connection.settimeout(max(timeout_s, 0.001))
            try:
                raw = self._connection.recv(_AT_ONCE)
            except TimeoutError:
                return b""
        if not raw:
            raise PrinterError(PrinterFault.BUSY, "hung up")
        return raw

    def abandon(self) -> None:
        """Closing then cuts the connection, and the kernel delivers nothing more."""
        with suppress(*FOREIGN):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABRUPTLY)

    def close(self) -> None:
        """Hangs up; what was handed over is still delivered."""
        with suppress(*FOREIGN):
            self._connection.close()


def open_tcp(host: str, port: int) -> TcpWire:
    """The printer at that address. PrinterError P31 when nobody is there, or nobody says in time that they are."""
    with mapped():
        try:
            connection = socket.create_connection((host, port), _CONNECT_S)
        except TimeoutError as error:
            raise ConnectionError from error
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return TcpWire(connection)
