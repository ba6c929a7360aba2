"""By keyboard alone: the Tab order reaches everything in reading order, Enter presses, and a turned page follows the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.ui.components.conftest import Stage


def focused(stage: Stage) -> QQuickItem:
    return stage.view.activeFocusItem()


def tab_through(stage: Stage, *, most: int = 60) -> list[QQuickItem]:
    seen: list[QQuickItem] = []
    for _ in range(most):
        QTest.keyClick(stage.view, Qt.Key.Key_Tab)
        stage.settle()
        if focused(stage) in seen:
            break
        seen.append(focused(stage))
    return seen


def test_tab_reaches_every_button_of_the_page(stage: Callable[..., Stage]) -> None:
    shown = stage("Choose")
    buttons = {item for item in shown.items() if item.inherits("QQuickAbstractButton") and item.isEnabled()}
    assert buttons <= set(tab_through(shown))


def test_the_ways_out_come_in_their_fixed_order(stage: Callable[..., Stage]) -> None:
    shown = stage("Rate")
    names = [item.objectName() for item in tab_through(shown)]
    order = [name for name in names if name.startswith("footer-")]
    assert order == ["footer-back", "footer-home", "footer-helpline", "footer-staff"]


def test_enter_and_space_press(stage: Callable[..., Stage]) -> None:
    shown = stage("Rate")
    went = shown.heard("backChosen")
    shown.item("footer-back").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(shown.view, key)
    assert went == ["backChosen"] * 3


def test_the_page_turns_to_what_has_the_focus(stage: Callable[..., Stage]) -> None:
    shown = stage("Choose", scale=1.6)
    pager = shown.item("mainPager")
    visited: set[int] = set()
    for _ in range(20):
        QTest.keyClick(shown.view, Qt.Key.Key_Tab)
        shown.settle()
        visited.add(pager.property("current"))
    assert visited == set(range(pager.property("pageCount")))


def test_a_notice_keeps_the_focus(stage: Callable[..., Stage]) -> None:
    shown = stage("Noticed")
    behind = shown.item("footer-back")
    assert behind not in tab_through(shown)


def test_a_touch_presses_once(stage: Callable[..., Stage]) -> None:
    shown = stage("Rate")
    went = shown.heard("homeChosen")
    home = shown.item("footer-home")
    at = home.mapToScene(home.boundingRect().center()).toPoint()
    device = QTest.createTouchDevice()
    QTest.touchEvent(shown.view, device).press(0, at, shown.view).commit()
    QTest.touchEvent(shown.view, device).release(0, at, shown.view).commit()
    shown.settle()
    assert went == ["homeChosen"]


def test_a_finger_leaves_its_strokes(stage: Callable[..., Stage]) -> None:
    shown = stage("Sign")
    pad = shown.item("pad")
    shown.call(pad, "clear")
    start = pad.mapToScene(pad.boundingRect().topLeft()).toPoint() + QPoint(100, 100)
    QTest.mousePress(shown.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(shown.view, start + QPoint(200, 100))
    QTest.mouseRelease(shown.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(200, 100))
    (stroke,) = pad.property("strokes").toVariant()
    per_px = (10000 / pad.width(), 10000 / pad.height())
    # The pad may lie on half a pixel.
    assert stroke[0][:2] == pytest.approx([100 * per_px[0], 100 * per_px[1]], abs=30)
    assert stroke[-1][:2] == pytest.approx([300 * per_px[0], 200 * per_px[1]], abs=30)
    assert stroke[0][2] == 0
    assert [point[2] for point in stroke] == sorted(point[2] for point in stroke)
