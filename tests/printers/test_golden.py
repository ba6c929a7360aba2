"""Every document, paper, language and size as it was looked at: what moves, shrinks or changes a dot is seen."""

from __future__ import annotations

import difflib
from itertools import product

import pytest
import zxingcpp
from pyzbar import pyzbar

from kiosk.base.texts import LANGUAGES
from kiosk.receipts.model import Paper, PrintSize
from printers.fonts import FontStack
from printers.layout import LAYOUTS
from tests.kiosk.receipts.papers import DOCUMENTS, paper
from tests.kiosk.receipts.samples import CODE
from tests.printers.golden import EACH, FOLDER, text_of
from tests.printers.paper import THERMAL_DPI, bitmap, pages

AGAIN = "python -m tests.printers.golden writes them anew, --look FOLDER draws them"


@pytest.mark.parametrize("document", list(DOCUMENTS))
def test_every_print_is_the_one_that_was_looked_at(document: str, fonts: FontStack) -> None:
    kept = (FOLDER / f"{document}.txt").read_text("utf-8").splitlines()
    now = text_of(document, fonts).splitlines()
    assert now == kept, "\n".join((*difflib.unified_diff(kept, now, "kept", "now", lineterm="", n=1), AGAIN))


def test_the_goldens_are_of_every_document_and_nothing_else() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(DOCUMENTS)
    assert len(DOCUMENTS) == 9
    assert tuple(product(Paper, LANGUAGES, PrintSize)) == EACH


@pytest.mark.parametrize(("form", "size"), list(product(Paper, PrintSize)))
def test_two_strangers_read_the_code_from_the_dots_of_a_thermal_head(
    form: Paper, size: PrintSize, fonts: FontStack
) -> None:
    for language in LANGUAGES:
        pdf = LAYOUTS[form](paper("collection", language, size), fonts)
        images = [bitmap(pdf, THERMAL_DPI, page).convert("L") for page in range(pages(pdf))]
        by_zxing = [code.text for image in images for code in zxingcpp.read_barcodes(image)]
        by_zbar = [code.data.decode() for image in images for code in pyzbar.decode(image)]
        assert (by_zxing, by_zbar) == ([CODE], [CODE])
