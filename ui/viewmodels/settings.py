"""How a person wants to see: text size, contrast, motion; back to normal when they have left."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.base import ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

SCALES = (1.0, 1.15, 1.3, 1.6)
CONTRASTS = ("normal", "high", "dark")


@QmlElement
class SettingsViewModel(ViewModel):
    """Four text sizes, three contrasts, motion or none; `open` while the panel for them is shown."""

    textScaleChanged = Signal()
    contrastChanged = Signal()
    animatedChanged = Signal()
    openChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, textScale=1.0, contrast="normal", animated=True, open=False)

    @Property(float, notify=textScaleChanged)
    def textScale(self) -> float:
        return self.shown("textScale", float)

    @Property(str, notify=contrastChanged)
    def contrast(self) -> str:
        return self.shown("contrast", str)

    @Property(bool, notify=animatedChanged)
    def animated(self) -> bool:
        return self.shown("animated", bool)

    @Property(bool, notify=openChanged)
    def open(self) -> bool:
        return self.shown("open", bool)

    @Slot()
    def toggle(self) -> None:
        """Open or close the panel."""
        self.show(open=not self._shown["open"])

    @Slot(float)
    def chooseScale(self, scale: float) -> None:
        """One of the four sizes."""
        if scale in SCALES:
            self.show(textScale=scale)

    @Slot(str)
    def chooseContrast(self, contrast: str) -> None:
        """One of the three contrasts."""
        if contrast in CONTRASTS:
            self.show(contrast=contrast)

    @Slot()
    def toggleMotion(self) -> None:
        """Let things move, or show only where they end."""
        self.show(animated=not self._shown["animated"])
