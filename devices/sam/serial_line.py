"""SerialLine: the line to a SAM on a serial port, by pyserial."""

from __future__ import annotations

import errno
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import MappingProxyType

import serial

from kiosk.base.errors import DeviceError

GONE_FAULT, UNEXPECTED_FAULT, SHUT_FAULT = "C02", "C03", "C07"
# A request has at most some ten bytes; a port that does not take them in this time will never.
_WRITE_S = 1.0

# pyserial's own classes are OSErrors, termios' error is not; a ValueError is a port or speed the driver refuses.
FOREIGN: tuple[type[Exception], ...] = (OSError, termios.error, ValueError)
_BY_NUMBER: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: GONE_FAULT,
        errno.ENODEV: GONE_FAULT,
        errno.ENXIO: GONE_FAULT,
        errno.EIO: GONE_FAULT,
        errno.EBADF: GONE_FAULT,
        errno.EACCES: SHUT_FAULT,
        errno.EPERM: SHUT_FAULT,
        errno.EBUSY: SHUT_FAULT,
        errno.EAGAIN: SHUT_FAULT,
    }
)


class SerialLine:
    """An open serial port, 8 data bits, no parity, one stop bit, held for this program alone."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port

    def send(self, raw: bytes) -> None:
        """Hands the bytes to the driver."""
        with _mapped():
            self._port.write(raw)

    def receive(self, timeout_s: float) -> bytes:
        """The first byte, and what has come with it."""
        with _mapped():
            self._port.timeout = timeout_s
            first: bytes = self._port.read(1)
            return first + self._port.read(self._port.in_waiting) if first else b""

    def close(self) -> None:
        """Closes the port."""
        with suppress(*FOREIGN):
            self._port.close()


def open_serial(port: str, baud: int) -> SerialLine:
    """The port, opened. DeviceError C02 when it is not there, C07 when it may not be opened or another has it."""
    with _mapped():
        return SerialLine(serial.Serial(port, baud, write_timeout=_WRITE_S, exclusive=True))


def fault_of(error: Exception) -> str:
    """The fault's code for what pyserial raised.

    An unplugged adapter is "readiness to read but no data" without a number; so is a write that never ends.
    """
    number = error.args[0] if error.args and isinstance(error.args[0], int) else getattr(error, "errno", None)
    if number is None:
        return GONE_FAULT if isinstance(error, serial.SerialException) else UNEXPECTED_FAULT
    return _BY_NUMBER.get(number, UNEXPECTED_FAULT)


@contextmanager
def _mapped() -> Iterator[None]:
    """pyserial's texts are dropped: only the class is named."""
    try:
        yield
    except FOREIGN as error:
        raise DeviceError(fault_of(error), type(error).__name__) from error
