"""What laying out a paper takes of the processor, beside ReportLab's canvas alone putting the same words and boxes on the same pages."""

from __future__ import annotations

import time
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from kiosk.receipts.model import Paper
from kiosk.receipts.sheet import Sheet
from printers.fonts import FontStack, Weight
from printers.layout import LAYOUTS
from printers.layout.marks import Area, Block, Words
from printers.layout.measures import POINTS_PER_DOT
from printers.layout.pages import a4_pages, roll_page
from tests.bench.measuring import Table, interleaved
from tests.kiosk.receipts.papers import DOCUMENTS, paper

ROUNDS = 30
# Breaking lines and looking every letter up costs as much again as drawing them; more than this would be waste.
BOUND = 2.5

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
ROOT = Path(__file__).resolve().parents[2]


def _bare(pages: tuple[Block, ...], fonts: FontStack) -> bytes:
    """The same marks by the canvas' own calls: no measuring, no breaking, no letter looked up."""
    names = {weight: fonts.runs("收", weight)[0].font for weight in Weight}
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for page in pages:
        canvas.setPageSize((1680 * POINTS_PER_DOT, page.height * POINTS_PER_DOT))
        canvas.scale(POINTS_PER_DOT, POINTS_PER_DOT)
        for mark in page.marks:
            if isinstance(mark, Words):
                canvas.setFont(names[mark.weight], mark.size)
                canvas.drawString(mark.x, page.height - mark.y, mark.text, charSpace=mark.tracking)
            elif isinstance(mark, Area):
                canvas.rect(mark.x, page.height - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pages(sheet: Sheet, form: Paper, fonts: FontStack) -> tuple[Block, ...]:
    return (roll_page(sheet, fonts),) if form is Paper.ROLL_80 else a4_pages(sheet, fonts)


@pytest.mark.parametrize("document", list(DOCUMENTS))
def test_a_paper_is_laid_out_nearly_as_fast_as_it_is_drawn(document: str, table: Table) -> None:
    fonts = FontStack(ROOT / "kiosk" / "fonts")
    sheet = paper(document)
    for form in Paper:
        candidates = {
            "ours": partial(LAYOUTS[form], sheet, fonts),
            "bare": partial(_bare, _pages(sheet, form, fonts), fonts),
        }
        taken = interleaved(candidates, ROUNDS, clock=time.thread_time)
        size = len(LAYOUTS[form](sheet, fonts))
        table.hold(f"{document}, {form}, {size / 1000:.0f} kB", taken["ours"], taken["bare"], named="bare", bound=BOUND)
