"""Every printer driver, by how the setting of a printer begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.base.clock import Clock
from kiosk.base.errors import ConfigError
from kiosk.base.steps import Reached
from kiosk.receipts.model import ReceiptPrinter
from printers.drivers.escpos import EscposReceiptPrinter
from printers.drivers.folder import FolderReceiptPrinter
from printers.drivers.ipp.line import address
from printers.drivers.ipp.printer import IppReceiptPrinter
from printers.emulator.direct import open_direct
from printers.emulator.machine import EmulatedPrinter
from printers.emulator.paper import Tray
from printers.escpos.places import SIMULATED, chosen, opener
from printers.escpos.profiles import PrinterProfile

# Where a played printer's papers lie, in the terminal's directory.
TRAY = "papers"


@dataclass(frozen=True, slots=True)
class Around:
    """What a driver may need: the terminal's directory, what it calls itself to a printer, its clock, a way to wait, who hears the steps.

    `profiles` are the models that are sent dots, and `void` the strip that ends a paper which was broken off, by its width.
    """

    state_dir: Path
    terminal: str
    clock: Clock
    pause: Callable[[float], None]
    reached: Reached
    profiles: Mapping[str, PrinterProfile]
    void: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A printer, and what plays it where it is played."""

    printer: ReceiptPrinter
    played: EmulatedPrinter | None = None


def _folder(setting: str, around: Around) -> Fitted:
    folder = around.state_dir / setting.removeprefix("folder:")
    # What is in the way of a folder is the printer's fault, told with every receipt (P01 to P04), and not the start's.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Fitted(FolderReceiptPrinter(folder, reached=around.reached))


def _ipp(setting: str, around: Around) -> Fitted:
    at = address(setting)
    if at is None:
        raise ConfigError("G01", "devices.printer: not an address")
    return Fitted(IppReceiptPrinter(at, around.terminal, around.clock, pause=around.pause, reached=around.reached))


def _escpos(setting: str, around: Around) -> Fitted:
    profile, place = chosen(setting, around.profiles)
    played = EmulatedPrinter(profile, Tray(around.state_dir / TRAY)) if place == SIMULATED else None
    printer = EscposReceiptPrinter(
        opener(place, profile) if played is None else partial(open_direct, played),
        profile,
        around.clock,
        void=partial(around.void, profile.eighths_of_mm),
        reached=around.reached,
    )
    return Fitted(printer, played)


DRIVERS: Mapping[str, Callable[[str, Around], Fitted]] = {"folder": _folder, "ipp": _ipp, "escpos": _escpos}


def printer_of(setting: str, around: Around) -> Fitted:
    """The printer of that setting, which nobody has spoken to yet. Raises ConfigError G01 for one that no driver knows."""
    driver = DRIVERS.get(setting.partition(":")[0])
    if driver is None:
        raise ConfigError("G01", "devices.printer: no driver has this name")
    return driver(setting, around)
