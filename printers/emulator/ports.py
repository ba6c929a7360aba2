"""Where the played printer is reached as a real one is: a port of the network, and a pseudo-terminal for a serial one."""

from __future__ import annotations

import os
import pty
import select
import socket
import struct
import tty
from contextlib import suppress

from printers.emulator.conditions import Condition
from printers.emulator.machine import EmulatedPrinter

_AT_ONCE = 4096
_ABRUPTLY = struct.pack("ii", 1, 0)


class TcpPort:
    """A port on this machine; `serve` blocks the lane it is called on until another one calls `stop`."""

    def __init__(self, printer: EmulatedPrinter) -> None:
        self._printer = printer
        self._woken, self._wake = os.pipe()
        self._listener: socket.socket | None = _listening(0)
        self._client: socket.socket | None = None
        self.port: int = self._listener.getsockname()[1]

    def serve(self) -> None:
        """One client at a time, as such printers have it: another one is hung up on."""
        while True:
            self._power()
            ready = self._ready()
            if self._woken in ready:
                return
            self._printer.awake()
            if self._client is not None and self._client.fileno() in ready:
                self._hear(self._client, ready[self._client.fileno()])
            if self._listener is not None and self._listener.fileno() in ready:
                self._accept(self._listener)
            self._printer.work()
            self._answer()

    def _ready(self) -> dict[int, int]:
        """What there is to be done, waited for. A client is asked for more only where there is room, and heard out when it cut off."""
        poll = select.poll()
        for number in (self._woken, self._printer.woken):
            poll.register(number, select.POLLIN)
        if self._listener is not None:
            poll.register(self._listener, select.POLLIN)
        if self._client is not None:
            poll.register(self._client, select.POLLIN if self._printer.room else 0)
        pace_s = self._printer.pace_s
        return dict(poll.poll(None if pace_s is None else pace_s * 1000))

    def stop(self) -> None:
        """Ends `serve`; may be called from another lane."""
        os.write(self._wake, b"\0")

    def close(self) -> None:
        """The cable is pulled."""
        self._hang_up()
        if self._listener is not None:
            self._listener.close()
        os.close(self._woken)
        os.close(self._wake)

    def _power(self) -> None:
        if self._printer.condition is Condition.OFF and self._listener is not None:
            self._hang_up()
            self._listener.close()
            self._listener = None
        elif self._printer.condition is not Condition.OFF and self._listener is None:
            self._listener = _listening(self.port)

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            client, _ = listener.accept()
            if self._client is not None or self._printer.condition is Condition.BUSY:
                client.close()
            else:
                self._client = client

    def _hear(self, client: socket.socket, event: int) -> None:
        """Of a line that was cut nothing is read any more, though something may lie in it."""
        raw = b""
        if not event & (select.POLLERR | select.POLLHUP):
            with suppress(OSError):
                raw = client.recv(min(_AT_ONCE, self._printer.room))
        if raw:
            self._printer.hear(raw)
        else:
            client.close()
            self._client = None

    def _answer(self) -> None:
        raw = self._printer.said()
        if raw and self._client is not None:
            with suppress(OSError):
                self._client.sendall(raw)

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABRUPTLY)
            self._client.close()
            self._client = None


class PtyPort:
    """One pseudo-terminal; `serve` and `stop` as those of the other."""

    def __init__(self, printer: EmulatedPrinter) -> None:
        self._printer = printer
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self._woken, self._wake = os.pipe()
        self.port = os.ttyname(self._theirs)

    def serve(self) -> None:
        """A line that nobody holds is as quiet as one that is held by somebody who says nothing."""
        while True:
            watched = [self._ours] if self._printer.room else []
            ready = select.select([*watched, self._printer.woken, self._woken], [], [], self._printer.pace_s)[0]
            if self._woken in ready:
                return
            self._printer.awake()
            if self._ours in ready:
                self._printer.hear(os.read(self._ours, min(_AT_ONCE, self._printer.room)))
            self._printer.work()
            raw = self._printer.said()
            if raw:
                os.write(self._ours, raw)

    def stop(self) -> None:
        """Ends `serve`; may be called from another lane."""
        os.write(self._wake, b"\0")

    def close(self) -> None:
        """The cable is pulled: the port is gone for whoever has it open."""
        for number in (self._ours, self._theirs, self._woken, self._wake):
            os.close(number)


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(4)
    return listener
