"""Every printer driver, by how the setting of a printer begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.base.clock import Clock
from kiosk.base.errors import ConfigError
from kiosk.base.steps import Reached
from kiosk.receipts.model import ReceiptPrinter
from printers.drivers.folder import FolderReceiptPrinter
from printers.drivers.ipp.line import address
from printers.drivers.ipp.printer import IppReceiptPrinter


@dataclass(frozen=True, slots=True)
class Around:
    """What a driver may need: the terminal's directory, what it calls itself to a printer, its clock, a way to wait, who hears the steps."""

    state_dir: Path
    terminal: str
    clock: Clock
    pause: Callable[[float], None]
    reached: Reached


def _folder(setting: str, around: Around) -> ReceiptPrinter:
    folder = around.state_dir / setting.removeprefix("folder:")
    # What is in the way of a folder is the printer's fault, told with every receipt (P01 to P04), and not the start's.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FolderReceiptPrinter(folder, reached=around.reached)


def _ipp(setting: str, around: Around) -> ReceiptPrinter:
    at = address(setting)
    if at is None:
        raise ConfigError("G01", "devices.printer: not an address")
    return IppReceiptPrinter(at, around.terminal, around.clock, pause=around.pause, reached=around.reached)


DRIVERS: Mapping[str, Callable[[str, Around], ReceiptPrinter]] = {"folder": _folder, "ipp": _ipp}


def printer_of(setting: str, around: Around) -> ReceiptPrinter:
    """The printer of that setting, which nobody has spoken to yet. Raises ConfigError G01 for one that no driver knows."""
    driver = DRIVERS.get(setting.partition(":")[0])
    if driver is None:
        raise ConfigError("G01", "devices.printer: no driver has this name")
    return driver(setting, around)
