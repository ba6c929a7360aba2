"""A PDF's pages as pictures, for whoever reads the codes on them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

# Twice the head's resolution: a module of half a millimetre has eight pixels.
DPI = 406.4
PAGES_MAX = 50


def pictures_of(pdf: bytes) -> Iterator[bytes]:
    """Each page as a PNG; none for bytes that are no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return
    try:
        for page in range(min(len(document), PAGES_MAX)):
            drawn = BytesIO()
            document[page].render(scale=DPI / 72, grayscale=True).to_pil().save(drawn, "PNG")
            yield drawn.getvalue()
    finally:
        document.close()
