"""Printer profiles: how one model of receipt printer is spoken to, as data that is checked whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from kiosk.base.profiles import STANDARD as STANDARD
from kiosk.base.profiles import is_hex, profile_of, profiles_in

# 9,600 baud take two minutes for a receipt: nobody waits for that, and the printer's lane does not either.
Baud = Literal[921600, 460800, 230400, 115200, 57600, 38400]
# Taller bands take longer to be flushed when one was cut off; the height is one of GS v 0's two bytes in any case.
BandRows = Annotated[int, msgspec.Meta(ge=8, le=128)]
Dots = Annotated[int, msgspec.Meta(ge=64, le=1024)]


class PrinterProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model: where its description comes from, its head, and what it understands.

    `cut` is the command in hex, "" for a tear bar, and `margin_rows` are moved before it where the command does not move
    the paper to the knife by itself. `white` says how rows without a dot go: "moved" by ESC J, or "burnt" as a picture.
    `answers` says what it tells of itself: "realtime" answers DLE EOT, "paper" only GS r, "nothing" is dumb.
    `handshake` is how it holds up a serial line: without one, dots are lost that it has no room for.
    """

    source: str
    width_dots: Dots
    dpi: Annotated[float, msgspec.Meta(ge=100, le=600)]
    cut: str
    band_rows: BandRows = 128
    margin_rows: Annotated[int, msgspec.Meta(ge=0, le=400)] = 0
    white: Literal["moved", "burnt"] = "moved"
    answers: Literal["realtime", "paper", "nothing"] = "realtime"
    near_end_sensor: Literal["present", "absent"] = "present"
    speed_mm_s: Annotated[int, msgspec.Meta(ge=20, le=500)] = 150
    baud: Baud = 115200
    handshake: Literal["rtscts", "xonxoff"] = "rtscts"

    @property
    def row_bytes(self) -> int:
        """The bytes of one row."""
        return (self.width_dots + 7) // 8

    @property
    def eighths_of_mm(self) -> int:
        """How wide a page may be, in the dots that pages are laid out in."""
        return int(round(self.width_dots * 203.2 / self.dpi, 3))


def read_profiles(text: str) -> Mapping[str, PrinterProfile]:
    """The profiles in a TOML text by name; ConfigError G01 with every fault, one a line."""
    return profiles_in(text, PrinterProfile, device="printer", meaning=_meaning)


def profile_named(name: str, profiles: Mapping[str, PrinterProfile]) -> PrinterProfile:
    """The profile a setting names; ConfigError G01 when there is none."""
    return profile_of(name, profiles, device="printer", setting="devices.printer")


def _meaning(profile: PrinterProfile) -> list[str]:
    faults = [] if profile.source.strip() else ["source: must say where the description comes from"]
    if not is_hex(profile.cut):
        faults.append("cut: must be hexadecimal digits")
    return faults
