"""SerialWire: a printer on a serial port, by pyserial."""

from __future__ import annotations

from contextlib import suppress

import serial

from printers.escpos.profiles import PrinterProfile
from printers.escpos.wire import FOREIGN, mapped


class SerialWire:
    """Implements Wire over a serial port: 8 data bits, no parity, one stop bit."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port

    def send(self, raw: bytes, timeout_s: float) -> None:
        """All of it."""
        with mapped():
            self._port.write_timeout = max(timeout_s, 0.001)
            try:
                self._port.write(raw)
            except serial.SerialTimeoutException as error:
                raise TimeoutError from error

    def receive(self, timeout_s: float) -> bytes:
        """The first byte, and what has come with it."""
        with mapped():
            self._port.timeout = timeout_s
            first: bytes = self._port.read(1)
            return first + self._port.read(self._port.in_waiting) if first else b""

    def abandon(self) -> None:
        """What the port's driver still holds is dropped."""
        with suppress(*FOREIGN):
            self._port.reset_output_buffer()

    def close(self) -> None:
        """Closes the port."""
        with suppress(*FOREIGN):
            self._port.close()


def open_serial(port: str, profile: PrinterProfile) -> SerialWire:
    """The port, opened. PrinterError P31 when it is not there or may not be opened, P32 when another program has it."""
    with mapped():
        return SerialWire(
            serial.Serial(
                port,
                profile.baud,
                exclusive=True,
                rtscts=profile.handshake == "rtscts",
                xonxoff=profile.handshake == "xonxoff",
            )
        )
