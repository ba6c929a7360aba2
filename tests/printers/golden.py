"""The golden prints: every document on both papers in every language and size, as text that can be read in a review.

`python -m tests.printers.golden` writes them anew; with `--look FOLDER` it draws each as a picture of 203 dpi instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path

from kiosk.base.texts import LANGUAGES
from kiosk.receipts.model import Paper, PrintSize
from printers.fonts import FontStack
from printers.layout import LAYOUTS
from printers.layout.marks import Block, Script, Words
from printers.layout.pages import a4_pages, roll_page
from tests.kiosk.receipts.papers import DOCUMENTS, paper
from tests.printers.paper import THERMAL_DPI, bitmap, pages

FOLDER = Path(__file__).with_name("golden")
ROOT = Path(__file__).resolve().parents[2]
EACH = tuple(product(Paper, LANGUAGES, PrintSize))


def text_of(document: str, fonts: FontStack) -> str:
    """All prints of one document: where each line stands and how large, and a hash of each page's dots."""
    return "\n".join(line for form in EACH for line in _print(document, *form, fonts=fonts)) + "\n"


def _print(document: str, form: Paper, language: str, size: PrintSize, *, fonts: FontStack) -> Iterator[str]:
    sheet = paper(document, language, size)
    laid = (roll_page(sheet, fonts),) if form is Paper.ROLL_80 else a4_pages(sheet, fonts)
    pdf = LAYOUTS[form](sheet, fonts)
    for number, page in enumerate(laid):
        image = bitmap(pdf, THERMAL_DPI, number)
        dots = sha256(image.tobytes()).hexdigest()[:16]
        yield f"{form} {language} {size}, page {number + 1} of {len(laid)}: {image.width} x {image.height}, dots {dots}"
        yield from _lines(page)


def _lines(page: Block) -> Iterator[str]:
    """What is written, from top to bottom as it was set: x, y, size, weight, words."""
    for mark in page.marks:
        if isinstance(mark, Words):
            yield f"  {mark.x:>4} {mark.y:>4} {mark.size:>3} {mark.weight.name.lower():<7} {mark.text}"
        elif isinstance(mark, Script):
            yield f"  {mark.x:>4} {mark.y:>4} {mark.size:>3} upright {' | '.join(mark.columns)}"


def look(folder: Path, fonts: FontStack) -> None:
    """Every page as a picture."""
    for document, (form, language, size) in product(DOCUMENTS, EACH):
        pdf = LAYOUTS[form](paper(document, language, size), fonts)
        for page in range(pages(pdf)):
            bitmap(pdf, THERMAL_DPI, page).save(folder / f"{document}-{form}-{language}-{size}-{page + 1}.png")


def main() -> None:
    """Write the texts, or draw the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    fonts = FontStack(ROOT / "kiosk" / "fonts")
    if chosen.look is not None:
        look(chosen.look, fonts)
        return
    FOLDER.mkdir(exist_ok=True)
    for document in DOCUMENTS:
        (FOLDER / f"{document}.txt").write_text(text_of(document, fonts), "utf-8")


if __name__ == "__main__":
    main()
