"""The measures find what they are there to find: each fault is planted in a real page and told, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView
from pytestqt.qtbot import QtBot

from tests.ui.screens.measures import faults
from tests.ui.screens.stage import ROOT

QML = (ROOT / "ui" / "qml").as_uri()
HEAD = f'import QtQuick\nimport "{QML}/components"\nimport "{QML}/theme"\n'
WORDS = 'TextLabel { text: "words"; width: 200; height: 60 }'

Page = Callable[[str], QQuickView]


@pytest.fixture
def page(fonts: None, qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    """Show the items of a pager of 600 by 700; a page of it has room for 588."""
    views: list[QQuickView] = []

    def show(inside: str) -> QQuickView:
        file = tmp_path / "Planted.qml"
        file.write_text(
            f"{HEAD}Item {{ Component.onCompleted: Theme.animated = false; Pager {{ objectName: 'pager'; width: 600; height: 700; {inside} }} }}"
        )
        view = QQuickView()
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.resize(1080, 1920)
        view.setSource(QUrl.fromLocalFile(str(file)))
        assert not view.errors(), [error.toString() for error in view.errors()]
        view.show()
        views.append(view)
        return view

    yield show
    for view in views:
        view.setSource(QUrl())
        view.close()
        view.deleteLater()


def pager_of(view: QQuickView) -> QQuickItem:
    """The page's only pager."""
    found = view.rootObject().findChild(QQuickItem, "pager")
    assert isinstance(found, QQuickItem)
    return found


def turn(view: QQuickView, number: int) -> None:
    """To a page of the pager, settled."""
    pager_of(view).setProperty("page", number)
    for _ in range(3):
        view.grabWindow()
        QGuiApplication.processEvents()


def faults_of(view: QQuickView) -> list[list[str]]:
    """What is wrong on each page, but for the arrows, which have no words on this stage."""
    turn(view, 0)
    found = []
    for number in range(pager_of(view).property("pageCount")):
        turn(view, number)
        found.append([fault for fault in faults(view) if fault != "button '' has no name"])
    return found


def test_what_lies_on_another_page_is_no_fault(page: Page) -> None:
    found = faults_of(page("\n".join([WORDS] * 30)))
    assert len(found) > 3 and not any(found)


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ('TextLabel { text: "long"; width: 300; height: 800 }', "'long' is cut to"),
        ('SecondaryButton { text: "tall"; width: 300; implicitHeight: 800 }', "button 'tall' is cut to"),
        ("Panel { width: 300; implicitHeight: 800; height: 800 }", "Panel is cut to"),
    ],
)
def test_what_a_page_cuts_is_found_on_both_pages(page: Page, planted: str, told: str) -> None:
    found = faults_of(page(planted))
    assert len(found) == 2
    for each in found:
        assert any(told in fault for fault in each), each


def test_a_part_hidden_by_its_own_drawing_is_no_fault(page: Page) -> None:
    slot = 'Item { width: 90; height: 90; clip: true; Rectangle { y: 40; width: 90; height: 90; color: "black" } }'
    assert faults_of(page(slot)) == [[]]


def test_words_hidden_by_a_drawing_are_found(page: Page) -> None:
    slot = f"Item {{ width: 210; height: 90; clip: true; Item {{ y: 60; {WORDS} }} }}"
    assert faults_of(page(slot)) == [["'words' is cut to 200×30 of 200×60"]]


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ('TextLabel { text: "one two three"; width: 60; height: 20 }', "overflows 60×20"),
        (
            'TextLabel { text: "one two three"; width: 90; elide: Text.ElideRight; wrapMode: Text.NoWrap }',
            "is truncated",
        ),
        (f"Item {{ width: 1; height: 60; Item {{ x: 1000; {WORDS} }} }}", "leaves the window"),
        ('SecondaryButton { text: "low"; width: 300; implicitHeight: 80 }', "button 'low' is 300×80"),
    ],
)
def test_what_is_clipped_small_or_outside_is_found(page: Page, planted: str, told: str) -> None:
    (found,) = faults_of(page(planted))
    assert any(told in fault for fault in found), found
