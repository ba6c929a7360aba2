"""The terminal's settings: one TOML text, checked whole, every fault told at once."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import msgspec

from kiosk.base.errors import ConfigError
from kiosk.base.ids import ALPHABET, TERMINAL_CODE_LENGTH


class Station(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The station's official names, its 12-digit division code and that place's name, and how its people are reached."""

    name_zh: str
    name_en: str
    banner_zh: str
    banner_en: str
    division: str
    phone: str
    hours: str
    name_mn: str = ""
    place_zh: str = ""


class Terminal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terminal's own names: the 3-character code of its reference numbers, its id at the hub."""

    code: str
    id: str


class Hub(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The far end: its address, the file with its public keys, the seal's suite; plain HTTP for loopback demos only."""

    url: str
    public_keys: str
    suite: Literal["intl"] = "intl"
    insecure_demo: bool = False


class Devices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands on the table: readers ("pcsc" or "pcsc:part of its name", "simulated"), the printer's folder and paper."""

    readers: tuple[str, ...]
    present: tuple[str, ...] = ("id_reader", "ss_card_reader", "sign_pad", "receipt_printer")
    receipt_folder: str = "receipts"
    paper: Literal["roll80", "a4"] = "roll80"


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The station's own rules: days to bring a deferred paper, seconds of warning, MiB kept free, the items shown first."""

    deferral_days: int = 15
    warning_s: int = 45
    minimum_free_mib: int = 200
    most_used: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a technician sets."""

    station: Station
    terminal: Terminal
    hub: Hub
    devices: Devices
    rules: Rules = Rules()


def read_settings(text: str) -> Settings:
    """The settings in a TOML text; ConfigError G01 with every fault, one a line."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("G01", f"not TOML: {error}") from error
    faults = _faults(raw, Settings, "")
    if faults:
        raise ConfigError("G01", "\n".join(faults))
    settings = msgspec.convert(raw, Settings)
    faults = _meaning(settings)
    if faults:
        raise ConfigError("G01", "\n".join(faults))
    return settings


def _faults(raw: object, kind: type[Any], path: str) -> list[str]:
    """Unknown and missing keys and wrong types at every level; msgspec alone stops at the first."""
    if not isinstance(raw, dict):
        return [f"{path.rstrip('.')}: must be a section"]
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    faults = [f"{path}{key}: unknown key" for key in raw if key not in fields]
    for name, field in fields.items():
        if name not in raw:
            faults += [f"{path}{name}: missing"] if field.required else []
        elif isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            faults += _faults(raw[name], field.type, f"{path}{name}.")
        else:
            faults += _type_fault(raw[name], field.type, path + name)
    return faults


def _type_fault(value: object, kind: Any, path: str) -> list[str]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return [f"{path}: {error}"]
    return []


def _meaning(settings: Settings) -> list[str]:
    """What types cannot say."""
    division, code = settings.station.division, settings.terminal.code
    faults = []
    if len(division) != 12 or not division.isdigit() or not division.startswith("1508"):
        faults.append("station.division: must be a 12-digit division code of Bayannur (1508…)")
    if len(code) != TERMINAL_CODE_LENGTH or set(code) - set(ALPHABET):
        faults.append(f"terminal.code: must be {TERMINAL_CODE_LENGTH} characters of {ALPHABET}")
    if not settings.devices.readers:
        faults.append("devices.readers: at least one reader")
    for reader in settings.devices.readers:
        if reader != "simulated" and reader != "pcsc" and not reader.startswith("pcsc:"):
            faults.append(f"devices.readers: {reader!r} is not pcsc, pcsc:NAME or simulated")
    if settings.rules.deferral_days < 1 or settings.rules.warning_s < 10:
        faults.append("rules: deferral_days must be at least 1 and warning_s at least 10")
    return faults
