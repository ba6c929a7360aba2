"""The panel of simulated readers: everything can be played by touch and by keys, and it lies over nothing a person needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from devices.citizens import CLERKS
from devices.deck import CARDS, CONDITIONS, MISHAPS
from kiosk.journey import events
from kiosk.journey.visit import Language
from printers.emulator.conditions import Condition
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import items, named, place
from tests.ui.screens.test_screens import measured
from tests.ui.screens.walks import whole
from ui.viewmodels.ports import Simulation
from ui.viewmodels.simulation import SimulationViewModel
from ui.window import Orientation

Open = Callable[..., Opened]
TAB = "simulation-tab"
TAB_WIDTH = 44
GROUPS = {
    "card": ("remove", *(name for name in CARDS if name not in CLERKS)),
    "clerk": tuple(CLERKS),
    "mishap": (*MISHAPS, "unmute"),
    "reader": tuple(CONDITIONS),
    "printer": tuple(Condition),
}


class Played:
    """What the panel asked for."""

    def __init__(self, *readers: str) -> None:
        self.acts: list[tuple[str, str, str]] = []
        self.simulation = Simulation(readers, GROUPS, lambda *act: self.acts.append(act))


def there(shown: Opened) -> set[str]:
    return {item.objectName() for item in items(shown.window.contentItem())}


def test_there_is_no_trace_of_it_over_real_readers(opened: Open) -> None:
    shown = opened()
    panel = shown.stage.of(SimulationViewModel)
    QTest.keyClick(shown.window, Qt.Key.Key_F9)
    panel.play("herder")
    panel.chooseGroup("mishap")
    shown.settle()
    assert not panel.shown("open", bool) and panel.shown("rows", list) == []
    assert not [name for name in there(shown) if name.startswith("simulation")]


@pytest.mark.parametrize(("orientation", "groups"), [("portrait", tuple(GROUPS)), ("landscape", ("card",))])
def test_everything_can_be_played_by_touch(opened: Open, orientation: Orientation, groups: tuple[str, ...]) -> None:
    played = Played("bay")
    shown = opened(orientation, simulation=played.simulation)
    wanted = [("bay", group, name) for group in groups for name in GROUPS[group]]
    for _, group, name in wanted:
        shown.touch(TAB)
        if shown.stage.of(SimulationViewModel).shown("group", str) != group:
            shown.touch(f"simulation-group-{group}")
        if f"simulation-{name}" not in there(shown):
            shown.touch("next-page")
        shown.touch(f"simulation-{name}")
        assert "simulation-close" not in there(shown), "what comes of it is seen at once"
    assert played.acts == wanted
    assert shown.stage.posted == []


def test_one_of_several_readers_is_played_on(opened: Open) -> None:
    played = Played("left", "right")
    shown = opened(simulation=played.simulation)
    shown.touch(TAB)
    shown.touch("simulation-reader-right")
    shown.touch("simulation-herder")
    assert played.acts == [("right", "card", "herder")]


def test_it_is_opened_played_and_closed_by_keys(opened: Open) -> None:
    played = Played("bay")
    shown = opened(simulation=played.simulation)
    shown.stage.post(events.Touched())
    QTest.keyClick(shown.window, Qt.Key.Key_F9)
    shown.settle()
    reached = []
    for _ in range(40):
        QTest.keyClick(shown.window, Qt.Key.Key_Tab)
        focused = shown.window.activeFocusItem()
        assert named(focused)
        reached.append(focused.objectName())
        if focused.objectName() == "simulation-herder":
            break
    assert "simulation-group-reader" in reached
    QTest.keyClick(shown.window, Qt.Key.Key_Return)
    assert played.acts == [("bay", "card", "herder")]
    before = list(shown.stage.posted)
    QTest.keyClick(shown.window, Qt.Key.Key_F9)
    shown.settle()
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    shown.settle()
    assert "simulation-close" not in there(shown)
    assert shown.stage.posted == before, "its own Escape is no step back in the visit"


@pytest.mark.parametrize(
    ("language", "scale", "contrast", "orientation"),
    [
        ("zh", 1.0, "normal", "portrait"),
        ("en", 1.6, "high", "landscape"),
        ("en", 1.6, "normal", "portrait"),
        ("zh", 1.3, "dark", "landscape"),
        ("mn", 1.0, "normal", "portrait"),
    ],
)
def test_it_is_whole_in_every_way(
    opened: Open, language: Language, scale: float, contrast: str, orientation: Orientation
) -> None:
    shown = opened(orientation, scale=scale, contrast=contrast, simulation=Played("left", "right").simulation)
    shown.stage.post(events.Touched())
    shown.stage.post(events.LanguageChosen(language))
    panel = shown.stage.of(SimulationViewModel)
    panel.toggle()
    for group in GROUPS:
        panel.chooseGroup(group)
        # The tab is as wide as the page's margin: it is for whoever plays, who has F9 besides, and may cover nothing.
        found = [fault for fault in measured(shown, group) if f"is {TAB_WIDTH}×" not in fault]
        assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "orientation"), [("zh", "portrait"), ("en", "landscape"), ("mn", "portrait")])
def test_its_tab_lies_over_nothing(opened: Open, language: Language, orientation: Orientation) -> None:
    """Nothing that is read or touched, on any screen of a visit."""
    shown = opened(orientation, simulation=Played("bay").simulation)
    for stop in whole(shown.stage, "rp-alive", language):
        shown.settle()
        tab = shown.find(TAB)
        covered = [
            item.property("text") or item.objectName()
            for item in items(shown.window.contentItem())
            if (item.inherits("QQuickText") or item.inherits("QQuickAbstractButton"))
            and item is not tab
            and item.parentItem() is not tab
            and not place(item).intersected(QRectF(place(tab))).isEmpty()
        ]
        assert not covered, f"{stop}: {covered}"


def test_it_outlives_a_visit_and_keeps_nothing_of_it(opened: Open) -> None:
    shown = opened(simulation=Played("bay").simulation)
    panel = shown.stage.of(SimulationViewModel)
    panel.chooseGroup("mishap")
    shown.stage.viewmodels.wipe()
    assert panel.shown("group", str) == "mishap"
    english = replace(shown.stage.state, visit=replace(shown.stage.state.visit, language="en"))
    shown.stage.show(english)
    assert {"name": "yank", "text": "Pulled early"} in panel.shown("rows", list)
