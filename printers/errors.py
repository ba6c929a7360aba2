"""The P codes of the paper wing, what is true of each, and the table from operating-system errors to them."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.base.errors import Blame, PrinterError
from kiosk.receipts.model import PrinterStatus


class PrinterFault(StrEnum):
    """Every code a printer or the making of a receipt can end in."""

    FOLDER_MISSING = "P01"
    FOLDER_REFUSES = "P02"
    DISK_FULL = "P03"
    FOLDER_ERROR = "P04"
    NAME_TAKEN = "P05"
    FONT_DAMAGED = "P11"
    GLYPH_MISSING = "P12"
    CODE_TOO_LARGE = "P13"
    PAGE_TOO_WIDE = "P14"
    PAPER_OUT = "P21"
    PAPER_JAM = "P22"
    COVER_OPEN = "P23"
    PAPER_NEAR_END = "P24"
    CUTTER = "P25"
    OVERHEATED = "P26"
    SUPPLY_LOW = "P27"
    PRINTER_FAULT = "P28"
    UNREACHABLE = "P31"
    BUSY = "P32"
    NO_ANSWER = "P33"
    ABORTED = "P34"
    JOB_LOST = "P35"


class Needs(StrEnum):
    """Who can put it right."""

    STAFF = "staff"
    TIME = "time"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Nature:
    """Whether the printer stops for it, whether the same paper may be tried again by itself once it has passed, and whether a job that met it may lie on paper in part."""

    needs: Needs = Needs.STAFF
    stops: bool = True
    retryable: bool = True
    paper_may_have_moved: bool = False


_WARNS = Nature(stops=False)
_BEFORE = Nature()
_FOR_GOOD = Nature(retryable=False)
_MIDWAY = Nature(paper_may_have_moved=True)
_UNKNOWN = Nature(retryable=False, paper_may_have_moved=True)

NATURES: Mapping[PrinterFault, Nature] = {
    PrinterFault.FOLDER_MISSING: _BEFORE,
    PrinterFault.FOLDER_REFUSES: _BEFORE,
    PrinterFault.DISK_FULL: _BEFORE,
    PrinterFault.FOLDER_ERROR: _BEFORE,
    PrinterFault.NAME_TAKEN: _FOR_GOOD,
    PrinterFault.FONT_DAMAGED: _FOR_GOOD,
    PrinterFault.GLYPH_MISSING: Nature(Needs.NOBODY, retryable=False),
    PrinterFault.CODE_TOO_LARGE: _FOR_GOOD,
    PrinterFault.PAGE_TOO_WIDE: _FOR_GOOD,
    PrinterFault.PAPER_OUT: _MIDWAY,
    PrinterFault.PAPER_JAM: _MIDWAY,
    PrinterFault.COVER_OPEN: _MIDWAY,
    PrinterFault.PAPER_NEAR_END: _WARNS,
    PrinterFault.CUTTER: _MIDWAY,
    PrinterFault.OVERHEATED: Nature(Needs.TIME, paper_may_have_moved=True),
    PrinterFault.SUPPLY_LOW: _WARNS,
    PrinterFault.PRINTER_FAULT: _MIDWAY,
    PrinterFault.UNREACHABLE: _BEFORE,
    PrinterFault.BUSY: Nature(Needs.TIME),
    PrinterFault.NO_ANSWER: _MIDWAY,
    PrinterFault.ABORTED: _UNKNOWN,
    PrinterFault.JOB_LOST: _UNKNOWN,
}


def status_of(faults: Iterable[PrinterFault]) -> PrinterStatus:
    """What a printer says is the matter, parted into what stops it and what it prints on with; by code, so equal matters are told equally."""
    found = sorted(set(faults))
    stops = tuple(fault.value for fault in found if NATURES[fault].stops)
    return PrinterStatus(stops, tuple(fault.value for fault in found if not NATURES[fault].stops))


class GlyphMissingError(PrinterError):
    """No font of the stack has a character; `detail` tells only its range, for the character may be of a name."""

    blame = Blame.TERMINAL
    retryable = False

    def __init__(self, char: str) -> None:
        super().__init__(PrinterFault.GLYPH_MISSING, f"U+{ord(char) >> 8:X}xx")


# EFBIG is what a quota or RLIMIT_FSIZE answers with: to the person it is the same full disk.
OS_ERRORS: Mapping[int, PrinterFault] = {
    errno.ENOENT: PrinterFault.FOLDER_MISSING,
    errno.ENOTDIR: PrinterFault.FOLDER_MISSING,
    errno.EACCES: PrinterFault.FOLDER_REFUSES,
    errno.EPERM: PrinterFault.FOLDER_REFUSES,
    errno.EROFS: PrinterFault.FOLDER_REFUSES,
    errno.ENOSPC: PrinterFault.DISK_FULL,
    errno.EDQUOT: PrinterFault.DISK_FULL,
    errno.EFBIG: PrinterFault.DISK_FULL,
}


def fault_of_os(error: OSError) -> PrinterFault:
    """What an OSError of the receipt folder means; P04 for those the table does not know."""
    return OS_ERRORS.get(error.errno or 0, PrinterFault.FOLDER_ERROR)


def from_os_error(error: OSError) -> PrinterError:
    """The same, to be raised."""
    return PrinterError(fault_of_os(error), errno.errorcode.get(error.errno or 0, ""))
