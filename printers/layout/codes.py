"""The QR code as black rectangles on whole dots."""

from __future__ import annotations

from itertools import groupby

from qrcode.constants import ERROR_CORRECT_H
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from kiosk.base.errors import PrinterError
from printers.errors import PrinterFault
from printers.layout.marks import Area, Block

# ISO/IEC 18004:2015 §9.1: four modules of white on every side.
QUIET_MODULES = 4


def qr(text: str, module: int) -> Block:
    """The text as a QR code with `module` dots a module, quiet zone not included.

    Level H, so that a crease through it still reads; in alphanumeric mode, which the receipt's text keeps to,
    35 characters fit version 3: 29 modules. Raises PrinterError P13 when the text is not ASCII or fits no version.
    """
    code = QRCode(version=None, error_correction=ERROR_CORRECT_H, border=0)
    try:
        code.add_data(text.encode("ascii"), optimize=0)
        code.make(fit=True)
    except (ValueError, DataOverflowError) as error:
        raise PrinterError(PrinterFault.CODE_TOO_LARGE, f"{len(text)} characters") from error
    marks: list[Area] = []
    for y, row in enumerate(code.get_matrix()):
        x = 0
        for black, group in groupby(row):
            length = len(list(group))
            if black:
                marks.append(Area(x * module, y * module, length * module, module))
            x += length
    return Block(code.modules_count * module, tuple(marks))
