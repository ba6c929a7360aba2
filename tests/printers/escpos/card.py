"""A page for printers to be judged by, drawn with nothing of the product's layouts: rules, letters, Han, a code, and white in between."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas

from printers.fonts import FontStack, Weight

FONTS = Path(__file__).parents[3] / "kiosk" / "fonts"
CODE = "DS1/B240000017X/7F3K92QDLM4X"
_DOT = 72 / 203.2
MODULE = 4


def page(title: str, *, width: int = 576, rules: int = 12, height: int = 900) -> bytes:
    """The page as a PDF, `width` and `height` in dots of 1/8 mm, the same bytes for the same title."""
    (run,) = _stack().runs("card", Weight.REGULAR)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width * _DOT - 0.0005, height * _DOT - 0.0005), invariant=1)
    canvas.scale(_DOT, _DOT)
    canvas.setFont(run.font, 40)
    canvas.drawString(20, height - 60, f"{title} 收件回执")
    canvas.setFont(run.font, 24)
    canvas.drawString(20, height - 100, "Aa Gg Qq 0123456789 ￥")
    for at in range(rules):
        canvas.rect(20 + 24 * at + 1 / 64, 40 + 1 / 64, at + 1 - 1 / 32, 60, stroke=0, fill=1)
    _code(canvas, 20, height - 420)
    canvas.rect(1 / 64, 1 / 64, width - 1 / 32, 2 - 1 / 32, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _stack() -> FontStack:
    """A font has one name in a process, for everybody in it: the product's own."""
    return FontStack(FONTS)


def _code(canvas: Canvas, left: int, bottom: int) -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(CODE)
    code.make()
    for y, row in enumerate(reversed(code.get_matrix())):
        for x, black in enumerate(row):
            if black:
                place = (left + x * MODULE + 1 / 64, bottom + y * MODULE + 1 / 64)
                canvas.rect(*place, MODULE - 1 / 32, MODULE - 1 / 32, stroke=0, fill=1)
