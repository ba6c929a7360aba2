"""Profiles: models of a device as data, in one TOML text that is checked whole."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from kiosk.base.errors import ConfigError

P = TypeVar("P", bound=msgspec.Struct)
STANDARD = "standard"
_HEX = frozenset("0123456789abcdefABCDEF")


def profiles_in(text: str, kind: type[P], *, device: str, meaning: Callable[[P], list[str]]) -> Mapping[str, P]:
    """The profiles of a kind of device by name, "standard" among them; ConfigError G01 with every fault, one a line.

    `meaning` tells of one what types cannot say.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("G01", f"{device} profiles: not TOML: {error}") from error
    profiles: dict[str, P] = {}
    faults: list[str] = []
    for name, described in raw.items():
        try:
            profiles[name] = msgspec.convert(described, kind)
        except msgspec.ValidationError as error:
            faults.append(f"{device} profile {name}: {error}")
        else:
            faults += [f"{device} profile {name}: {fault}" for fault in meaning(profiles[name])]
    if STANDARD not in raw:
        faults.append(f"{device} profile {STANDARD}: missing")
    if faults:
        raise ConfigError("G01", "\n".join(faults))
    return profiles


def profile_of(name: str, profiles: Mapping[str, P], *, device: str, setting: str) -> P:
    """The profile a setting names; ConfigError G01 when there is none."""
    profile = profiles.get(name)
    if profile is None:
        raise ConfigError("G01", f"{setting}: {name!r} is no {device} profile; there are {', '.join(profiles)}")
    return profile


def is_hex(text: str) -> bool:
    """Whether it is whole bytes in hexadecimal digits, none included."""
    return len(text) % 2 == 0 and set(text) <= _HEX
