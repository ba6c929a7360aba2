"""Played printers at every line there is, the driver in front of them, and a line that is written down or cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Literal

from kiosk.receipts.model import Paper, PrintJob
from printers.drivers.escpos import EscposReceiptPrinter
from printers.emulator.direct import open_direct
from printers.emulator.machine import EmulatedPrinter
from printers.emulator.paper import Tray
from printers.emulator.ports import PtyPort, TcpPort
from printers.escpos.profiles import PrinterProfile, read_profiles
from printers.escpos.serial_wire import open_serial
from printers.escpos.talk import Patience
from printers.escpos.tcp import open_tcp
from printers.escpos.usb import open_usb
from printers.escpos.wire import Wire
from printers.raster import rows
from tests.devices.clock import RealClock
from tests.printers.escpos.card import page

SHIPPED = Path(__file__).parents[3] / "printers" / "escpos" / "profiles.toml"
PROFILES = read_profiles(SHIPPED.read_text("utf-8"))
STANDARD = PROFILES["standard"]
LINES = ("tcp", "serial", "usb", "direct")
Line = Literal["tcp", "serial", "usb", "direct"]
NAME = "B240000017X-1"
VOID = page("VOID", rules=2)
# For a machine that plays the printer beside other tests; and for what is never answered, however long it is waited for.
PATIENT, HASTY = Patience(20.0, 20.0, 40.0), Patience(0.3, 0.3, 1.0)


@dataclass(slots=True)
class Progressed:
    """Implements Progress: what was told, in order."""

    told: list[str] = field(default_factory=list)

    def created(self, ticket: str) -> None:
        """From now on paper may move."""
        self.told.append("created" + ticket)

    def sent(self) -> None:
        """All of it is handed over."""
        self.told.append("sent")

    def printing(self) -> None:
        """It is at work."""
        self.told.append("printing")


@dataclass(frozen=True, slots=True)
class Stand:
    """A played printer, its tray, and how a line to it is opened."""

    played: EmulatedPrinter
    tray: Tray
    opening: Callable[[], Wire]
    address: str

    def driver(self, profile: PrinterProfile = STANDARD, patience: Patience = PATIENT) -> EscposReceiptPrinter:
        """A driver that has just been started."""
        return EscposReceiptPrinter(self.opening, profile, RealClock(), void=lambda: VOID, patience=patience)

    def papers(self) -> list[str]:
        """The hashes of what came out."""
        return [cut.sha256 for cut in self.tray.log()]


@contextmanager
def standing(line: Line, folder: Path, profile: PrinterProfile = STANDARD) -> Iterator[Stand]:
    """A played printer at that kind of line; the kernel's printer file is played by a terminal, which is read and written alike."""
    tray = Tray(folder)
    played = EmulatedPrinter(profile, tray)
    if line == "direct":
        yield Stand(played, tray, partial(open_direct, played), "direct")
        played.close()
        return
    port = TcpPort(played) if line == "tcp" else PtyPort(played)
    openings: dict[str, Callable[[], Wire]] = {
        "tcp": lambda: open_tcp("127.0.0.1", int(port.port)),
        "serial": lambda: open_serial(str(port.port), profile),
        "usb": lambda: open_usb(str(port.port)),
    }
    with ThreadPoolExecutor(1) as pool:
        served = pool.submit(port.serve)
        try:
            yield Stand(played, tray, openings[line], str(port.port))
        finally:
            port.stop()
            served.result(20)
            port.close()
            played.close()


class Tapped:
    """Implements Wire: everything that was sent is written down."""

    def __init__(self, wire: Wire, sent: bytearray) -> None:
        self._wire = wire
        self._sent = sent

    def send(self, raw: bytes, timeout_s: float) -> None:
        """Writes it down first."""
        self._sent += raw
        self._wire.send(raw, timeout_s)

    def receive(self, timeout_s: float) -> bytes:
        """As the wire."""
        return self._wire.receive(timeout_s)

    def abandon(self) -> None:
        """As the wire."""
        self._wire.abandon()

    def close(self) -> None:
        """As the wire."""
        self._wire.close()


def job(pdf: bytes, name: str = NAME) -> PrintJob:
    """A job of that page."""
    return PrintJob(name, pdf, Paper.ROLL_80)


def printed(pdf: bytes, profile: PrinterProfile = STANDARD) -> str:
    """The hash a paper has in the log when it is that page and nothing else."""
    margin = bytes(profile.row_bytes * profile.margin_rows)
    return sha256(b"".join(rows(pdf, profile.dpi, width=profile.width_dots)) + margin).hexdigest()


def until(so: Callable[[], bool]) -> None:
    """Waits for that, however long a busy machine takes; a test is killed after a minute."""
    never = Event()
    while not so():
        never.wait(0.01)
