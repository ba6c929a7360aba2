"""The panel of simulated readers at a whole terminal: plays in demo and training, and is nowhere in service."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.assembly import Mode, Options, Panel
from app.kiosk import Kiosk
from app.simulation import SOCKET_FILE, Order, tell
from kiosk.base.errors import ConfigError
from kiosk.base.settings import Devices
from kiosk.journey import states
from tests.app.stage import stage_in
from tests.e2e.conftest import opened
from tests.ui.screens.measures import items
from ui.fonts import load_fonts
from ui.viewmodels.simulation import SimulationViewModel


def names(kiosk: Kiosk) -> list[str]:
    """What of the panel is on the screen."""
    kiosk.window.window.contentItem().ensurePolished()
    seen = (item.objectName() for item in items(kiosk.window.window.contentItem()))
    return [name for name in seen if name.startswith("simulation")]


def test_a_mishap_and_then_a_card_are_played_by_touch(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(stage_in(tmp_path), qtbot) as table:
        assert names(table.kiosk) == ["simulation-tab"]
        panel = table.kiosk.viewmodels.findChild(SimulationViewModel)
        assert isinstance(panel, SimulationViewModel)
        table.walk(table.person(lambda: None), states.InsertingCard)
        panel.chooseGroup("mishap")
        panel.play("yank")
        table.wait(lambda: isinstance(table.state, states.InsertingCard) and table.state.problem is not None)
        assert table.says("card.problem.removed.title")
        panel.chooseGroup("card")
        panel.play("herder")
        table.wait(lambda: isinstance(table.state, states.ConfirmingIdentity))


@pytest.mark.parametrize(
    ("mode", "reader", "panel"),
    [(Mode.PRODUCTION, "pcsc", "shown"), (Mode.TRAINING, "pcsc", "shown"), (Mode.DEMO, "simulated", "hidden")],
)
def test_over_real_readers_and_in_pictures_there_is_no_panel(
    tmp_path: Path, qtbot: QtBot, mode: Mode, reader: str, panel: Panel
) -> None:
    load_fonts()
    stage = stage_in(tmp_path, devices=Devices(readers=(reader,)))
    kiosk = Kiosk(stage.product, Options(mode, tmp_path, panel=panel), "portrait")
    try:
        kiosk.window.show()
        kiosk.start()
        QTest.keyClick(kiosk.window.window, Qt.Key.Key_F9)
        assert names(kiosk) == []
        assert (tmp_path / SOCKET_FILE).exists() is (reader == "simulated")
        if reader != "simulated":
            with pytest.raises(ConfigError) as refused:
                tell(tmp_path, Order("insert", card="herder"))
            assert refused.value.code == "G07"
    finally:
        kiosk.close()
    assert not (tmp_path / SOCKET_FILE).exists()
