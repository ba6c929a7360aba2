"""Sets Mongolian text into columns: shaping by word, breaks only at U+0020, Chinese characters upright."""

import re
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF, QRawFont, QTextLayout

from ui.fonts import FAMILIES

NIRUGU = "\u180a"
# Chinese characters and full-width forms stand upright; everything else lies along the column.
UPRIGHT = re.compile(r"[\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
MONGOLIAN = re.compile(r"[\u1800-\u18af]")
CHUNK = re.compile(f"(?P<upright>{UPRIGHT.pattern})|(?P<along>(?:(?!{UPRIGHT.pattern}).)+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is drawn in one go; `offset` and `advance` run down the column, `axis` is where its drawing starts across it."""

    text: str
    layout: QTextLayout | None
    font: QFont
    advance: float
    axis: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its pieces from the top and its length in pixels."""

    pieces: tuple[Piece, ...]
    length: float


class Setting:
    """Fonts and measures for one text size in pixels."""

    def __init__(self, pixel_size: int) -> None:
        self.along = QFont([FAMILIES[1], FAMILIES[0], *FAMILIES[2:]])
        self.along.setPixelSize(pixel_size)
        self.upright = QFont(list(FAMILIES))
        self.upright.setPixelSize(pixel_size)
        self.pixel_size = pixel_size
        self.space = QFontMetricsF(self.along).horizontalAdvance(" ")
        raw = QRawFont.fromFont(self.along)
        # The bare stem (nirugu) tells where this font's stems run above the baseline.
        self.stem = raw.boundingRect(raw.glyphIndexesForString(NIRUGU)[0]).center().y()
        self.middle = -QFontMetricsF(self.upright).capHeight() / 2

    def piece(self, text: str) -> Piece:
        if UPRIGHT.match(text):
            metrics = QFontMetricsF(self.upright)
            drop = (self.pixel_size + metrics.capHeight()) / 2 + self.pixel_size * 0.04
            return Piece(text, None, self.upright, max(self.pixel_size, metrics.horizontalAdvance(text)), drop)
        mongolian = MONGOLIAN.search(text) is not None
        layout = QTextLayout(text, self.along if mongolian else self.upright)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        axis = -line.ascent() - (self.stem if mongolian else self.middle)
        return Piece(text, layout, self.along, line.naturalTextWidth(), axis)


def set_columns(text: str, setting: Setting, *, room: float) -> list[Column]:
    """Break `text` into columns at most `room` pixels long; a word longer than that stands alone and overhangs."""
    columns: list[Column] = []
    pieces: list[Piece] = []
    end = 0.0
    for word in text.split(" "):
        shaped = [setting.piece(match.group()) for match in CHUNK.finditer(word)]
        gap = setting.space if pieces else 0.0
        if pieces and end + gap + sum(piece.advance for piece in shaped) > room + 0.5:
            columns.append(Column(tuple(pieces), end))
            pieces, end, gap = [], 0.0, 0.0
        end += gap
        for piece in shaped:
            if piece.layout is None and pieces and end + piece.advance > room + 0.5:
                columns.append(Column(tuple(pieces), end))
                pieces, end = [], 0.0
            pieces.append(replace(piece, offset=end))
            end += piece.advance
    if pieces:
        columns.append(Column(tuple(pieces), end))
    return columns
