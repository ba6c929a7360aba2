"""The terminal's settings: one TOML text, checked whole, every fault told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeVar

import msgspec

from kiosk.base.errors import ConfigError
from kiosk.base.ids import ALPHABET, TERMINAL_CODE_LENGTH

T = TypeVar("T")
HEX = "0123456789abcdef"

# Below these a rule would mean nothing to a person: no day to bring a paper, no time to read a warning.
# More often than every five minutes, copying would wear a stick out.
LEAST: Mapping[tuple[str, str], int] = MappingProxyType(
    {
        ("store", "backup_every_min"): 5,
        ("rules", "deferral_days"): 1,
        ("rules", "warning_s"): 10,
        ("rules", "minimum_free_mib"): 0,
    }
)

# Where a name without a folder would be looked for in another place by every program.
ABSOLUTE = (("store", "backup_folder"), ("clerks", "issuers"), ("clerks", "revoked"))

# A port is a path, so that no name of a profile can be taken for one; paths of /dev/serial/by-path have colons. On USB it
# is a kind of device by its two numbers, and where it is plugged. A simulated
# reader is addressed by its name from a command line.
USB_PORT = r"usb(:[0-9a-fA-F]{4}:[0-9a-fA-F]{4})?(@[0-9]+-[0-9]+(\.[0-9]+)*)?"
READER = re.compile(rf"pcsc(:.*)?|simulated(:[a-z0-9-]+)?|sam:((?!usb:)[^:/@]+:)?(/.+|{USB_PORT})")
# A folder; a printer on the network or behind a local CUPS (`ipps` is not among them, for nobody could judge its certificate);
# or one that is sent dots: of a model, and at a line.
_PORT = r"(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_IPP = r"ipp://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?(/[!-~]*)?"
_ESCPOS = rf"escpos:(?:[a-z0-9-]+:)?(?:tcp:[A-Za-z0-9.-]+:{_PORT}|(?:usb|serial):/.+|simulated)"
PRINTER = re.compile(rf"folder:.+|{_IPP}|{_ESCPOS}")
KeyPlace = Literal["file", "tpm2", "systemd-creds", "passphrase"]
# What a document camera is, in the list's own words: it reads the codes on a paper too.
CAMERA_DEVICES = ("doc_camera", "qr_scanner")
# What readers are, in the same words, by how their setting begins: only a security module opens a resident ID card.
READER_DEVICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"sam": ("id_reader",), "pcsc": ("ss_card_reader",), "simulated": ("id_reader", "ss_card_reader")}
)
CredentialKey = Literal["auto", "host", "host+tpm2"]
# A TPM for PCs has 24 (TCG PC Client Platform TPM Profile, 4.6).
PCRS = range(24)


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
    """The terminal's own names, 3-character code of its reference numbers and id at the hub, and where its key is kept.

    `tpm` is the way to the TPM as libtss2 writes it, `tpm_pcrs` what a new key is bound to there,
    `credential_key` what systemd-creds encrypts a new credential with.
    """

    code: str
    id: str
    key: KeyPlace = "file"
    tpm: str = "device:/dev/tpmrm0"
    tpm_pcrs: tuple[int, ...] = ()
    credential_key: CredentialKey = "auto"


class Hub(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The far end: its address, the file that lists its keys, the root that signed it (hex), the seal's suite; plain HTTP for loopback demos only."""

    url: str
    key_list: str
    root_key: str
    suite: Literal["intl", "gm"] = "intl"
    insecure_demo: bool = False


class Devices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands on the table: readers ("pcsc" or "pcsc:part of its name", "sam:/port", "sam:usb", "sam:profile:port", "simulated" or "simulated:name"), the document camera ("" for none), the printer ("folder:PATH", "ipp://HOST:PORT/PATH", "escpos:tcp:HOST:PORT", "escpos:usb:/PATH", "escpos:serial:/PORT" or "escpos:simulated", a model behind "escpos:" or not), its paper, and how large it is set."""

    readers: tuple[str, ...]
    camera: str = ""
    present: tuple[str, ...] = ("sign_pad", "receipt_printer")
    printer: str = "folder:receipts"
    paper: Literal["roll80", "a4"] = "roll80"
    print_size: Literal["ordinary", "large"] = "ordinary"


class Store(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where copies of the store are made by themselves ("" for nowhere), a folder on another disk, and after how many minutes the next."""

    backup_folder: str = ""
    backup_every_min: int = 60


class Clerks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may sign in with a card: the file of the offices' issuing certificates ("" for nobody), and that of revoked serial numbers."""

    issuers: str = ""
    revoked: str = ""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The station's own rules: days to bring a deferred paper, seconds of warning, MiB kept free, the items shown first.

    `paper_backup`: whether a receipt carries its sealed application while the hub has not got it, some 40 cm of paper.
    """

    deferral_days: int = 15
    warning_s: int = 45
    minimum_free_mib: int = 200
    most_used: tuple[str, ...] = ()
    paper_backup: bool = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a technician sets."""

    station: Station
    terminal: Terminal
    hub: Hub
    devices: Devices
    store: Store = Store()
    clerks: Clerks = Clerks()
    rules: Rules = Rules()


