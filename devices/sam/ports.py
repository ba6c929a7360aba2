"""The settings of `devices.readers` that name a SAM: which model, and the line it is at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from devices.sam.line import OpenLine
from devices.sam.profiles import STANDARD, ReaderProfile, profile_named
from devices.sam.serial_line import open_serial
from devices.sam.usb_line import UsbPlace, open_usb

# How a setting begins that names a SAM, and a port that is none of the file system.
PREFIX, USB = "sam:", "usb"
# The module in most readers on USB, by six public programs.
USUAL = UsbPlace(0x0400, 0xC35A)


def chosen(setting: str, profiles: Mapping[str, ReaderProfile]) -> tuple[ReaderProfile, str]:
    """The profile and the port of a `sam:` setting; ConfigError G01 when it names a profile there is not."""
    named = setting.removeprefix(PREFIX)
    if named.startswith("/") or named.partition(":")[0].partition("@")[0] == USB:
        return profile_named(STANDARD, profiles), named
    name, _, port = named.partition(":")
    return profile_named(name, profiles), port


def opener(port: str, profile: ReaderProfile) -> OpenLine:
    """What opens the line at a port."""
    return partial(open_serial, port, profile.baud) if port.startswith("/") else partial(open_usb, usb_place(port))


def usb_place(port: str) -> UsbPlace:
    """The place in "usb", "usb@1-2", "usb:0483:5652" or "usb:0483:5652@1-2.3"; the settings have been checked before."""
    device, _, at = port.partition("@")
    _, _, numbers = device.partition(":")
    if not numbers:
        return UsbPlace(USUAL.vendor, USUAL.product, at)
    vendor, _, product = numbers.partition(":")
    return UsbPlace(int(vendor, 16), int(product, 16), at)
