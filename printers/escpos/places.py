"""The settings of `devices.printer` that name an ESC/POS printer: which model, and the line it is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from printers.escpos.profiles import STANDARD, PrinterProfile, profile_named
from printers.escpos.serial_wire import open_serial
from printers.escpos.tcp import open_tcp
from printers.escpos.usb import open_usb
from printers.escpos.wire import Wire

PREFIX, SIMULATED = "escpos:", "simulated"
# What a place begins with; no model may be called so.
LINES = ("tcp", "usb", "serial", SIMULATED)


def chosen(setting: str, profiles: Mapping[str, PrinterProfile]) -> tuple[PrinterProfile, str]:
    """The profile and the place of an `escpos:` setting; ConfigError G01 when it names a profile there is not."""
    named = setting.removeprefix(PREFIX)
    first, _, rest = named.partition(":")
    if first in LINES:
        return profile_named(STANDARD, profiles), named
    return profile_named(first, profiles), rest


def opener(place: str, profile: PrinterProfile) -> Callable[[], Wire]:
    """What opens the line at a place; the settings have been checked before."""
    line, _, at = place.partition(":")
    if line == "usb":
        return partial(open_usb, at)
    if line == "serial":
        return partial(open_serial, at, profile)
    host, _, port = at.rpartition(":")
    return partial(open_tcp, host, int(port))
