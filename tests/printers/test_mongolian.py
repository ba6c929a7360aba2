"""Traditional Mongolian on paper, glyph by glyph as hb-shape has it, and readable from the file."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.receipts.collection import collection_sheet
from kiosk.receipts.model import Paper
from printers.errors import GlyphMissingError
from printers.fonts import MONGOLIAN, FontStack
from printers.layout import LAYOUTS
from printers.layout.marks import Script
from printers.layout.pages import roll_page
from printers.mongolian import columns, draw, is_mongolian, length, shaped
from tests.kiosk.receipts.samples import CATALOGUE, TEXTS
from tests.printers.paper import THERMAL_DPI, bitmap, text_by_poppler
from tests.printers.samples import SAMPLES

SIZE = 40


def _glossary() -> list[str]:
    """Every Mongolian wording that a paper could get: the terminal's sentences, its glossary, the list's own names."""
    said = {sentence.text for sentence in TEXTS.sentences["mn"].values()}
    rows = json.loads((Path(__file__).parents[1] / "kiosk" / "texts" / "glossary.json").read_text("utf-8"))
    said |= {row["mn_Mong"] or "" for row in rows}
    said |= {item.name.mn_Mong or "" for item in CATALOGUE.items}
    said |= {place.mn_Mong or "" for place in CATALOGUE.divisions}
    return sorted(text for text in said if is_mongolian(text))


def _by_hb_shape(text: str, font: Path) -> list[tuple[int, int]]:
    command = ("hb-shape", "--output-format=json", "--no-glyph-names", str(font), text)
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    return [(glyph["g"], glyph["ax"]) for glyph in json.loads(done.stdout)]


def _by_us(text: str, fonts: FontStack) -> list[tuple[int, float]]:
    font = pdfmetrics.getFont(fonts.mongolian)
    assert isinstance(font, TTFont)
    line = shaped(text, SIZE, fonts)
    advances = [glyph.x_advance for glyph in vars(line)["__shapeData__"]]
    return [(font.face.charToGlyph[ord(char)], advance) for char, advance in zip(line, advances, strict=True)]


def test_there_is_something_to_shape() -> None:
    assert len(_glossary()) > 70
    assert any("\u202f" in text for text in _glossary())


def test_every_sentence_has_the_glyphs_of_the_reference_shaper(fonts: FontStack, root: Path) -> None:
    font = root / "kiosk" / "fonts" / MONGOLIAN
    units = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font))).upem
    for text in _glossary():
        reference = _by_hb_shape(text, font)
        ours = _by_us(text, fonts)
        assert [glyph for glyph, _ in ours] == [glyph for glyph, _ in reference], text
        assert [advance for _, advance in ours] == pytest.approx(
            [advance * 1000 / units for _, advance in reference], abs=1
        )


def test_shaping_joins_what_the_bare_font_leaves_apart(fonts: FontStack) -> None:
    text = TEXTS.say("mn", "receipt.masthead")
    bare = pdfmetrics.stringWidth(text, fonts.mongolian, SIZE)
    assert length(text, SIZE, fonts) < bare * 0.8


def test_columns_break_at_words_only_and_suffixes_stay(fonts: FontStack) -> None:
    text = TEXTS.say("mn", "receipt.masthead")
    assert "\u202f" in text
    narrow = columns(text, SIZE, 10, fonts=fonts)
    assert narrow == tuple(text.split(" "))
    assert columns(text, SIZE, 10_000, fonts=fonts) == (text,)
    tight = columns(text, SIZE, 250, fonts=fonts)
    assert " ".join(tight) == text
    assert all(length(column, SIZE, fonts) <= 250 for column in tight)


def test_a_letter_the_font_lacks_is_an_error(fonts: FontStack) -> None:
    with pytest.raises(GlyphMissingError):
        shaped("ᠮ汉", SIZE, fonts)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_masthead_is_read_back_as_letters(paper: Paper, fonts: FontStack) -> None:
    text = TEXTS.say("mn", "receipt.masthead")
    read = text_by_poppler(LAYOUTS[paper](SAMPLES["mn"], fonts))
    for column in text.replace("\u202f", " ").split():
        assert column in read


def test_columns_run_down_and_the_next_stands_to_the_right(fonts: FontStack) -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 300), invariant=1)
    canvas.translate(50, 280)
    draw(canvas, ("ᠮᠣᠩᠭᠣᠯ", "ᠭᠠᠷ"), SIZE, pitch=100, fonts=fonts)
    canvas.save()
    page = bitmap(out.getvalue(), 72).convert("L").point(lambda value: 255 - value)
    first, second = page.crop((40, 0, 130, 300)).getbbox(), page.crop((140, 0, 300, 300)).getbbox()
    assert first is not None
    assert second is not None
    # Both hang from the top; the longer word is the lower; each is higher than wide.
    assert abs(first[1] - second[1]) < SIZE // 2
    assert first[3] > second[3]
    assert first[3] - first[1] > first[2] - first[0]


def test_the_roll_in_mongolian_begins_with_an_upright_block_at_the_left(fonts: FontStack) -> None:
    head = (24, 20, 140, 170)
    with_block = bitmap(LAYOUTS[Paper.ROLL_80](SAMPLES["mn"], fonts), THERMAL_DPI).convert("L").crop(head)
    (script,) = [
        mark for mark in roll_page(collection_sheet(SAMPLES["mn"]), fonts).marks[:1] if isinstance(mark, Script)
    ]
    assert (script.x, len(script.columns)) == (24, 3)
    assert with_block.histogram()[0] > 500
