"""Every remedy of the fault catalogue is drawn: a person who cannot read the code sees what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.status.faults import FAULTS, Remedy
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import faults, items
from tests.ui.screens.walks import AT_THE_START
from ui.window import Orientation

Open = Callable[..., Opened]
DRAWN = {
    Remedy.CALL_STAFF: "bell",
    Remedy.CHECK_PRINTER: "printer",
    Remedy.CALL_TECHNICIAN: "phone",
    Remedy.WAIT: "clock",
}


@pytest.mark.parametrize("remedy", list(Remedy))
def test_a_fault_shows_its_remedy(opened: Open, remedy: Remedy) -> None:
    shown = opened()
    code = next(fault.code for fault in FAULTS.values() if fault.remedy is remedy)
    shown.stage.show(states.Faulted(shown.stage.state.visit, code, shown.stage.state))
    shown.settle()
    panel = shown.find("remedy")
    names = {item.property("name") for item in items(panel) if item.isVisible()}
    if remedy is Remedy.CHECK_READER:
        # Each of a reader's faults has a picture of its own: tests/ui/screens/test_card_faults.py.
        assert shown.find("card-fault").property("fault") == code
    else:
        stages = {item.property("stage") for item in items(panel) if item.isVisible()}
        assert (DRAWN[remedy] in names) if remedy in DRAWN else "empty" in stages


@pytest.mark.parametrize("scale", [1.0, 1.6])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("language", ["zh", "en", "mn"])
def test_what_keeps_a_terminal_shut_is_told_whole_on_one_page(
    opened: Open, language: Language, orientation: Orientation, scale: float
) -> None:
    shown = opened(orientation, scale=scale)
    shown.stage.post(events.Touched())
    shown.stage.post(events.LanguageChosen(language))
    for code in AT_THE_START:
        shown.stage.show(states.OutOfService(code, shown.stage.state.visit))
        shown.settle()
        assert faults(shown.window) == [], code
        assert "next-page" not in {item.objectName() for item in items(shown.window.contentItem())}, code
