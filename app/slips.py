"""Papers that are asked for at a door: for the settings' station and paper, written to a file."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from app import paths
from app.system import SystemClock
from kiosk.applications.model import Place
from kiosk.base.settings import Settings
from kiosk.base.texts import FALLBACK, LANGUAGES, Texts
from kiosk.receipts.model import Paper, PrintSize
from kiosk.receipts.occasion import Occasion
from kiosk.receipts.sheet import Sheet
from printers.errors import from_os_error
from printers.fonts import FontStack
from printers.layout import LAYOUTS


def add_slip(parser: argparse.ArgumentParser) -> None:
    """The switches of every door that makes a paper."""
    parser.add_argument("--slip", type=Path, metavar="FILE", help="write it as a PDF for the settings' paper")
    parser.add_argument("--language", choices=LANGUAGES, default=FALLBACK, help=f"of the paper; default: {FALLBACK}")


def occasion(settings: Settings, texts: Texts, language: str) -> Occasion:
    """Here, now, in this language."""
    station = settings.station
    place = Place(station.division, station.name_zh, settings.terminal.code)
    size = PrintSize(settings.devices.print_size)
    return Occasion(place, language, partial(texts.say, language), SystemClock().now(), size)


def write_slip(sheet: Sheet, settings: Settings, file: Path) -> None:
    """The sheet as a PDF. Raises PrinterError P01 to P04 where it cannot be written, P11 to P13 where it cannot be laid out."""
    content = LAYOUTS[Paper(settings.devices.paper)](sheet, FontStack(paths.FONTS))
    try:
        file.write_bytes(content)
    except OSError as error:
        raise from_os_error(error) from error
