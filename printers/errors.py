"""The P codes of the paper wing, and the table from operating-system errors to them."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from enum import StrEnum

from kiosk.base.errors import Blame, PrinterError


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
    PAPER_OUT = "P21"
    PAPER_JAM = "P22"
    COVER_OPEN = "P23"


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


def from_os_error(error: OSError) -> PrinterError:
    """The PrinterError an OSError of the receipt folder means; P04 for those the table does not know."""
    fault = OS_ERRORS.get(error.errno or 0, PrinterFault.FOLDER_ERROR)
    return PrinterError(fault, errno.errorcode.get(error.errno or 0, ""))
