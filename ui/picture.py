"""A picture painted from pixels, with the outline of a page over it; the software backend paints no VideoOutput."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.made import emptied_at_the_end

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# A name the type generator writes down as it is; at run time Qt takes Python's own list.
QVariantList = list
# A line of one colour is lost on paper or on the table; it lies on a wider one of the other.
LINE, HALO = 8.0, 16.0


@QmlElement
class PaintedPicture(QQuickPaintedItem):
    """`image` as large as the item allows, in its middle; `corners` are a page's, each (x, y) from 0 to 1 of the image."""

    imageChanged = Signal()
    cornersChanged = Signal()
    outlineChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        emptied_at_the_end(self)
        self._image = QImage()
        self._corners: list[Sequence[float]] = []
        self._outline = QColor("white")
        self.setAntialiasing(True)
        self.widthChanged.connect(self._repaint)
        self.heightChanged.connect(self._repaint)

    def _get_image(self) -> QImage:
        return self._image

    def _set_image(self, image: QImage) -> None:
        self._image = image
        self._repaint()
        self.imageChanged.emit()

    def _get_corners(self) -> list[Sequence[float]]:
        return self._corners

    def _set_corners(self, corners: list[Sequence[float]]) -> None:
        self._corners = corners
        self._repaint()
        self.cornersChanged.emit()

    def _get_outline(self) -> QColor:
        return self._outline

    def _set_outline(self, outline: QColor) -> None:
        self._outline = outline
        self._repaint()
        self.outlineChanged.emit()

    image = Property(QImage, _get_image, _set_image, notify=imageChanged)
    corners = Property(QVariantList, _get_corners, _set_corners, notify=cornersChanged)
    outline = Property(QColor, _get_outline, _set_outline, notify=outlineChanged)

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def place(self) -> QRectF:
        """Where the image lies in the item."""
        size = QSize(self._image.size()).scaled(
            int(self.width()), int(self.height()), Qt.AspectRatioMode.KeepAspectRatio
        )
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def paint(self, painter: QPainter) -> None:
        if self._image.isNull():
            return
        place = self.place()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        if self._corners:
            _draw_outline(painter, self._corners, place, colour=self._outline)


def _draw_outline(painter: QPainter, corners: list[Sequence[float]], place: QRectF, *, colour: QColor) -> None:
    page = QPolygonF([QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in corners])
    for ink, width in ((QColor("white"), HALO), (colour, LINE)):
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolygon(page)