def read_settings(text: str) -> Settings:
    """The settings in a TOML text; ConfigError G01 with every fault, one a line."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("G01", f"not TOML: {error}") from error
    raw = _renamed(raw)
    faults = [*_faults(raw, Settings, ""), *_meaning(raw)]
    if faults:
        raise ConfigError("G01", "\n".join(faults))
    return msgspec.convert(raw, Settings)


def _renamed(raw: dict[str, Any]) -> dict[str, Any]:
    """Settings of before there was a choice of printers name only the folder."""
    devices = raw.get("devices")
    if not isinstance(devices, dict) or "printer" in devices or not isinstance(devices.get("receipt_folder"), str):
        return raw
    kept = {key: value for key, value in devices.items() if key != "receipt_folder"}
    return {**raw, "devices": {**kept, "printer": f"folder:{devices['receipt_folder']}"}}


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


def _meaning(raw: dict[str, Any]) -> list[str]:
    """What types cannot say; what is missing or of another type has been told already."""
    faults = []
    division, code = _value(raw, "station", "division", str), _value(raw, "terminal", "code", str)
    if division is not None and (len(division) != 12 or not division.isdigit() or not division.startswith("1508")):
        faults.append("station.division: must be a 12-digit division code of Bayannur (1508…)")
    if code is not None and (len(code) != TERMINAL_CODE_LENGTH or set(code) - set(ALPHABET)):
        faults.append(f"terminal.code: must be {TERMINAL_CODE_LENGTH} characters of {ALPHABET}")
    root = _value(raw, "hub", "root_key", str)
    if root is not None and (len(root) % 2 or set(root) - set(HEX)):
        faults.append("hub.root_key: must be hexadecimal digits")
    pcrs = _value(raw, "terminal", "tpm_pcrs", list) or []
    if len(set(map(str, pcrs))) < len(pcrs) or any(isinstance(pcr, int) and pcr not in PCRS for pcr in pcrs):
        faults.append(f"terminal.tpm_pcrs: must be different numbers from 0 to {PCRS[-1]}")
    faults += _reader_faults(_value(raw, "devices", "readers", list))
    faults += _camera_faults(_value(raw, "devices", "camera", str) or "", _value(raw, "devices", "present", list) or [])
    faults += _printer_faults(_value(raw, "devices", "printer", str))
    faults += [
        f"{section}.{key}: must begin with /"
        for section, key in ABSOLUTE
        if (path := _value(raw, section, key, str)) and not path.startswith("/")
    ]
    if _value(raw, "clerks", "revoked", str) and not _value(raw, "clerks", "issuers", str):
        faults.append("clerks.revoked: nobody signs in without clerks.issuers")
    for (section, key), least in LEAST.items():
        value = _value(raw, section, key, int)
        if value is not None and value < least:
            faults.append(f"{section}.{key}: must be at least {least}")
    return faults


def _printer_faults(printer: str | None) -> list[str]:
    known = printer is None or PRINTER.fullmatch(printer)
    return (
        []
        if known
        else [
            f"devices.printer: {printer!r} is not folder:PATH, ipp://HOST:PORT/PATH, escpos:tcp:HOST:PORT, escpos:usb:/PATH, escpos:serial:/PORT or escpos:simulated"
        ]
    )


def _reader_faults(readers: list[Any] | None) -> list[str]:
    if readers is None:
        return []
    named = [reader for reader in readers if isinstance(reader, str)]
    strange = [name for name in named if not READER.fullmatch(name)]
    faults = [
        f"devices.readers: {name!r} is not pcsc, pcsc:NAME, sam:/PORT, sam:usb, sam:PROFILE:PORT, simulated or simulated:NAME"
        for name in strange
    ]
    faults += [f"devices.readers: {name!r} twice" for name in sorted(set(named)) if named.count(name) > 1]
    return faults if readers else ["devices.readers: at least one reader"]


def _camera_faults(camera: str, present: list[Any]) -> list[str]:
    kind, _, place = camera.partition(":")
    known = not camera or camera == "simulated" or (kind == "v4l2" and place.startswith("/"))
    known = known or (kind in ("file", "folder") and bool(place))
    faults = [] if known else ["devices.camera: must be v4l2:/DEVICE, file:PATH, folder:PATH, simulated or empty"]
    follows = dict.fromkeys(READER_DEVICES["simulated"], "readers") | dict.fromkeys(CAMERA_DEVICES, "camera")
    own = [name for name in follows if name in present]
    return faults + [f"devices.present: {name} follows from devices.{follows[name]}" for name in own]


def _value(raw: dict[str, Any], section: str, key: str, kind: type[T]) -> T | None:
    """What stands there, if it is of that type; Python takes true for a number, TOML does not."""
    found = raw.get(section)
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, kind) and not isinstance(value, bool) else None
