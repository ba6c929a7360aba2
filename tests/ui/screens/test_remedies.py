"""Every remedy of the fault catalogue is drawn: a person who cannot read the code sees what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.journey import states
from kiosk.status.faults import FAULTS, Remedy
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import items

Open = Callable[..., Opened]
DRAWN = {
    Remedy.CALL_STAFF: "bell",
    Remedy.CHECK_PRINTER: "printer",
    Remedy.CHECK_READER: "idcard",
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
    stages = {item.property("stage") for item in items(panel) if item.isVisible()}
    assert (DRAWN[remedy] in names) if remedy in DRAWN else "empty" in stages
