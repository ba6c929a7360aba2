"""The painted item for traditional Mongolian: columns from top to bottom, set from left to right."""

import math

from PySide6.QtCore import Property, QPointF, QRect, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.made import emptied_at_the_end
from ui.mongolian_columns import Column, Piece, Setting, set_columns

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# Between columns, in text sizes: the font's own line height (1.7) tears columns apart.
PITCH = 1.3
# Final tails swing left past their column by up to this much of the text size.
TAIL_ROOM = 0.15


@QmlElement
class VerticalText(QQuickPaintedItem):
    """Mongolian text in columns of the item's height; `implicitWidth` follows the number of columns.

    Qt calls `paint` from the GUI thread only with the software backend or the basic render loop; keep it so.
    """

    textChanged = Signal()
    pixelSizeChanged = Signal()
    colorChanged = Signal()
    columnCountChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        emptied_at_the_end(self)
        self._text = ""
        self._pixel_size = 36
        self._color = QColor("black")
        self._columns: list[Column] = []
        self.setAntialiasing(True)
        self.heightChanged.connect(self._relayout)
        self.widthChanged.connect(self._repaint)

    def _get_text(self) -> str:
        return self._text

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._relayout()
            self.textChanged.emit()

    def _get_pixel_size(self) -> int:
        return self._pixel_size

    def _set_pixel_size(self, pixel_size: int) -> None:
        if pixel_size != self._pixel_size and pixel_size > 0:
            self._pixel_size = pixel_size
            self._relayout()
            self.pixelSizeChanged.emit()

    def _get_color(self) -> QColor:
        return self._color

    def _set_color(self, color: QColor) -> None:
        if color != self._color:
            self._color = color
            self.update()
            self.colorChanged.emit()

    def _get_column_count(self) -> int:
        return len(self._columns)

    text = Property(str, _get_text, _set_text, notify=textChanged)
    pixelSize = Property(int, _get_pixel_size, _set_pixel_size, notify=pixelSizeChanged)
    color = Property(QColor, _get_color, _set_color, notify=colorChanged)
    columnCount = Property(int, _get_column_count, notify=columnCountChanged)

    def glyphs(self) -> list[list[int]]:
        """Glyph ids of each shaped piece, in reading order, for comparison with an independent shaper."""
        return [
            [glyph for run in piece.layout.glyphRuns() for glyph in run.glyphIndexes()]
            for column in self._columns
            for piece in column.pieces
            if piece.layout is not None
        ]

    @Slot()
    def _relayout(self) -> None:
        before = len(self._columns)
        setting = Setting(self._pixel_size)
        room = self.height() if self.height() > 0 else float("inf")
        self._columns = set_columns(self._text, setting, room=room)
        longest = max((column.length for column in self._columns), default=0.0)
        self.setImplicitSize(len(self._columns) * PITCH * self._pixel_size + TAIL_ROOM * self._pixel_size, longest)
        if len(self._columns) != before:
            self.columnCountChanged.emit()
        self._repaint()

    @Slot()
    def _repaint(self) -> None:
        # A rectangle given: the item's own idea of what is dirty is the size it had when last asked, often an older one.
        self.update(QRect(0, 0, math.ceil(max(0.0, self.width())), math.ceil(max(0.0, self.height()))))

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self._color)
        for number, column in enumerate(self._columns):
            centre = (TAIL_ROOM + PITCH * (number + 0.5)) * self._pixel_size
            for piece in column.pieces:
                _draw(painter, piece, QPointF(centre, piece.offset))


def _draw(painter: QPainter, piece: Piece, at: QPointF) -> None:
    """Draw a piece hanging from `at`, its stem (or the middle of an upright character) on the column's centre."""
    painter.save()
    painter.translate(at)
    if piece.layout is None:
        painter.setFont(piece.font)
        painter.drawText(QPointF(-piece.advance / 2, piece.axis), piece.text)
    else:
        painter.rotate(90)
        piece.layout.draw(painter, QPointF(0, piece.axis))
    painter.restore()
