"""The paper backup on real receipts, printed at 203 dpi, damaged, photographed and read again."""

from __future__ import annotations

from io import BytesIO
from random import Random

import msgspec
import numpy as np
import pytest
from PIL import Image

from app.shown import pictures_in, symbols_in
from kiosk.receipts.collection import collection_sheet
from kiosk.receipts.model import Paper
from printers.fonts import FontStack
from printers.layout import LAYOUTS
from printers.layout.codes import frame, symbol_rows
from printers.layout.marks import Area
from sync.carry.paper import join, split, symbol_in
from tests.printers.damage import CLASSES, damaged
from tests.printers.paper import THERMAL_DPI, bitmap, decoded, pages
from tests.printers.samples import SAMPLES

# Smallest, median and largest envelope of what the list's items make, and one of the gm suite (docs/benchmarks.md).
SIZES = (1988, 2284, 2817, 2450)


def envelope(seed: int) -> bytes:
    """Sealed bytes are as good as chance."""
    return Random(seed).randbytes(SIZES[seed % len(SIZES)])


def printed(raw: bytes, fonts: FontStack, paper: Paper = Paper.ROLL_80) -> list[Image.Image]:
    """A receipt with its backup as the head burns it, page by page."""
    receipt = msgspec.structs.replace(SAMPLES["one"], backup=split(raw))
    pdf = LAYOUTS[paper](receipt, fonts)
    return [bitmap(pdf, THERMAL_DPI, page) for page in range(pages(pdf))]


def backup_of(print_: Image.Image, raw: bytes) -> Image.Image:
    """The part of a roll that holds the symbols and what is written over and under them: what a person photographs."""
    height = sum(row.height for row in symbol_rows(split(raw), 576)) + 420
    return print_.crop((0, print_.height - height, print_.width, print_.height))


def file_of(picture: Image.Image) -> bytes:
    """As a telephone hands it over."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def restored(*files: bytes) -> list[bytes | None]:
    """The envelopes that come out of photographs."""
    return [one.envelope for one in join(symbol for file in files for symbol in symbols_in(file))]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", list(CLASSES))
def test_damaged_paper_gives_every_byte_back(kind: str, seed: int, fonts: FontStack) -> None:
    """All 24 prints of four classes, where 23 would do: they are the same in every run."""
    raw = envelope(seed)
    (print_,) = printed(raw, fonts)
    found = restored(file_of(damaged(backup_of(print_, raw), kind, seed)))
    assert found == [raw]


def test_a_plain_reader_alone_would_not_do_it(fonts: FontStack) -> None:
    raw = envelope(1)
    (print_,) = printed(raw, fonts)
    picture = damaged(backup_of(print_, raw), "missing", 1)
    plain = {symbol for text in decoded(picture) if (symbol := symbol_in(text))}
    assert [one.envelope for one in join(plain)] in ([None], [])
    assert restored(file_of(picture)) == [raw]


def test_two_halves_photographed_apart_are_one(fonts: FontStack) -> None:
    raw = envelope(2)
    (print_,) = printed(raw, fonts)
    part = backup_of(print_, raw)
    middle = part.height // 2
    halves = [part.crop((0, 0, 576, middle - 500)), part.crop((0, middle + 500, 576, part.height))]
    alone = list(join(symbols_in(file_of(halves[0]))))
    assert alone[0].envelope is None and alone[0].lacking > 0
    assert restored(*(file_of(half) for half in halves)) == [raw]


@pytest.mark.parametrize("paper", list(Paper))
def test_the_whole_paper_is_read_as_it_comes_out(paper: Paper, fonts: FontStack) -> None:
    raw = envelope(3)
    prints = printed(raw, fonts, paper)
    texts = [text for page in prints for text in decoded(page)]
    assert [text for text in texts if symbol_in(text) is None] == [SAMPLES["one"].qr_text]
    assert {text for text in texts if symbol_in(text)} == set(split(raw))


def test_a_receipt_without_a_backup_says_nothing_of_one(fonts: FontStack) -> None:
    made = SAMPLES["one"]
    assert len(collection_sheet(made).sections) == 3
    told = collection_sheet(msgspec.structs.replace(made, backup=()))
    (part,) = told.sections[3]
    assert made.words["backup_none"] in str(part)
    early = msgspec.structs.replace(
        made, words={k: v for k, v in made.words.items() if not k.startswith("backup")}, backup=("DP1/A",)
    )
    assert len(collection_sheet(early).sections) == 3


def grid_of(text: str) -> Image.Image:
    """A symbol's modules, a pixel each."""
    side = len(frame(text))
    (row,) = symbol_rows((text,), side * 4)
    drawn = Image.new("L", (side, side), 0)
    for mark in row.marks:
        if isinstance(mark, Area):
            drawn.paste(1, (mark.x // 4, mark.y // 4, (mark.x + mark.width) // 4, (mark.y + mark.height) // 4))
    return drawn


def test_the_frame_is_what_all_symbols_have_in_common() -> None:
    texts = split(envelope(1))
    told = np.array(frame(texts[0]))
    grids = [np.asarray(grid_of(text)) for text in texts]
    assert all((grid[told >= 0] == told[told >= 0]).all() for grid in grids)
    assert (np.std(grids, axis=0)[told < 0] > 0).mean() > 0.9
    # Version 13 with 352 letters: three corner marks, two rulers, seven inner marks, format and version, no more.
    assert (told < 0).sum() == 532 * 8


def test_what_is_no_picture_holds_none() -> None:
    for raw in (b"", b"text", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\nbroken"):
        assert list(pictures_in(raw)) == []
        assert list(symbols_in(raw)) == []
