"""Traditional Mongolian on paper: shaped by HarfBuzz, in vertical columns from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr
from reportlab.pdfgen.canvas import Canvas

from printers.errors import GlyphMissingError
from printers.fonts import FontStack


def is_mongolian(text: str) -> bool:
    """Whether the text has letters of the traditional script (Unicode block 1800–18AF)."""
    return any("\u1800" <= char <= "\u18af" for char in text)


def shaped(line: str, size: int, fonts: FontStack) -> ShapedStr:
    """The line as glyphs; GlyphMissingError when the font lacks one of its letters.

    The whole line at once: Paragraph and drawString either cut it at U+202F, which gives suffixes the wrong
    form, or do not shape it at all without an error.
    """
    for char in line:
        if not fonts.has_mongolian(char):
            raise GlyphMissingError(char)
    result = shapeStr(line, fonts.mongolian, size, force=True)
    if not isinstance(result, ShapedStr):
        raise TypeError("the Mongolian font was registered without shaping")
    return result


def length(line: str, size: int, fonts: FontStack) -> float:
    """How long the line is once shaped, in the unit of `size`."""
    glyphs = vars(shaped(line, size, fonts))["__shapeData__"]
    return float(sum(glyph.x_advance for glyph in glyphs)) * size / 1000


def columns(text: str, size: int, height: int, *, fonts: FontStack) -> tuple[str, ...]:
    """The text in columns no longer than `height`, broken at U+0020 only: suffixes stay with their word."""
    done: list[str] = []
    for word in text.split(" "):
        joined = f"{done[-1]} {word}" if done else word
        if done and length(joined, size, fonts) <= height:
            done[-1] = joined
        else:
            done.append(word)
    return tuple(done)


def draw(canvas: Canvas, lines: Sequence[str], size: int, *, pitch: int, fonts: FontStack) -> None:
    """Draw the columns, `pitch` apart, with the canvas' origin at their upper left corner, y upwards."""
    canvas.saveState()
    canvas.rotate(-90)
    canvas.setFont(fonts.mongolian, size)
    for place, line in enumerate(lines):
        # Glyph ids stand where Unicode should: /ActualText (ISO 32000-1 §14.9.4) gives readers and searches the letters.
        actual = f"\ufeff{line}".encode("utf-16-be").hex().upper()
        canvas.addLiteral(f"/Span << /Lang (mn-Mong) /ActualText <{actual}> >> BDC")
        # The stems' optical middle lies 0.3 em above the baseline.
        canvas.drawString(0, place * pitch + pitch // 2 - size * 3 // 10, shaped(line, size, fonts))
        canvas.addLiteral("EMC")
    canvas.restoreState()
