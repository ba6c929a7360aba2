"""Both papers: the code is read back, the text is there, nothing leaves its place, equal input is equal bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kiosk.base.errors import PrinterError
from kiosk.base.ids import grouped
from kiosk.receipts.codes import grouped_code
from kiosk.receipts.collection import collection_sheet
from kiosk.receipts.model import Paper, Receipt, ReceiptMaterial
from kiosk.receipts.sheet import Sheet
from printers.errors import PrinterFault
from printers.fonts import FontStack
from printers.layout import LAYOUTS
from printers.layout.marks import Area, Block, Words
from printers.layout.measures import A4, ROLL
from printers.layout.pages import a4_pages, roll_page
from tests.printers.layout.geometry import boxes, overlaps
from tests.printers.paper import (
    LASER_DPI,
    THERMAL_DPI,
    bitmap,
    decoded,
    letters,
    pages,
    text_by_pdfium,
    text_by_poppler,
)
from tests.printers.samples import SAMPLES

EDGE = {Paper.ROLL_80: 16, Paper.A4: 100}
MEASURES = {Paper.ROLL_80: ROLL, Paper.A4: A4}
every_sample = pytest.mark.parametrize("sample", list(SAMPLES.values()), ids=list(SAMPLES))
every_paper = pytest.mark.parametrize("paper", list(Paper))


@every_paper
@pytest.mark.parametrize("dpi", [THERMAL_DPI, LASER_DPI])
@every_sample
def test_a_stranger_s_decoder_reads_the_code(sample: Receipt, dpi: float, paper: Paper, fonts: FontStack) -> None:
    pdf = LAYOUTS[paper](sample, fonts)
    found = [text for page in range(pages(pdf)) for text in decoded(bitmap(pdf, dpi, page))]
    assert found == [sample.qr_text]


@every_paper
@every_sample
def test_everything_said_can_be_read_from_the_file(sample: Receipt, paper: Paper, fonts: FontStack) -> None:
    pdf = LAYOUTS[paper](sample, fonts)
    for read in (text_by_pdfium(pdf), text_by_poppler(pdf)):
        said = [
            grouped(sample.number), grouped_code(sample.verification_code), sample.applicant, sample.id_tail, sample.collected,
            sample.time_note, sample.station, *sample.items, *sample.words["title"], sample.words["not_acceptance"],
            sample.words["limit"], sample.words["collected_note"], sample.words["accepted_note"], sample.words["site"],
        ]  # fmt: skip
        said += [row.satisfied for row in sample.materials if len(row.satisfied) < 12]
        missing = [sentence for sentence in said if "".join(sentence.split()) not in read]
        assert not missing


@every_paper
@pytest.mark.parametrize("copy", [1, 2, 3])
def test_only_a_reprint_says_that_it_is_one(copy: int, paper: Paper, fonts: FontStack) -> None:
    again = msgspec.structs.replace(SAMPLES["one"], copy=copy)
    read = text_by_pdfium(LAYOUTS[paper](again, fonts))
    assert (f"补打第{copy}份" in read) == (copy > 1)
    assert ("补打" in read) == (copy > 1)


@every_paper
@every_sample
def test_no_letter_and_no_ink_leaves_the_margins(sample: Receipt, paper: Paper, fonts: FontStack) -> None:
    pdf, m = LAYOUTS[paper](sample, fonts), MEASURES[paper]
    outside = [one for one in letters(pdf) if one.left < m.margin - 1 or one.right > m.width - m.margin + 1]
    assert not outside
    for page in range(pages(pdf)):
        image = bitmap(pdf, THERMAL_DPI, page)
        assert image.width == m.width
        ink = ImageChops.invert(image.convert("L")).getbbox()
        assert ink is not None
        assert m.margin - 1 <= ink[0]
        assert ink[2] <= m.width - m.margin + 1
        assert ink[1] >= EDGE[paper]
        assert ink[3] <= image.height - EDGE[paper]


@every_sample
def test_no_line_stands_on_another(sample: Receipt, fonts: FontStack) -> None:
    sheet = collection_sheet(sample)
    for page in (roll_page(sheet, fonts), *a4_pages(sheet, fonts)):
        assert not overlaps(page, fonts)


texts = st.text(st.sampled_from("收件回执民政局（）《》，。：；、”“ 12,.-abcXYZ"), min_size=1, max_size=60)


@settings(max_examples=40)
@given(
    station=texts,
    names=st.lists(texts, min_size=1, max_size=3),
    rows=st.lists(st.tuples(texts, texts), max_size=12),
    owed=st.lists(texts, max_size=6),
)
def test_whatever_is_said_nothing_overlaps_or_overflows(
    station: str, names: list[str], rows: list[tuple[str, str]], owed: list[str], fonts: FontStack
) -> None:
    materials = tuple(ReceiptMaterial(name, satisfied) for name, satisfied in rows)
    sample = msgspec.structs.replace(
        SAMPLES["one"], station=station, items=tuple(names), materials=materials, owed=tuple(owed)
    )
    sheet = collection_sheet(sample)
    for page, m in ((roll_page(sheet, fonts), ROLL), *((page, A4) for page in a4_pages(sheet, fonts))):
        assert not overlaps(page, fonts)
        assert not [box for box in boxes(page, fonts) if box[0] < m.margin or box[2] > m.width - m.margin + 1]
        assert not [box for box in boxes(page, fonts) if box[1] < 0 or box[3] > page.height]


def test_an_ordinary_receipt_takes_one_sheet(fonts: FontStack) -> None:
    for name in ("zh", "en", "mn", "one"):
        assert pages(LAYOUTS[Paper.A4](SAMPLES[name], fonts)) == 1
    assert pages(LAYOUTS[Paper.A4](SAMPLES["long"], fonts)) > 1


@every_paper
def test_large_print_is_the_same_story_in_larger_letters(paper: Paper, fonts: FontStack) -> None:
    small, large = LAYOUTS[paper](SAMPLES["zh"], fonts), LAYOUTS[paper](SAMPLES["large"], fonts)
    sizes = [
        {
            mark.size
            for page in _pages(collection_sheet(SAMPLES[name]), paper, fonts)
            for mark in page.marks
            if isinstance(mark, Words)
        }
        for name in ("zh", "large")
    ]
    assert min(sizes[1]) == min(sizes[0]) * 145 // 100
    assert set("".join(text_by_pdfium(small).split())) <= set("".join(text_by_pdfium(large).split()))


@every_paper
def test_a_mark_stands_on_paper_that_is_not_for_real(paper: Paper, fonts: FontStack) -> None:
    assert "演示" in text_by_pdfium(LAYOUTS[paper](SAMPLES["demo-mn"], fonts))
    assert "演示" not in text_by_pdfium(LAYOUTS[paper](SAMPLES["mn"], fonts))


def test_in_large_print_the_ways_stand_under_the_code(fonts: FontStack) -> None:
    page = roll_page(collection_sheet(SAMPLES["large"]), fonts)
    ways = next(
        mark for mark in page.marks if isinstance(mark, Words) and mark.text == SAMPLES["large"].words["how_to_follow"]
    )
    lowest = max(mark.y + mark.height for mark in page.marks if isinstance(mark, Area) and mark.width == 7 * 5)
    assert ways.x == ROLL.margin
    assert ways.y > lowest


def _pages(sheet: Sheet, paper: Paper, fonts: FontStack) -> tuple[Block, ...]:
    return (roll_page(sheet, fonts),) if paper is Paper.ROLL_80 else a4_pages(sheet, fonts)


@pytest.mark.parametrize(("sample", "modules", "module"), [("zh", 57, 4), ("early", 29, 8)])
def test_the_code_stands_on_whole_dots_in_its_quiet_zone(
    sample: str, modules: int, module: int, fonts: FontStack
) -> None:
    image = bitmap(LAYOUTS[Paper.ROLL_80](SAMPLES[sample], fonts), THERMAL_DPI)
    top = next(mark.y for mark in roll_page(collection_sheet(SAMPLES[sample]), fonts).marks if _is_finder(mark, module))
    side = modules * module
    code = image.crop((32, top, 32 + side, top + side))
    small = code.resize((modules, modules), Image.Resampling.NEAREST)
    # Every module is as many equal dots as it should be exactly when enlarging one dot of each gives the picture back.
    again = small.resize((side, side), Image.Resampling.NEAREST)
    assert ImageChops.difference(again.convert("L"), code.convert("L")).getbbox() is None
    quiet = 4 * module
    around = image.crop((32 - quiet, top - quiet, 32 + side + quiet, top + side + quiet)).convert("L")
    around.paste(255, (quiet, quiet, quiet + side, quiet + side))
    assert ImageChops.invert(around).getbbox() is None


def _is_finder(mark: object, module: int) -> bool:
    return getattr(mark, "width", 0) == 7 * module and getattr(mark, "height", 0) == module


@every_paper
def test_equal_receipts_are_equal_bytes_in_every_process(paper: Paper, fonts: FontStack, root: Path) -> None:
    here = {name: sha256(LAYOUTS[paper](sample, fonts)).hexdigest() for name, sample in SAMPLES.items()}
    for seed, order in (("1", list(SAMPLES)), ("2", list(SAMPLES)[::-1])):
        command = (sys.executable, "-m", "tests.printers.press", paper, *order)
        done = subprocess.run(
            command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=60
        )
        assert dict(line.split() for line in done.stdout.decode().splitlines()) == here


@every_paper
def test_nothing_else_of_the_machine_is_in_the_file(paper: Paper, fonts: FontStack) -> None:
    pdf = LAYOUTS[paper](SAMPLES["zh"], fonts)
    assert b"/CreationDate (D:2000" in pdf
    assert str(Path.home()).encode() not in pdf


def test_a_text_no_code_can_hold_is_told_by_its_code(fonts: FontStack) -> None:
    for text in ("A" * 3000, "不是码"):
        with pytest.raises(PrinterError) as told:
            LAYOUTS[Paper.ROLL_80](msgspec.structs.replace(SAMPLES["one"], qr_text=text), fonts)
        assert told.value.code == PrinterFault.CODE_TOO_LARGE
