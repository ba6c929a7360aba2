"""The line to a receipt printer: bytes out and in with a deadline each, and what every failure of one is."""

from __future__ import annotations

import errno
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Protocol

from kiosk.base.errors import PrinterError
from printers.errors import PrinterFault


class Wire(Protocol):
    """An open line, held for this program alone. Everything may raise PrinterError."""

    def send(self, raw: bytes, timeout_s: float) -> None:
        """Hands all of it over in that time; PrinterError P33 when the printer does not take it."""
        ...

    def receive(self, timeout_s: float) -> bytes:
        """What comes within that time, at once when something does; b"" for nothing."""
        ...

    def abandon(self) -> None:
        """Takes back what was handed over and has not left this machine: it must not come out when somebody puts paper in."""
        ...

    def close(self) -> None:
        """Lets go of the line."""
        ...


# Sockets, pyserial (its own classes are OSErrors), the kernel's printer file; termios' error is none, nor is a port's
# or an address's name that cannot be one.
FOREIGN: tuple[type[Exception], ...] = (OSError, termios.error, ValueError)
# A printer on the network that has a connection already hangs up on the next one, or cuts it off. ENOSPC is how the
# kernel's driver for printers on USB says that the paper is out.
BY_NUMBER: Mapping[int, PrinterFault] = MappingProxyType(
    {
        errno.EBUSY: PrinterFault.BUSY,
        errno.EAGAIN: PrinterFault.BUSY,
        errno.ECONNRESET: PrinterFault.BUSY,
        errno.EPIPE: PrinterFault.BUSY,
        errno.ENOSPC: PrinterFault.PAPER_OUT,
    }
)


def fault_of(error: Exception) -> PrinterFault:
    """What the system or pyserial raised, as a fault: a time-out is silence, anything else a printer that is not there."""
    if isinstance(error, TimeoutError):
        return PrinterFault.NO_ANSWER
    number = error.args[0] if error.args and isinstance(error.args[0], int) else getattr(error, "errno", None)
    return BY_NUMBER.get(number or 0, PrinterFault.UNREACHABLE)


@contextmanager
def mapped() -> Iterator[None]:
    """The texts are dropped, for they name addresses: only the class is told."""
    try:
        yield
    except FOREIGN as error:
        raise PrinterError(fault_of(error), type(error).__name__) from error


def gone() -> PrinterError:
    """The other end hung up."""
    return PrinterError(PrinterFault.UNREACHABLE, "hung up")
