"""Puts marks on a ReportLab canvas, in dots, and closes the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from math import floor
from typing import assert_never

from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from printers.fonts import FontStack
from printers.layout.marks import Area, Block, Emblem, Mark, Script, Stroke, Words
from printers.layout.measures import POINTS_PER_DOT
from printers.mongolian import draw

# PDFium fills every dot a rectangle touches: 0.0001 dot too far right made each QR module 9 dots wide instead of 8.
_SHY = 1 / 64
# What ReportLab's `lang` wants: BCP 47.
_LANGUAGES = {"zh": "zh-CN", "mn": "mn-Mong-CN", "en": "en"}


def pdf(pages: Sequence[Block], width: int, *, title: str, language: str, fonts: FontStack) -> bytes:
    """The pages, each as high as its block, as a PDF that is the same bytes for the same marks."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, lang=_LANGUAGES.get(language, "zh-CN"))
    canvas.setTitle(title)
    for page in pages:
        canvas.setPageSize((_points(width), _points(page.height)))
        canvas.scale(POINTS_PER_DOT, POINTS_PER_DOT)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for mark in page.marks:
            _paint(canvas, mark, page.height, fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _points(dots: int) -> float:
    # Rounded down by under a thousandth of a dot: a renderer that rounds up must not add a 577th column.
    return floor(dots * POINTS_PER_DOT * 10_000) / 10_000


def _paint(canvas: Canvas, mark: Mark, height: int, fonts: FontStack) -> None:
    match mark:
        case Words():
            _words(canvas, mark, height - mark.y, fonts)
        case Area(x, y, area_width, area_height):
            canvas.setFillColor(black)
            canvas.rect(
                x + _SHY,
                height - y - area_height + _SHY,
                area_width - 2 * _SHY,
                area_height - 2 * _SHY,
                stroke=0,
                fill=1,
            )
        case Stroke():
            _stroke(canvas, mark, height)
        case Emblem():
            _emblem(canvas, mark, height)
        case Script():
            canvas.setFillColor(black)
            canvas.saveState()
            canvas.translate(mark.x, height - mark.y)
            draw(canvas, mark.columns, mark.size, pitch=mark.pitch, fonts=fonts)
            canvas.restoreState()
        case _:
            assert_never(mark)


def _words(canvas: Canvas, mark: Words, y: int, fonts: FontStack) -> None:
    canvas.setFillColor(white if mark.white else black)
    x = float(mark.x)
    for run in fonts.runs(mark.text, mark.weight):
        canvas.setFont(run.font, mark.size)
        canvas.drawString(x, y, run.text, charSpace=mark.tracking)
        x += run.width * mark.size + mark.tracking * len(run.text)


def _stroke(canvas: Canvas, mark: Stroke, height: int) -> None:
    canvas.setStrokeColor(white if mark.white else black)
    canvas.setLineWidth(mark.thickness)
    corners = [(mark.x + x, height - mark.y - y) for x, y in mark.points]
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for _, corner in pairwise(corners):
        path.lineTo(*corner)
    canvas.drawPath(path, stroke=1, fill=0)


def _emblem(canvas: Canvas, mark: Emblem, height: int) -> None:
    # On a grid of 60: the arch, the door ajar in it, and the step.
    canvas.saveState()
    canvas.translate(mark.x, height - mark.y - mark.size)
    canvas.scale(mark.size / 60, mark.size / 60)
    canvas.setStrokeColor(black)
    canvas.setFillColor(black)
    canvas.setLineWidth(8)
    canvas.setLineCap(0)
    arch = canvas.beginPath()
    arch.moveTo(14, 6)
    arch.lineTo(14, 36)
    arch.curveTo(14, 46, 21, 54, 30, 54)
    arch.curveTo(39, 54, 46, 46, 46, 36)
    arch.lineTo(46, 6)
    canvas.drawPath(arch, stroke=1, fill=0)
    door = canvas.beginPath()
    door.moveTo(28, 6)
    door.lineTo(28, 36)
    door.lineTo(41, 42)
    door.lineTo(41, 6)
    door.close()
    canvas.drawPath(door, stroke=0, fill=1)
    canvas.rect(0, 0, 60, 6, stroke=0, fill=1)
    canvas.restoreState()
