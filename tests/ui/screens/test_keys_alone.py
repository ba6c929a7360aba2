"""Without a finger: every control is reached by Tab, pressed by Enter, and the ways out have keys of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.journey import events
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import items, named
from tests.ui.screens.walks import whole
from ui.window import Orientation

MOST_CONTROLS = 60


def controls(shown: Opened) -> list[QQuickItem]:
    """What can be pressed or written in on the page as it stands, keys of the glass keyboard apart."""
    found = []
    everything = list(items(shown.window.contentItem()))
    over = next((item for item in everything if item.inherits("QQuickOverlay")), None)
    for item in items(over) if over else everything:
        button = item.inherits("QQuickAbstractButton") and item.isEnabled() and item.property("focusPolicy") != 0
        if item.objectName() in ("next-page", "previous-page"):
            # Pages turn by themselves when the focus goes on.
            continue
        if button or (item.inherits("QQuickTextInput") and item.isEnabled()):
            found.append(item)
    return found


def moved_on(shown: Opened, before: QQuickItem) -> bool:
    """Whether the focus has left: a box lets go of it when the page is laid out without the keyboard."""
    return shown.window.activeFocusItem() is not before


def tabbed(shown: Opened) -> list[QQuickItem]:
    """The controls in the order Tab gives them."""
    seen: list[QQuickItem] = []
    for _ in range(MOST_CONTROLS):
        before = shown.window.activeFocusItem()
        QTest.keyClick(shown.window, Qt.Key.Key_Tab)
        if before is not None and before.inherits("QQuickTextInput"):
            shown.qtbot.waitUntil(partial(moved_on, shown, before))
        focused = shown.window.activeFocusItem()
        if focused in seen:
            break
        seen.append(focused)
    return seen


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_tab_reaches_everything_on_every_screen(opened: Callable[..., Opened], orientation: Orientation) -> None:
    shown = opened(orientation)
    missed = []
    for stop in whole(shown.stage, "rp-alive", "zh"):
        shown.settle()
        wanted, reached = controls(shown), tabbed(shown)
        missed += [f"{stop}: {item.objectName() or item.property('text')}" for item in wanted if item not in reached]
        missed += [f"{stop}: focus without a name on {item}" for item in reached if not named(item)]
    assert not missed, "\n".join(missed)


def test_enter_presses_what_has_the_focus(opened: Callable[..., Opened]) -> None:
    shown = opened()
    for _ in range(MOST_CONTROLS):
        QTest.keyClick(shown.window, Qt.Key.Key_Tab)
        if shown.window.activeFocusItem().objectName() == "language-en":
            break
    QTest.keyClick(shown.window, Qt.Key.Key_Return)
    assert shown.stage.posted == [events.LanguageChosen("en")]


def test_the_ways_out_have_keys(opened: Callable[..., Opened]) -> None:
    shown = opened()
    shown.stage.post(events.LanguageChosen("zh"))
    shown.stage.posted.clear()
    shown.settle()
    QTest.keyClick(shown.window, Qt.Key.Key_F2)
    assert shown.stage.posted == [events.HelpPressed("staff")]
    shown.stage.post(events.StillHere())
    shown.settle()
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert shown.stage.posted[-1] == events.BackPressed()
