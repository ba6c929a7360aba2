"""DirectWire: the played printer in the terminal's own process, reached as over a line, on the printer's lane."""

from __future__ import annotations

import select

from kiosk.base.errors import PrinterError
from printers.emulator.conditions import Condition
from printers.emulator.machine import SLOW_S, EmulatedPrinter
from printers.errors import PrinterFault


class DirectWire:
    """Implements Wire. The printer works while it is waited for, and at no other time."""

    def __init__(self, printer: EmulatedPrinter) -> None:
        self._printer = printer

    def send(self, raw: bytes, timeout_s: float) -> None:
        """As much as it has room for, then the rest as it works that off."""
        while raw:
            piece, raw = raw[: self._printer.room], raw[self._printer.room :]
            self._printer.hear(piece)
            self._work()
            if raw and not self._printer.room:
                timeout_s = self._waited(timeout_s)
                if timeout_s <= 0:
                    raise PrinterError(PrinterFault.NO_ANSWER)

    def receive(self, timeout_s: float) -> bytes:
        """What it says."""
        while True:
            self._work()
            raw = self._printer.said()
            if raw or timeout_s <= 0:
                return raw
            timeout_s = self._waited(timeout_s)

    def abandon(self) -> None:
        """Nothing lies in between."""

    def close(self) -> None:
        """Nothing is held."""

    def _work(self) -> None:
        if self._printer.condition is Condition.OFF:
            raise PrinterError(PrinterFault.UNREACHABLE)
        self._printer.work()

    def _waited(self, timeout_s: float) -> float:
        """What is left of the time after something was played, or a little of it passed."""
        slice_s = min(SLOW_S, timeout_s)
        if select.select([self._printer.woken], [], [], slice_s)[0]:
            self._printer.awake()
        return timeout_s - slice_s


def open_direct(printer: EmulatedPrinter) -> DirectWire:
    """The line to it. PrinterError P31 when it is off, P32 when another program is played to have it."""
    if printer.condition is Condition.OFF:
        raise PrinterError(PrinterFault.UNREACHABLE)
    if printer.condition is Condition.BUSY:
        raise PrinterError(PrinterFault.BUSY)
    return DirectWire(printer)
