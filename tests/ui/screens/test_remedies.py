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
# Each fault of these has a picture of its own: test_card_faults.py, test_printer_faults.py.
OWN = {
    Remedy.CHECK_READER: "card-fault",
    Remedy.CHECK_PRINTER: "printer-fault",
    Remedy.CHANGE_PAPER: "printer-fault",
}
DRAWN = {
    Remedy.CALL_STAFF: "bell",
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
    if remedy in OWN:
        own = shown.find(OWN[remedy])
        assert own.isVisible() and own.property("fault") == code and own.property("known")
    else:
        assert DRAWN[remedy] in {item.property("name") for item in items(panel) if item.isVisible()}


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
