"""All nine papers: names read back as themselves, nothing over another or out of its place, Mongolian as letters."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest

from kiosk.base.texts import LANGUAGES
from kiosk.receipts.model import Paper, PrintSize
from kiosk.receipts.sheet import Sheet
from printers.fonts import FontStack
from printers.layout import LAYOUTS
from printers.layout.marks import Script
from printers.layout.measures import A4, ROLL
from printers.layout.pages import a4_pages, roll_page
from printers.mongolian import is_mongolian
from tests.kiosk.receipts.papers import DOCUMENTS, PERSONAL, paper
from tests.printers.layout.geometry import boxes, overlaps
from tests.printers.paper import text_by_pdfium, text_by_poppler
from tests.printers.samples import RARE

every_document = pytest.mark.parametrize("document", list(DOCUMENTS))
every_paper = pytest.mark.parametrize("form", list(Paper))


@every_paper
@pytest.mark.parametrize("document", PERSONAL)
def test_a_rare_name_is_read_back_from_every_paper_that_names_somebody(
    document: str, form: Paper, fonts: FontStack
) -> None:
    pdf = LAYOUTS[form](paper(document, name=RARE), fonts)
    shown = RARE if document in ("form", "commitment") else f"{RARE[:2]}*"
    assert shown in text_by_pdfium(pdf)
    assert shown in text_by_poppler(pdf)


@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("language", LANGUAGES)
@every_document
def test_no_line_stands_on_another_or_leaves_the_margins(
    document: str, language: str, size: PrintSize, *, fonts: FontStack
) -> None:
    sheet = paper(document, language, size)
    for page, m in ((roll_page(sheet, fonts), ROLL), *((page, A4) for page in a4_pages(sheet, fonts))):
        assert not overlaps(page, fonts)
        assert not [box for box in boxes(page, fonts) if box[0] < m.margin or box[2] > m.width - m.margin + 1]
        assert not [box for box in boxes(page, fonts) if box[1] < 0 or box[3] > page.height]


def _said(sheet: Sheet) -> set[str]:
    return {word for page in _strings(sheet) if is_mongolian(page) for word in page.replace("\u202f", " ").split()}


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in _strings(each)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in _strings(getattr(value, name))]


@every_paper
@every_document
def test_mongolian_stands_upright_and_is_read_back_as_letters(document: str, form: Paper, fonts: FontStack) -> None:
    sheet = paper(document, "mn")
    read = text_by_poppler(LAYOUTS[form](sheet, fonts))
    words = _said(sheet)
    assert words
    assert [word for word in words if word not in read] == []
    assert sheet.gap in read
    laid = (roll_page(sheet, fonts),) if form is Paper.ROLL_80 else a4_pages(sheet, fonts)
    standing = {column for page in laid for mark in page.marks if isinstance(mark, Script) for column in mark.columns}
    assert {word for column in standing for word in column.replace("\u202f", " ").split()} == words


def test_no_paper_in_another_language_has_mongolian_on_it() -> None:
    for document, language in product(DOCUMENTS, ("zh", "en")):
        assert _said(paper(document, language)) == set()


@every_paper
def test_equal_papers_are_equal_bytes_in_every_process(form: Paper, fonts: FontStack, root: Path) -> None:
    here = {name: sha256(LAYOUTS[form](paper(name, "mn", name=RARE), fonts)).hexdigest() for name in DOCUMENTS}
    for seed, order in (("1", list(DOCUMENTS)), ("2", list(DOCUMENTS)[::-1])):
        command = (sys.executable, "-m", "tests.printers.press", form, *order)
        done = subprocess.run(
            command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=60
        )
        assert dict(line.split() for line in done.stdout.decode().splitlines()) == here
