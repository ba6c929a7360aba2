"""UsbWire: a printer on USB through the kernel's own driver for printers (usblp), as a file that is written and read."""

from __future__ import annotations

import os
import select
from contextlib import suppress

from printers.escpos.wire import FOREIGN, gone, mapped

_AT_ONCE = 4096


class UsbWire:
    """Implements Wire over the printer's file."""

    def __init__(self, number: int) -> None:
        self._number = number

    def send(self, raw: bytes, timeout_s: float) -> None:
        """Piece by piece, as the printer takes them; each piece has the whole time, for a printer that prints takes some."""
        left = memoryview(raw)
        with mapped():
            while left:
                if not select.select([], [self._number], [], timeout_s)[1]:
                    raise TimeoutError
                left = left[os.write(self._number, left) :]

    def receive(self, timeout_s: float) -> bytes:
        """What comes."""
        with mapped():
            if not select.select([self._number], [], [], timeout_s)[0]:
                return b""
            raw = os.read(self._number, _AT_ONCE)
        if not raw:
            raise gone()
        return raw

    def abandon(self) -> None:
        """The kernel's driver holds back nothing that could be taken."""

    def close(self) -> None:
        """Closes the file."""
        with suppress(*FOREIGN):
            os.close(self._number)


def open_usb(path: str) -> UsbWire:
    """The printer's file. PrinterError P31 when it is not there or may not be opened, P32 when another program has it."""
    with mapped():
        return UsbWire(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC))
