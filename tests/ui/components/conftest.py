"""A stage for components: one engine, the theme in reach, pages of the gallery shown in a real window off-screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSize, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickView
from pytestqt.qtbot import QtBot

from ui.drawing import Drawing
from ui.fonts import load_fonts
from ui.input.keyboard import KeyboardViewModel
from ui.input.pinyin import PinyinEngine, load_engine
from ui.mongolian import VerticalText

GALLERY = Path(__file__).parent / "gallery"
PAGES = sorted(path.stem for path in GALLERY.glob("*.qml"))
REGISTERED = (Drawing, VerticalText, KeyboardViewModel)
SIZES = {True: QSize(1080, 1920), False: QSize(1920, 1080)}
CHINESE = {
    "back": "返回", "home": "首页", "helpline": "12345", "staff": "叫人帮忙", "language": "语言", "larger": "大字", "louder": "朗读",
    "nextPage": "下一页", "previousPage": "上一页", "page": "第 %1 页，共 %2 页", "step": "第 %1 步，共 %2 步", "or": "或",
    "keyPinyin": "拼音", "keyLetters": "英文", "keyDigits": "123", "keySpace": "空格", "keyDone": "写好了", "keyErase": "删除",
    "keyNext": "后面的", "keyPrevious": "前面的", "keyShift": "大写",
}  # fmt: skip
ENGLISH = {
    "back": "Back", "home": "Home", "helpline": "12345", "staff": "Call staff", "language": "Language", "larger": "Larger", "louder": "Read aloud",
    "nextPage": "Next page", "previousPage": "Previous page", "page": "Page %1 of %2", "step": "Step %1 of %2", "or": "or",
    "keyPinyin": "Pinyin", "keyLetters": "Letters", "keyDigits": "123", "keySpace": "Space", "keyDone": "Done", "keyErase": "Erase",
    "keyNext": "Next", "keyPrevious": "Previous", "keyShift": "Capitals",
}  # fmt: skip
# From the glossary; what it lacks stays Chinese.
MONGOLIAN = CHINESE | {
    "back": "ᠪᠤᠴᠠᠬᠤ", "home": "ᠨᠢᠭᠤᠷ ᠬᠠᠭᠤᠳᠠᠰᠤ", "staff": "ᠲᠤᠰᠠᠯᠠᠬᠤ ᠠᠵᠢᠯᠲᠠᠨ", "language": "ᠬᠡᠯᠡ", "larger": "ᠲᠣᠮᠤ ᠦᠰᠦᠭ", "louder": "ᠳᠠᠭᠤ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """A window with one gallery page in it."""

    view: QQuickView
    theme: QObject
    keys: KeyboardViewModel
    qtbot: QtBot

    @property
    def page(self) -> QQuickItem:
        return self.view.rootObject()

    def set(self, **settings: Any) -> None:
        """Change the theme and let the page settle."""
        for name, value in settings.items():
            self.theme.setProperty(name, value)
        self.settle()

    def settle(self) -> None:
        """Wait for two frames: what is called later happens before the first, its layout before the second."""
        for _ in range(2):
            if self.view.isExposed():
                with self.qtbot.waitSignal(self.view.frameSwapped, timeout=5000):
                    self.view.update()
            QGuiApplication.processEvents()

    def item(self, name: str) -> QQuickItem:
        """The item of this object name, on whatever page it lies."""
        waiting = [self.view.contentItem()]
        for item in waiting:
            if item.objectName() == name:
                return item
            waiting += item.childItems()
        raise LookupError(name)

    def items(self, root: QQuickItem | None = None) -> Iterator[QQuickItem]:
        """Every item a person sees, the window's popups included."""
        for child in (root or self.view.contentItem()).childItems():
            if child.isVisible() and child.opacity() > 0:
                yield child
                yield from self.items(child)

    def heard(self, signal: str) -> list[str]:
        """A list that grows by one whenever the page gives this signal."""
        times: list[str] = []
        getattr(self.page, signal).connect(lambda: times.append(signal))
        return times

    def call(self, item: QQuickItem, method: str) -> None:
        assert item.metaObject().invokeMethod(item, method)
        self.settle()


@pytest.fixture(scope="session")
def pinyin() -> PinyinEngine:
    """The engine on the vendored table."""
    return load_engine()


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> None:
    load_fonts()


@pytest.fixture
def stage(fonts: None, pinyin: PinyinEngine, qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    """Show a page by name: `stage("Form", portrait=False)`; any QML warning fails the test."""
    said: list[str] = []
    open_stages: list[Stage] = []

    def show(name: str, *, portrait: bool = True, **settings: Any) -> Stage:
        view = QQuickView()
        view.engine().warnings.connect(lambda errors: said.extend(error.toString() for error in errors))
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.resize(SIZES[portrait])
        keys = KeyboardViewModel(pinyin)
        made = Stage(view, theme_of(view.engine()), keys, qtbot)
        words = MONGOLIAN if name == "Mongolian" else CHINESE
        standard = {"animated": False, "portrait": portrait, "vertical": name == "Mongolian", "words": words}
        made.set(**(standard | settings))
        if name in ("Form", "Digits"):
            view.setInitialProperties({"keys": keys})
        view.setSource(QUrl.fromLocalFile(str(GALLERY / f"{name}.qml")))
        assert not view.errors(), [error.toString() for error in view.errors()]
        view.show()
        view.requestActivate()
        made.settle()
        if name in ("Form", "Digits"):
            made.call(made.item("written"), "focusField")
        open_stages.append(made)
        return made

    yield show
    for each in open_stages:
        # Views die before view-models.
        each.view.setSource(QUrl())
        each.view.close()
        each.view.deleteLater()
    QGuiApplication.processEvents()
    assert not said, "QML warned: " + "; ".join(said)


def theme_of(engine: QQmlEngine) -> QObject:
    """The theme singleton of an engine."""
    probe = QQmlComponent(engine)
    probe.setData(
        b'import QtQml\nimport "theme"\nQtObject { property QtObject theme: Theme }',
        QUrl.fromLocalFile(str(GALLERY.parents[3] / "ui/qml/x.qml")),
    )
    holder = probe.create()
    assert holder is not None, [error.toString() for error in probe.errors()]
    holder.setParent(engine)
    theme = holder.property("theme")
    assert isinstance(theme, QObject)
    return theme
