"""The card's side of vpcd's wire: two bytes of length, then a control byte or an APDU; connecting is inserting."""

from __future__ import annotations

import contextlib
import select
import socket
from dataclasses import dataclass

from tests.devices.emulator.cards import Card
from tests.devices.emulator.deck import Chip, deal

PORT = 0x8C7B
POWER_OFF, POWER_ON, RESET, GET_ATR = 0, 1, 2, 4


@dataclass
class Fault:
    """What goes wrong: at the APDU of that number (from 1) the card is `gone`, `silent`, or becomes the card named by
    `swap`, which with `after` happens when it has been answered; a `dead` card answers power with an ATR longer than any can be; `slow_s` is how long it thinks about each APDU."""

    at: int = 0
    kind: str = ""
    swap: str = ""
    slow_s: float = 0.0


class Slot:
    """What is in one slot of the virtual reader; vpcd takes the second slot's card at the next port."""

    def __init__(self, port: int = PORT) -> None:
        self._port = port
        self.wire: socket.socket | None = None
        self.card: Chip = Card()
        self.fault = Fault()
        self.powering = False
        self.apdus: list[str] = []

    def insert(self, name: str, fault: Fault) -> None:
        """Puts a card in; waits up to five seconds for the reader."""
        self.pull()
        self.card, self.fault, self.apdus = deal(name), fault, []
        for _ in range(500):
            with contextlib.suppress(OSError):
                self._connect()
                return
            select.select([], [], [], 0.01)
        raise RuntimeError("the virtual reader takes no card")

    def _connect(self) -> None:
        self.wire = socket.create_connection(("127.0.0.1", self._port), timeout=5)
        self.card.reset()

    def pull(self) -> None:
        """Takes the card out, whatever it is doing."""
        if self.wire is not None:
            self.wire.close()
        self.wire = None

    def serve(self) -> None:
        """Answers one message; a daemon that has died pulls the card.

        vpcd also hangs up when a transmission failed that was meant for the card before: the one in the slot stays there.
        """
        try:
            message = self._receive()
        except OSError:
            self.pull()
            with contextlib.suppress(OSError):
                self._connect()
            return
        if len(message) == 1:
            self._control(message[0])
        else:
            self._apdu(message)

    def _control(self, byte: int) -> None:
        if byte == GET_ATR:
            # vpcd asks for the ATR to see whether a card is there, and once more right after powering it.
            self._send(bytes(40) if self.fault.kind == "dead" and self.powering else self.card.atr)
            self.powering = False
        else:
            self.powering = byte in (POWER_ON, RESET)
            self.card.reset()

    def _apdu(self, command: bytes) -> None:
        self.apdus.append(command.hex().upper())
        if self.fault.slow_s:
            select.select([], [], [], self.fault.slow_s)
        if self.fault.kind == "after" and len(self.apdus) == self.fault.at:
            self._send(self.card.answer(command))
            self.insert(self.fault.swap, Fault())
            return
        if self.fault.at and len(self.apdus) >= self.fault.at:
            if self.fault.swap:
                self.insert(self.fault.swap, Fault())
            elif self.fault.kind == "gone":
                self.pull()
            return
        self._send(self.card.answer(command))

    def _send(self, body: bytes) -> None:
        assert self.wire is not None
        with contextlib.suppress(OSError):
            self.wire.sendall(len(body).to_bytes(2, "big") + body)

    def _receive(self) -> bytes:
        return self._exactly(int.from_bytes(self._exactly(2), "big"))

    def _exactly(self, count: int) -> bytes:
        assert self.wire is not None
        got = b""
        while len(got) < count:
            # vpcd sends length and body apart and without TCP_NODELAY: unacknowledged, each APDU was measured to cost 41 ms.
            self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self.wire.recv(count - len(got))
            if not part:
                raise ConnectionError("the reader is gone")
            got += part
        return got
