"""Reads the product's files: settings, list of items, texts; all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from app import paths
from devices.cards.piv import Offices, read_offices
from devices.sam.ports import PREFIX, chosen
from devices.sam.profiles import ReaderProfile, read_profiles
from kiosk.base.errors import ConfigError, KioskError
from kiosk.base.settings import Clerks, Settings, read_settings
from kiosk.base.texts import LANGUAGES, Texts, read_texts
from kiosk.catalogue.load import load_catalogue
from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search import SearchIndex, build_index
from kiosk.status.faults import FAULTS
from printers.escpos.places import PREFIX as ESCPOS
from printers.escpos.places import chosen as chosen_printer
from printers.escpos.profiles import PrinterProfile
from printers.escpos.profiles import read_profiles as read_printer_profiles
from printers.fonts import FontStack

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Product:
    """What a terminal is made of before any device is opened."""

    settings: Settings
    catalogue: Catalogue
    search: SearchIndex
    texts: Texts


def read_product(settings_file: Path) -> Product:
    """Everything, or the first fault as a KioskError."""
    catalogue = _catalogue()
    return Product(settings_at(settings_file), catalogue, _search(catalogue), read_words())


def looked_at(settings_file: Path) -> Mapping[str, list[KioskError]]:
    """What is wrong with each part, every file looked at whatever is wrong with the others."""
    faults: dict[str, list[KioskError]] = {part: [] for part in ("settings", "readers", "list", "texts", "fonts")}
    settings = _attempt(lambda: settings_at(settings_file), faults["settings"])
    profiles = _attempt(reader_profiles, faults["readers"])
    if settings is not None and profiles is not None:
        for reader in settings.devices.readers:
            _attempt(partial(_known, reader, profiles), faults["readers"])
    if settings is not None:
        _attempt(partial(offices_of, settings.clerks), faults["settings"])
    printers = _attempt(printer_profiles, faults["settings"])
    if settings is not None and printers is not None and settings.devices.printer.startswith(ESCPOS):
        _attempt(partial(chosen_printer, settings.devices.printer, printers), faults["settings"])
    catalogue = _attempt(_catalogue, faults["list"])
    if catalogue is not None:
        _attempt(lambda: _search(catalogue), faults["list"])
    _attempt(read_words, faults["texts"])
    _attempt(lambda: FontStack(paths.FONTS), faults["fonts"])
    return faults


def all_faults(settings_file: Path) -> list[KioskError]:
    """The same in one list."""
    return [fault for faults in looked_at(settings_file).values() for fault in faults]


def reader_profiles() -> Mapping[str, ReaderProfile]:
    """How each model of SAM reader is spoken to. Raises ConfigError G01 with every fault, G03 when it cannot be read."""
    return read_profiles(_text(paths.READER_PROFILES))


def offices_of(clerks: Clerks) -> Offices:
    """Who issues clerks' cards for this terminal. Raises ConfigError G01 with every fault, G03 when a file cannot be read."""
    if not clerks.issuers:
        return Offices()
    revoked = read_bytes(Path(clerks.revoked)) if clerks.revoked else b""
    return read_offices(read_bytes(Path(clerks.issuers)), revoked)


def printer_profiles() -> Mapping[str, PrinterProfile]:
    """How each model of receipt printer is spoken to. Raises ConfigError G01 with every fault, G03 when it cannot be read."""
    return read_printer_profiles(_text(paths.PRINTER_PROFILES))


def _known(reader: str, profiles: Mapping[str, ReaderProfile]) -> None:
    if reader.startswith(PREFIX):
        chosen(reader, profiles)


def _attempt(read: Callable[[], T], faults: list[KioskError]) -> T | None:
    try:
        return read()
    except KioskError as error:
        faults.append(error)
        return None


def _unsaid(texts: Texts) -> list[str]:
    """Fault codes that have no words."""
    keys = [f"fault.{code}.{part}" for code in FAULTS for part in ("title", "remedy")]
    return [f"zh: {key} is missing" for key in keys if key not in texts.sentences["zh"]]


def read_bytes(path: Path) -> bytes:
    """A file the settings or the product name; ConfigError G03 when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError("G03", f"{path}: {error.strerror}") from error


def settings_at(path: Path) -> Settings:
    """The settings in a file. Raises ConfigError G01 with every fault, G03 when it cannot be read."""
    return read_settings(_text(path))


def _catalogue() -> Catalogue:
    raw = read_bytes(paths.CATALOGUE / "catalogue.json")
    expected = _text(paths.CATALOGUE / "catalogue.json.sha256").partition(" ")[0].strip()
    return load_catalogue(raw, expected)


def _search(catalogue: Catalogue) -> SearchIndex:
    return build_index(catalogue, read_bytes(paths.CATALOGUE / "search.json"))


def read_words() -> Texts:
    """Every sentence in every language. Raises ConfigError G02 with every fault, G03 when a file cannot be read."""
    texts = read_texts({language: _text(paths.TEXTS / f"{language}.toml") for language in LANGUAGES})
    faults = [*texts.faults(), *_unsaid(texts)]
    if faults:
        raise ConfigError("G02", "\n".join(faults))
    return texts


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise ConfigError("G03", f"{path}: not UTF-8") from error
