"""What QML made of ours is empty when Qt has destroyed it: a terminal shows pages for months."""

from __future__ import annotations

import gc
from collections.abc import Callable

from shiboken6 import isValid

from kiosk.journey import events, states
from tests.ui.screens.conftest import Opened
from ui.window import QML_TYPES


def test_nothing_is_kept_of_the_drawings_of_a_page_that_is_gone(opened: Callable[..., Opened]) -> None:
    shown = opened()
    for event in (events.Touched(), events.LanguageChosen("mn")):
        shown.stage.post(event)
        shown.settle()
    shown.stage.show(states.Attracting())
    shown.settle()
    gone = [made for made in gc.get_objects() if isinstance(made, QML_TYPES) and not isValid(made)]
    assert gone, "PySide lets go of what QML made: ui/made.py has nothing to do any more"
    assert [made for made in gone if vars(made)] == []
