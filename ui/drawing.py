"""The painted item for line drawings: SVG elements on their own grid, kept as a bitmap between changes."""

from PySide6.QtCore import Property, QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from PySide6.QtSvg import QSvgRenderer

from ui.made import emptied_at_the_end

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Drawing(QQuickPaintedItem):
    """Paints `elements` (SVG, without its root) on a grid of `gridWidth` by `gridHeight`, scaled to the item's size.

    Qt Quick's own Shape is not used: with the software backend of Qt 6.11 it leaves its old picture behind when it moves,
    and is drawn in full when it lies wholly outside a clip.
    """

    elementsChanged = Signal()
    gridChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        emptied_at_the_end(self)
        self._elements = ""
        self._grid_width = 64.0
        self._grid_height = 64.0
        self.setAntialiasing(True)
        self.widthChanged.connect(self._repaint)
        self.heightChanged.connect(self._repaint)

    def _get_elements(self) -> str:
        return self._elements

    def _set_elements(self, elements: str) -> None:
        if elements != self._elements:
            self._elements = elements
            self._repaint()
            self.elementsChanged.emit()

    def _get_grid_width(self) -> float:
        return self._grid_width

    def _set_grid_width(self, grid_width: float) -> None:
        self._grid_width = grid_width
        self._repaint()
        self.gridChanged.emit()

    def _get_grid_height(self) -> float:
        return self._grid_height

    def _set_grid_height(self, grid_height: float) -> None:
        self._grid_height = grid_height
        self._repaint()
        self.gridChanged.emit()

    elements = Property(str, _get_elements, _set_elements, notify=elementsChanged)
    gridWidth = Property(float, _get_grid_width, _set_grid_width, notify=gridChanged)
    gridHeight = Property(float, _get_grid_height, _set_grid_height, notify=gridChanged)

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paint(self, painter: QPainter) -> None:
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self._grid_width} {self._grid_height}">'
            f"{self._elements}</svg>"
        )
        renderer = QSvgRenderer(svg.encode())
        renderer.render(painter, QRectF(0, 0, self.width(), self.height()))
