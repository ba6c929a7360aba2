"""Every character finds its font; none is printed as the box that stands for a missing one."""

from __future__ import annotations

import shutil
from io import BytesIO
from math import ceil
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import Paper
from printers.errors import GlyphMissingError, PrinterFault
from printers.fonts import RARE, FontStack, Weight
from printers.layout import LAYOUTS
from printers.pua import GB18030_PRIVATE, without_private
from printers.tounicode import to_unicode_cmap
from tests.kiosk.receipts.samples import CATALOGUE, receipt
from tests.printers.paper import bitmap, letters, pages, text_by_pdfium, text_by_poppler
from tests.printers.samples import SAMPLES

RARE_NAMES = "𬱖㛃䶮·𠅤𪾢𫖯𤧛𮧵"
_GRID = (24, 24)
# Of the mean difference of two glyphs on the grid: the box differs from itself at another size by 5, from 回 by 60.
_ALIKE = 20
_DPI = 406.4


def _shape(ink: Image.Image) -> Image.Image:
    black = ImageChops.invert(ink.convert("L"))
    return black.crop(black.getbbox()).resize(_GRID, Image.Resampling.BOX)


def _box(fonts: FontStack, weight: Weight) -> Image.Image:
    """What the font draws for a Thai letter, which it does not have."""
    return _shape(bitmap(_page(fonts.runs("收", weight)[0].font, "\u0e01"), _DPI))


def _page(font: str, text: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(90, 40), invariant=1)
    canvas.setFont(font, 24)
    canvas.drawString(6, 12, text)
    canvas.save()
    return out.getvalue()


def _boxes(pdf: bytes, fonts: FontStack) -> list[str]:
    """The letters on the pages that look like the box."""
    boxes = [_box(fonts, weight) for weight in Weight]
    pictures = [bitmap(pdf, _DPI, page) for page in range(pages(pdf))]
    found = []
    for one in letters(pdf):
        # Two dots a layout dot at this resolution.
        edges = (int(2 * one.left), int(2 * one.top), ceil(2 * one.right), ceil(2 * one.bottom))
        ink = pictures[one.page].crop(edges)
        blank = ImageChops.invert(ink.convert("L")).getbbox() is None
        assert not blank, f"{one.char} left no ink"
        if any(_difference(_shape(ink), box) < _ALIKE for box in boxes):
            found.append(one.char)
    return found


def _difference(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("name", ["zh", "en", "three", "rare", "again"])
def test_no_box_is_printed(name: str, paper: Paper, fonts: FontStack) -> None:
    assert _boxes(LAYOUTS[paper](SAMPLES[name], fonts), fonts) == []


@pytest.mark.parametrize("weight", list(Weight))
def test_a_box_would_be_seen(weight: Weight, fonts: FontStack) -> None:
    planted = _page(fonts.runs("收", weight)[0].font, "回\u0e01口")
    # The reader has no letter for it either.
    assert _boxes(planted, fonts) == ["\ufffd"]


@pytest.mark.parametrize("weight", list(Weight))
def test_rare_names_find_a_font_that_has_them(weight: Weight, fonts: FontStack) -> None:
    runs = fonts.runs(RARE_NAMES, weight)
    assert "".join(run.text for run in runs) == RARE_NAMES
    assert {run.font.split("-")[0] for run in runs} == {"NotoSansSC", "HanaMinB"}


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("name", ["𬱖㛃䶮", "㛃𬱖·", "𠅤𪾢𫖯", "𮧵䶮𤧛"])
def test_rare_names_are_read_back_as_themselves(name: str, paper: Paper, fonts: FontStack) -> None:
    made = receipt((CATALOGUE.item("rp-alive"),), name=name)
    pdf = LAYOUTS[paper](made, fonts)
    assert f"{name[:2]}*" in text_by_pdfium(pdf)
    assert f"{name[:2]}*" in text_by_poppler(pdf)


def test_the_map_above_the_first_plane_is_utf_16() -> None:
    cmap = to_unicode_cmap("F", (0x41, 0x2CC56, 0xE000, 0xD800))
    assert "<00> <0041>" in cmap
    assert f"<01> <{chr(0x2CC56).encode('utf-16-be').hex().upper()}>" in cmap
    # A private point tells in which order this process met a shaped glyph: it must not reach the file.
    assert "<02> <FFFD>" in cmap
    assert "<03> <FFFD>" in cmap


def test_the_map_keeps_to_a_hundred_entries_a_block() -> None:
    blocks = [line for line in to_unicode_cmap("F", range(1, 251)).splitlines() if line.endswith(" beginbfchar")]
    assert blocks == ["100 beginbfchar", "100 beginbfchar", "50 beginbfchar"]


def test_a_character_without_a_font_is_an_error_that_does_not_name_it(fonts: FontStack) -> None:
    with pytest.raises(GlyphMissingError) as told:
        fonts.runs("其\U00030729", Weight.REGULAR)
    assert told.value.code == PrinterFault.GLYPH_MISSING
    assert "\U00030729" not in str(told.value)
    assert "30729" not in str(told.value).upper()
    assert "307" in str(told.value)


def test_without_hanazono_the_vendored_fonts_still_print(root: Path) -> None:
    alone = FontStack(root / "kiosk" / "fonts", rare=())
    assert alone.runs("其其格𬱖", Weight.REGULAR)
    with pytest.raises(GlyphMissingError):
        alone.runs("𮧵", Weight.REGULAR)


def test_old_private_characters_become_the_ones_they_stand_for(fonts: FontStack) -> None:
    assert without_private("\ue863") == "䶮"
    assert "".join(run.text for run in fonts.runs("\ue863", Weight.BOLD)) == "䶮"
    assert not [point for point in GB18030_PRIVATE.values() if 0xE000 <= point <= 0xF8FF]
    assert len(set(GB18030_PRIVATE.values())) == len(GB18030_PRIVATE)


@pytest.mark.parametrize("harm", ["missing", "changed", "no sums"])
def test_a_font_that_is_not_the_vendored_one_is_not_used(harm: str, root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(root / "kiosk" / "fonts", folder)
    bold = folder / Weight.BOLD
    if harm == "missing":
        bold.unlink()
    elif harm == "changed":
        content = bytearray(bold.read_bytes())
        content[len(content) // 2] ^= 1
        bold.write_bytes(content)
    else:
        (folder / "SHA256SUMS").unlink()
    with pytest.raises(PrinterError) as told:
        FontStack(folder)
    assert told.value.code == PrinterFault.FONT_DAMAGED


def test_hanazono_is_where_debian_puts_it() -> None:
    assert [path.name for path in RARE if path.is_file()] == ["HanaMinA.ttf", "HanaMinB.ttf"]
