"""The QR code as black rectangles on whole dots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from kiosk.base.errors import PrinterError
from printers.errors import PrinterFault
from printers.layout.marks import Area, Block, beside, gap, stack

# ISO/IEC 18004:2015 §9.1: four modules of white on every side.
QUIET_MODULES = 4
# Half a millimetre: below it a telephone held over thermal paper that has faded reads badly.
FINEST = 4
# Which of the eight masks suits best is for texts that repeat themselves; ours are signed or sealed, as good as chance.
# Trying them all takes 46 of 51 ms (and segno 20 ms; given the mask, 4.6 and 4.1 ms).
MASK = 3
# The most that may be missing first.
LEVELS = (ERROR_CORRECT_H, ERROR_CORRECT_Q, ERROR_CORRECT_M, ERROR_CORRECT_L)


def qr(text: str, side: int) -> Block:
    """The text as a QR code at most `side` dots wide, quiet zone not included; its modules are whole dots, 4 at least.

    At the highest level of correction that fits: a signed code of 220 characters has level Q and 57 modules in 232
    dots, the 28 characters of an early receipt level H and 29 modules. Raises PrinterError P13 when the text is not
    ASCII or fits at no level.
    """
    for level in LEVELS:
        code = _code(text, level, most=(side // FINEST - 17) // 4)
        if code is not None:
            return _drawn(code, side // code.modules_count)
    raise PrinterError(PrinterFault.CODE_TOO_LARGE, f"{len(text)} characters")


def symbol_rows(texts: Sequence[str], width: int) -> tuple[Block, ...]:
    """Many codes side by side, row under row on a width, at level Q with modules of 4 dots, quiet zones between them.

    At the outer edges the paper's own margin is the quiet zone. Raises PrinterError P13 when one is wider than that.
    """
    drawn = []
    for text in texts:
        code = _code(text, ERROR_CORRECT_Q, most=(width // FINEST - 17) // 4)
        if code is None:
            raise PrinterError(PrinterFault.CODE_TOO_LARGE, f"{len(text)} characters")
        drawn.append(_drawn(code, FINEST))
    quiet = QUIET_MODULES * FINEST
    side = max((code.height for code in drawn), default=0)
    columns = (width + quiet) // (side + quiet)
    inset = (width - columns * (side + quiet) + quiet) // 2
    rows = (drawn[at : at + columns] for at in range(0, len(drawn), columns))
    return tuple(
        stack(beside(*(code.moved(inset + place * (side + quiet)) for place, code in enumerate(row))), gap(quiet))
        for row in rows
    )


def frame(text: str) -> tuple[tuple[int, ...], ...]:
    """What every symbol as long as this text has in common: 1 black, 0 white, -1 where the letters are.

    Raises PrinterError P13 when the text fits nowhere.
    """
    code = _code(text, ERROR_CORRECT_Q, most=40)
    if code is None:
        raise PrinterError(PrinterFault.CODE_TOO_LARGE, f"{len(text)} characters")
    side = code.modules_count
    code.modules = [[None] * side for _ in range(side)]
    for row, column in ((0, 0), (side - 7, 0), (0, side - 7)):
        code.setup_position_probe_pattern(row, column)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(False, MASK)
    if code.version >= 7:
        code.setup_type_number(False)
    return tuple(tuple(-1 if module is None else int(module) for module in row) for row in code.modules)


def _code(text: str, level: int, *, most: int) -> QRCode[Any] | None:
    """The code in the smallest version that holds it, None when that is above `most`: version n has 17 + 4n modules."""
    code = QRCode(version=None, error_correction=level, border=0, mask_pattern=MASK)
    try:
        code.add_data(text.encode("ascii"), optimize=0)
        if code.best_fit(start=1) > min(most, 40):
            return None
        code.make(fit=False)
    except (ValueError, DataOverflowError):
        return None
    return code


def _drawn(code: QRCode[Any], module: int) -> Block:
    marks: list[Area] = []
    for y, row in enumerate(code.get_matrix()):
        x = 0
        for black, group in groupby(row):
            length = len(list(group))
            if black:
                marks.append(Area(x * module, y * module, length * module, module))
            x += length
    return Block(code.modules_count * module, tuple(marks))
