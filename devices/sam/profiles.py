"""Reader profiles: how one model of SAM reader is spoken to, as data that is checked whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from kiosk.base.profiles import STANDARD as STANDARD
from kiosk.base.profiles import is_hex, profile_of, profiles_in

_COMMANDS = ("status", "find", "select", "read", "newest_address")
Baud = Literal[115200, 57600, 38400, 19200, 9600]
# A reading has 15 s in all; a reader that thinks longer than that is none.
Seconds = Annotated[float, msgspec.Meta(gt=0, le=15)]


class ReaderProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model: where its description comes from, speed, command bytes (hex; "" for what it does not know).

    `hello` is sent once when the line is opened, and whatever comes back is dropped. `not_found_after_reading` says
    what answer 80 means once a card was read: that it was taken, or nothing until another one is found.

    The times are the reader's own thinking, beside the bytes on the wire: an answer (half a second in the field, and as
    much again for a machine that is busy), a reading, and the longest pause inside a frame (a USB adapter hands over
    every 16 ms).
    """

    source: str
    baud: Baud
    find: str
    select: str
    read: str
    not_found_after_reading: Literal["removed", "unchanged"]
    status: str = ""
    newest_address: str = ""
    hello: str = ""
    answers_in_s: Seconds = 1.0
    reads_in_s: Seconds = 3.0
    gap_s: Seconds = 0.3


def read_profiles(text: str) -> Mapping[str, ReaderProfile]:
    """The profiles in a TOML text by name; ConfigError G01 with every fault, one a line."""
    return profiles_in(text, ReaderProfile, device="reader", meaning=_meaning)


def profile_named(name: str, profiles: Mapping[str, ReaderProfile]) -> ReaderProfile:
    """The profile a setting names; ConfigError G01 when there is none."""
    return profile_of(name, profiles, device="reader", setting="devices.readers")


def _meaning(profile: ReaderProfile) -> list[str]:
    faults = [] if profile.source.strip() else ["source: must say where the description comes from"]
    for name in _COMMANDS:
        command: str = getattr(profile, name)
        optional = name in ("status", "newest_address")
        if not (command == "" and optional) and (len(command) != 4 or not is_hex(command)):
            faults.append(f"{name}: must be a command and a parameter, four hexadecimal digits")
    return faults if is_hex(profile.hello) else [*faults, "hello: must be hexadecimal digits"]
