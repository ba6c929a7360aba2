"""Traditional Mongolian against an independent shaper (HarfBuzz's own tool), and its columns."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from ui.mongolian import PITCH, VerticalText

FONT = Path(__file__).parents[3] / "kiosk" / "fonts" / "NotoSansMongolian-Regular.ttf"
# Glossary words: final forms, MVS before a final vowel, suffixes behind NNBSP, FVS.
WORDS = [
    "ᠮᠣᠩᠭᠣᠯ", "ᠬᠡᠯᠡ", "ᠪᠤᠴᠠᠬᠤ", "ᠰᠦᠯᠵᠢᠶ\u180eᠡ", "ᠨᠡᠷ\u180eᠡ", "ᠪᠡᠶ\u180eᠡ\u202fᠶᠢᠨ", "ᠦᠨᠡᠮᠯᠡᠯ\u202fᠢᠶᠡᠨ", "ᠵᠠᠬᠢᠷᠭᠠᠨ\u202fᠤ", "ᠭᠠᠷ\u202fᠤᠨ",
    "ᠳ\u180bᠤᠭᠠᠷ", "ᠺᠣᠳ\u180b", "ᠲᠠᠪᠲᠠᠢ", "ᠮᠣᠷᠢᠯᠠᠭᠠᠷᠠᠢ", "ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡ",
]  # fmt: skip


@pytest.fixture
def text(fonts: None) -> VerticalText:
    return VerticalText()


def hb_shape(word: str) -> list[int]:
    """Glyph ids by hb-shape, of the package libharfbuzz-bin."""
    said = subprocess.run(
        ["hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", str(FONT), f"--text={word}"],
        capture_output=True, text=True, check=True, timeout=10,
    )  # fmt: skip
    return [int(glyph) for glyph in re.findall(r"\d+", said.stdout)]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.encode("unicode-escape").decode()[:24])
def test_glyphs_are_those_of_harfbuzz(text: VerticalText, word: str) -> None:
    text.setProperty("text", word)
    assert text.glyphs() == [hb_shape(word)]


def test_a_plain_space_would_shape_the_suffix_wrongly(text: VerticalText) -> None:
    text.setProperty("text", "ᠭᠠᠷ ᠤᠨ")
    apart = [glyph for word in text.glyphs() for glyph in word]
    text.setProperty("text", "ᠭᠠᠷ\u202fᠤᠨ")
    assert len(text.glyphs()) == 1
    assert apart != [glyph for word in text.glyphs() for glyph in word]


def test_columns_break_at_spaces_only(text: VerticalText) -> None:
    text.setProperty("pixelSize", 50)
    text.setProperty("text", "ᠲᠤᠰᠠᠯᠠᠬᠤ ᠠᠵᠢᠯᠲᠠᠨ ᠪᠡᠶ\u180eᠡ\u202fᠶᠢᠨ")
    text.setHeight(10_000)
    assert text.property("columnCount") == 1
    text.setHeight(220)
    assert text.property("columnCount") == 3
    text.setHeight(40)
    assert text.property("columnCount") == 3


def test_the_width_follows_the_columns_at_the_pitch(text: VerticalText) -> None:
    text.setProperty("pixelSize", 100)
    text.setProperty("text", "ᠬᠡᠯᠡ ᠬᠡᠯᠡ ᠬᠡᠯᠡ")
    widths = []
    for height in (10_000, 350, 200):
        text.setHeight(height)
        widths.append(text.implicitWidth() / 100 - text.property("columnCount") * PITCH)
    assert widths == pytest.approx([widths[0]] * 3)


def ink(text: VerticalText, width: int, height: int) -> tuple[int, int, int, int]:
    """The painted bounds: left, top, right, bottom."""
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    text.paint(painter)
    painter.end()
    dark = [(x, y) for x in range(width) for y in range(height) if image.pixelColor(x, y).red() < 128]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs), max(ys)


def test_chinese_stands_upright_below_the_mongolian(text: VerticalText) -> None:
    text.setProperty("pixelSize", 60)
    text.setProperty("text", "一")
    text.setHeight(80)
    left, top, right, bottom = ink(text, 120, 80)
    assert right - left > 3 * (bottom - top)


def test_ink_stays_inside_the_item(text: VerticalText) -> None:
    text.setProperty("pixelSize", 60)
    for word in WORDS:
        text.setProperty("text", word)
        text.setHeight(600)
        left, top, right, bottom = ink(text, 200, 620)
        assert left >= 0 and top >= 0
        assert right <= text.implicitWidth()
        assert bottom <= text.implicitHeight() + 6
