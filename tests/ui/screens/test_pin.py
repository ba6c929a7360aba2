"""The clerk's PIN: dots on the screen, one event when it is sent, and nothing left in box, view-models, properties or readers of screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.identity.clerk import PinRefusal, PinTrouble
from kiosk.journey import events, states
from tests.privacy import places
from tests.privacy.search import leaks
from tests.ui.screens.clerks import CLERK_S_CARD, PIN, put_in
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import items
from tests.ui.screens.stage import to_card

Open = Callable[..., Opened]


def at_the_pin(shown: Opened) -> None:
    """Somebody without a card; the clerk's card is in."""
    to_card(shown.stage, "rp-alive")
    shown.stage.post(events.ClerkAsked())
    put_in(shown.stage)
    shown.settle()
    assert isinstance(shown.stage.state, states.EnteringPin)


def box(shown: Opened) -> QQuickItem:
    """Where it is written."""
    return next(item for item in items(shown.find("pin")) if item.inherits("QQuickTextInput"))


def press(shown: Opened, digits: str = PIN) -> None:
    """The keys of the glass, one after another."""
    for digit in digits:
        shown.touch(f"key-{digit}")


def typed(shown: Opened) -> list[str]:
    """Every PIN that was sent off."""
    return [event.pin for event in shown.stage.posted if isinstance(event, events.PinEntered)]


def test_dots_stand_for_what_is_written_and_it_is_sent_once(opened: Open) -> None:
    shown = opened()
    at_the_pin(shown)
    press(shown)
    assert box(shown).property("displayText") == "●" * len(PIN)
    shown.touch("key-done")
    assert typed(shown) == [PIN]
    assert isinstance(shown.stage.state, states.ProvingClerk)


def test_enter_sends_it_too_and_an_empty_box_sends_nothing(opened: Open) -> None:
    shown = opened("landscape")
    at_the_pin(shown)
    QTest.keyClick(shown.window, Qt.Key.Key_Return)
    shown.touch("key-done")
    assert typed(shown) == []
    for digit in PIN:
        QTest.keyClick(shown.window, Qt.Key(ord(digit)))
    QTest.keyClick(shown.window, Qt.Key.Key_Return)
    assert typed(shown) == [PIN]


def test_a_reader_of_screens_is_told_that_it_is_a_pin_and_no_digit_of_it(opened: Open) -> None:
    shown = opened()
    at_the_pin(shown)
    press(shown)
    told = QAccessible.queryAccessibleInterface(box(shown))
    assert told.state().passwordEdit
    said = [told.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)]
    assert said[0] and not any(PIN in text for text in said)


@pytest.mark.parametrize("way", ["warned", "help", "left", "refused", "back", "wiped"])
def test_the_box_is_empty_whenever_nobody_is_writing_in_it(opened: Open, way: str) -> None:
    shown = opened()
    at_the_pin(shown)
    press(shown, PIN[:4])
    state = shown.stage.state
    assert isinstance(state, states.EnteringPin) and box(shown).property("text") == PIN[:4]
    if way == "warned":
        shown.stage.post(events.TimedOut())
        shown.stage.post(events.StillHere())
    elif way == "help":
        shown.stage.post(events.HelpPressed("staff"))
        shown.stage.post(events.BackPressed())
    elif way == "left":
        QTest.keyClick(shown.window, Qt.Key.Key_Tab)
    elif way == "refused":
        shown.stage.show(states.EnteringPin(state.visit, CLERK_S_CARD, refusal=PinRefusal(PinTrouble.WRONG, 1)))
    else:
        shown.stage.post(events.BackPressed() if way == "back" else events.HomePressed())
        shown.settle()
        assert not isinstance(shown.stage.state, states.EnteringPin)
        shown.stage.show(state)
    shown.settle()
    assert box(shown).property("text") == ""
    assert typed(shown) == []


def test_a_key_finds_the_box_though_the_focus_was_elsewhere(opened: Open) -> None:
    shown = opened()
    at_the_pin(shown)
    QTest.keyClick(shown.window, Qt.Key.Key_Tab)
    press(shown, "4")
    assert box(shown).property("text") == "4"


def test_no_digit_is_left_anywhere_behind_the_screen(opened: Open) -> None:
    shown = opened()
    at_the_pin(shown)
    press(shown)
    shown.touch("key-done")
    assert leaks(places.screen(shown.window, shown.stage.viewmodels), (PIN,)) == {}
