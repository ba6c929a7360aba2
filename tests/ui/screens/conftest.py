"""Windows over the screens' stage, off-screen; a warning of QML fails the test that caused it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.base.texts import Texts
from kiosk.journey.visit import Facts
from tests.ui.screens.measures import items
from tests.ui.screens.stage import Stage, make_facts, read_files
from ui.fonts import load_fonts
from ui.viewmodels.ports import Simulation
from ui.viewmodels.settings import SettingsViewModel
from ui.window import KioskWindow, Orientation, open_window


@dataclass(frozen=True, slots=True)
class Opened:
    """An open window over a stage, and a finger."""

    stage: Stage
    kiosk: KioskWindow
    finger: QPointingDevice
    qtbot: QtBot

    @property
    def window(self) -> QQuickWindow:
        return self.kiosk.window

    def settle(self) -> None:
        """Wait for two frames: what is called later happens before the first, its layout before the second."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for _ in range(2):
            with self.qtbot.waitSignal(self.window.frameSwapped, timeout=5000):
                self.window.update()
            QGuiApplication.processEvents()

    def find(self, name: str) -> QQuickItem:
        """The item of this name that is seen."""
        found = next((item for item in items(self.window.contentItem()) if item.objectName() == name), None)
        if found is None:
            raise LookupError(name)
        return found

    def touch(self, name: str) -> None:
        """Press and lift a finger in the middle of the item of this name."""
        item = self.find(name)
        self.touch_at(item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint())

    def touch_at(self, *points: QPoint) -> None:
        """Press at the first point, move through the others, lift at the last."""
        first, *rest = points
        QTest.touchEvent(self.window, self.finger).press(0, first, self.window).commit()
        for point in rest:
            QTest.touchEvent(self.window, self.finger).move(0, point, self.window).commit()
        QTest.touchEvent(self.window, self.finger).release(0, points[-1], self.window).commit()
        self.settle()


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The product's sentences, read once."""
    return read_files()


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The real list, read once."""
    return make_facts()


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> None:
    """The vendored fonts, loaded once."""
    load_fonts()


@pytest.fixture(scope="session")
def finger(qapp: QGuiApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def opened(
    fonts: None, finger: QPointingDevice, qtbot: QtBot, texts: Texts, facts: Facts
) -> Iterator[Callable[..., Opened]]:
    """Open a window: `opened("landscape", scale=1.6, contrast="dark")`; nothing moves in it."""
    every: list[Opened] = []

    def show(
        orientation: Orientation = "portrait",
        *,
        scale: float = 1.0,
        contrast: str = "normal",
        simulation: Simulation | None = None,
    ) -> Opened:
        stage = Stage(facts, texts, simulation)
        settings = stage.of(SettingsViewModel)
        settings.toggleMotion()
        settings.chooseScale(scale)
        settings.chooseContrast(contrast)
        kiosk = open_window(stage.viewmodels, orientation=orientation)
        kiosk.show()
        kiosk.window.requestActivate()
        every.append(Opened(stage, kiosk, finger, qtbot))
        every[-1].settle()
        return every[-1]

    yield show
    said = [warning for each in every for warning in each.kiosk.warnings]
    for each in every:
        each.kiosk.close()
        said += each.kiosk.warnings
        # Stage and view-models hold each other: 20 MB of pinyin would wait for the collector, which comes too rarely.
        left = ref(each.stage.viewmodels)
        del each.stage.viewmodels
        assert left() is None, "something holds the view-models of a window that is closed"
    assert not said, "QML warned: " + "; ".join(dict.fromkeys(said))
