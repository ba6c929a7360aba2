"""The terminal's window: engine, fonts, size, pictures of it, and an end in the right order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGRendererInterface
from shiboken6 import delete

from ui.drawing import Drawing
from ui.fonts import load_fonts
from ui.mongolian import VerticalText
from ui.picture import PaintedPicture
from ui.viewmodels.bundle import ViewModels

Orientation = Literal["portrait", "landscape", "screen"]

# Named here so that their modules are loaded, and with them their registration, before any QML asks for them.
QML_TYPES = (Drawing, PaintedPicture, VerticalText)

SIZES = {"portrait": QSize(1080, 1920), "landscape": QSize(1920, 1080)}


class WindowFailed(RuntimeError):
    """The window's QML could not be loaded: the installation is damaged."""


def make_application(arguments: list[str]) -> QGuiApplication:
    """The one QGuiApplication of a process, drawn without a graphics card; to be made before anything else of Qt.

    The software backend is 2.5 to 4 times faster than llvmpipe at half the memory, and keeps painting on the GUI's thread.
    """
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    application = QGuiApplication(arguments)
    load_fonts()
    return application


class KioskWindow:
    """The open window; `close` ends views before view-models."""

    def __init__(self, viewmodels: ViewModels, orientation: Orientation) -> None:
        self._viewmodels: ViewModels | None = viewmodels
        self.warnings: list[str] = []
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(lambda found: self.warnings.extend(error.toString() for error in found))
        self._engine.setInitialProperties({"vm": viewmodels})
        with as_file(files("ui") / "qml" / "Main.qml") as path:
            self._engine.load(QUrl.fromLocalFile(str(path)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowFailed("; ".join(self.warnings))
        self.window = roots[0]
        if orientation in SIZES:
            self.window.resize(SIZES[orientation])

    def show(self, *, full_screen: Literal["full", "framed"] = "framed") -> None:
        """Put it on the screen."""
        if full_screen == "full":
            self.window.showFullScreen()
        else:
            self.window.show()

    def grab(self, path: Path) -> None:
        """Write what is on the screen to a PNG; OSError when it cannot be written."""
        if not self.window.grabWindow().save(str(path)):
            raise OSError(f"cannot write {path}")

    def show_strokes(self, strokes: Sequence[Sequence[tuple[int, int, int]]]) -> None:
        """Let a played hand's signature appear on the pad; (x, y) in 1/1000 of the pad's width, as it is kept."""
        pad = self.window.findChild(QQuickItem, "pad")
        if pad is None:
            return
        ratio = pad.width() / pad.height()
        pad.setProperty("strokes", [[[x * 10, y * 10 * ratio, ms] for x, y, ms in stroke] for stroke in strokes])

    def close(self) -> None:
        """Destroy the views, then let go of the view-models."""
        if self._viewmodels is None:
            return
        self.window.close()
        # At once and in this order: a later deletion would find the view-models gone and warn of null.
        delete(self.window)
        delete(self._engine)
        self._viewmodels = None


def open_window(viewmodels: ViewModels, *, orientation: Orientation = "screen") -> KioskWindow:
    """The window over these view-models, not shown yet; WindowFailed when its QML does not load.

    "screen" leaves the size to the screen it is shown on full.
    """
    return KioskWindow(viewmodels, orientation)
