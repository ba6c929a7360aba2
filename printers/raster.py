"""A document as the dots a thermal head burns: PDF pages to rows of one bit a dot, without grey and without dithering."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from math import ceil

import pypdfium2
from PIL import Image

_POINTS_PER_INCH = 72
# Strips of this height bound the memory, whatever the length of the paper: 590 kB of grey at 576 dots.
STRIP_ROWS = 1024
_BLACK_BELOW = 128
_WHITE = 255


def rows(pdf: bytes, dpi: float, *, width: int) -> Iterator[bytes]:
    """Every row of every page, `width` dots packed from the left, a set bit for black; pages follow one another.

    A narrower page is filled with white; of a wider one the right edge is lost, so `dots_wide` is asked before.
    """
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            with closing(page):
                yield from _rows(page, dpi / _POINTS_PER_INCH, width)


def dots_wide(pdf: bytes, dpi: float) -> int:
    """How many dots the widest page needs."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return ceil(max(float(page.get_width()) for page in document) * dpi / _POINTS_PER_INCH)


def _rows(page: pypdfium2.PdfPage, scale: float, width: int) -> Iterator[bytes]:
    height = ceil(page.get_height() * scale)
    stride = ceil(width / 8)
    for top in range(0, height, STRIP_ROWS):
        high = min(STRIP_ROWS, height - top)
        packed = _strip(page, scale, above=top, below=height - top - high, width=width)
        yield from (packed[at : at + stride] for at in range(0, len(packed), stride))


def _strip(page: pypdfium2.PdfPage, scale: float, *, above: int, below: int, width: int) -> bytes:
    """The page's rows but for so many above and below: the same dots as of the page rendered whole."""
    with closing(
        page.render(scale=scale, grayscale=True, crop=(0, _trim(below, scale), 0, _trim(above, scale)))
    ) as dots:
        grey = Image.new("L", (width, dots.height), _WHITE)
        grey.paste(dots.to_pil())
    # What is antialiased is split in the middle: dithered, a letter's edge would be sand.
    return grey.point(lambda value: _WHITE if value < _BLACK_BELOW else 0, "1").tobytes()


def _trim(dots: int, scale: float) -> float:
    """So many dots in points: PDFium's binding rounds up, and half a dot less than the whole ones is exactly them."""
    return (dots - 0.5) / scale if dots else 0.0
