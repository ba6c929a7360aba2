"""The raster: whole dots, no grey, every strip as of the whole page, codes that two strangers read, memory that does not grow."""

from __future__ import annotations

import tracemalloc
from itertools import groupby

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pyzbar.pyzbar import decode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from printers import raster
from printers.raster import STRIP_ROWS, dots_wide, rows
from tests.printers.escpos.card import CODE, MODULE, page

DPI, WIDTH = 203.2, 576


def picture(pdf: bytes, dpi: float = DPI, width: int = WIDTH) -> Image.Image:
    """The rows as a picture, black on white."""
    dots = b"".join(rows(pdf, dpi, width=width))
    return Image.frombytes("1", (width, len(dots) // -(-width // 8)), dots, "raw", "1;I")


def runs(line: Image.Image) -> list[int]:
    """How long each run of one colour is."""
    return [len(list(group)) for _, group in groupby(line.get_flattened_data())]


def test_every_module_of_a_code_is_whole_dots_both_ways() -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(CODE)
    code.make()
    matrix = code.get_matrix()
    size = len(matrix) * MODULE
    place = picture(page("one")).crop((20, 420 - size, 20 + size, 420))
    truth = [not matrix[y // MODULE][x // MODULE] for y in range(size) for x in range(size)]
    assert [bool(dot) for dot in place.get_flattened_data()] == truth
    across = [runs(place.crop((0, y, size, y + 1))) for y in range(size)]
    down = [runs(place.crop((x, 0, x + 1, size))) for x in range(size)]
    assert all(run % MODULE == 0 for line in (*across, *down) for run in line)


def test_bars_are_as_wide_as_they_are_drawn() -> None:
    line = picture(page("one")).crop((0, 820, WIDTH, 821))
    widths = [
        len(group)
        for black, group in ((key, list(each)) for key, each in groupby(line.get_flattened_data()))
        if not black
    ]
    assert widths == list(range(1, 13))


def test_two_strangers_read_the_code_and_it_is_the_whole_width() -> None:
    made = picture(page("one"))
    assert made.size == (WIDTH, 900)
    assert [code.text for code in zxingcpp.read_barcodes(made.convert("L"))] == [CODE]
    assert [code.data.decode() for code in decode(made.convert("L"))] == [CODE]


def test_strips_are_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = page("long", height=2 * STRIP_ROWS + 77)
    document = pypdfium2.PdfDocument(pdf)
    grey = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
    document.close()
    whole = grey.point(lambda value: 255 if value >= 128 else 0, "1")
    assert picture(pdf).tobytes() == whole.tobytes()
    monkeypatch.setattr(raster, "STRIP_ROWS", 7)
    assert picture(pdf).tobytes() == whole.tobytes()


def test_edges_are_not_dithered() -> None:
    """A dithered letter has dots of its grey edges standing alone; cut in the middle, every black dot touches another."""
    letters = picture(page("Ag")).crop((0, 0, WIDTH, 120))
    black = {(x, y) for y in range(120) for x in range(WIDTH) if not letters.getpixel((x, y))}
    around = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]
    alone = [(x, y) for x, y in black if not any((x + dx, y + dy) in black for dx, dy in around)]
    assert len(black) > 3000 and len(alone) <= 2


@pytest.mark.parametrize(("wide", "taken"), [(384, 384), (576, 576), (577, 577), (1680, 1680)])
def test_how_wide_a_page_is(wide: int, taken: int) -> None:
    assert dots_wide(page("x", width=wide), DPI) == taken


def test_a_narrow_page_is_filled_with_white_and_odd_widths_too() -> None:
    made = picture(page("x", width=384), width=501)
    assert made.width == 501
    assert set(made.crop((384, 0, 501, 900)).get_flattened_data()) == {255}


def test_other_dots_an_inch() -> None:
    made = picture(page("one"), 180, 512)
    assert made.size == (512, 798)
    assert [code.text for code in zxingcpp.read_barcodes(made.convert("L"))] == [CODE]


def test_memory_does_not_grow_with_the_paper() -> None:
    def peak(height: int) -> int:
        pdf = page("long", height=height)
        tracemalloc.start()
        for _ in rows(pdf, DPI, width=WIDTH):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2 * STRIP_ROWS)
    assert peak(12 * STRIP_ROWS) < 1.2 * peak(2 * STRIP_ROWS)
