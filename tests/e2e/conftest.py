"""A whole terminal with its real window, off-screen, on its real lanes; and somebody in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import runner
from app.assembly import Mode, Options
from app.colleague import colleague_at
from app.hubprocess import HubProcess
from app.kiosk import Kiosk
from app.person import Person
from devices import simulator
from devices.simulator import SimulatedCardReader
from kiosk.catalogue.themes import theme_of
from kiosk.delivery import backoff
from kiosk.journey import events, states
from kiosk.journey.visit import Language
from tests.app.stage import ITEM, Stage, is_new, stage_in
from tests.privacy.search import on_screen, temporary_files_in
from tests.ui.screens.measures import items, texts
from ui.fonts import load_fonts

WAIT_MS = 20_000
# A warning, a page of thanks, the door.
STEPS_OUT = 4
WIPE_S = 1.0


class Acting(Protocol):
    """Whoever knows what to do at a screen."""

    def moves(self, state: states.State) -> tuple[events.Event, ...]:
        """In order."""
        ...


@dataclass(slots=True)
class Table:
    """The terminal on the table: what it shows, what is done to it, what stays."""

    kiosk: Kiosk
    stage: Stage
    qtbot: QtBot
    language: Language = "zh"
    codes: list[str] = field(default_factory=list)

    @property
    def state(self) -> states.State:
        return self.kiosk.runner.state

    @property
    def reader(self) -> SimulatedCardReader:
        return self.kiosk.terminal.simulated[0]

    def post(self, *events_: events.Event) -> None:
        for event in events_:
            self.kiosk.runner.post(event)

    def person(self, insert: Callable[[], None], item: str = ITEM) -> Person:
        """Somebody who puts in their card in a way of their own."""
        theme = theme_of(self.kiosk.terminal.facts.catalogue.item(item))
        now, fresh_id = self.kiosk.terminal.clock.now, self.kiosk.runner.fresh_id
        clerk = colleague_at(self.reader)
        return replace(Person(item, theme, self.language, insert, now, fresh_id, clerk=clerk), grade=None)

    def walk(self, person: Acting, *until: type[states.State]) -> None:
        """Let the person act at each new state until one of these is reached."""
        acted: list[states.State] = []

        def reached() -> bool:
            state = self.state
            if isinstance(state, until):
                return True
            if is_new(state, acted[-1] if acted else None):
                acted.append(state)
                self.post(*person.moves(state))
            return False

        self.qtbot.waitUntil(reached, timeout=WAIT_MS)

    def wait(self, happened: Callable[[], bool]) -> None:
        """Until it has happened."""
        self.qtbot.waitUntil(happened, timeout=WAIT_MS)

    def words(self) -> str:
        """Every word that is seen on the screen, in the language of the visit."""
        self.settle()
        seen = (item.property("text") for item in items(self.kiosk.window.window.contentItem()))
        return "\n".join(text for text in seen if isinstance(text, str))

    def says(self, key: str) -> bool:
        """Whether the sentence of this key is on the screen."""
        sentence = self.kiosk.terminal.product.texts.say(self.language, key)
        return _bare(sentence) in _bare(self.words())

    def shown(self, kind: type[QObject], name: str) -> object:
        """A property of the view-model of a kind."""
        found = self.kiosk.viewmodels.findChild(kind)
        assert isinstance(found, QObject)
        return found.property(name)

    def has(self, code: str) -> bool:
        """Whether a fault's code is told, be it on the page's second part."""
        self.settle()
        return f"{code[0]} {code[1:]}" in texts(self.kiosk.window.window)

    def leave(self) -> None:
        """Time is over, however far the visit had come: the last of it is gone within a second."""
        for _ in range(STEPS_OUT):
            if not isinstance(self.state, states.Attracting | states.OutOfService):
                began_s = self.kiosk.terminal.clock.monotonic_s()
                self.post(events.TimedOut())
                assert self.kiosk.terminal.clock.monotonic_s() - began_s < WIPE_S
        assert isinstance(self.state, states.Attracting | states.OutOfService)
        self.settle()

    def settle(self) -> None:
        """Two frames: what is called later happens before the first, its layout before the second."""
        window = self.kiosk.window.window
        for _ in range(2):
            with self.qtbot.waitSignal(window.frameSwapped, timeout=5000):
                window.update()
            QGuiApplication.processEvents()


def _bare(text: str) -> str:
    return "".join(text.split())


@contextmanager
def opened(stage: Stage, qtbot: QtBot, language: Language = "zh") -> Iterator[Table]:
    """The terminal of a stage, serving; QML that warns fails the test."""
    load_fonts()
    kiosk = Kiosk(stage.product, Options(Mode.DEMO, stage.directory), "portrait")
    table = Table(kiosk, stage, qtbot, language)
    kiosk.watchers.append(stage.seen.append)
    try:
        kiosk.window.show()
        kiosk.viewmodels.stand_still()
        kiosk.start()
        with temporary_files_in(stage.directory):
            yield table
            table.leave()
            assert on_screen(kiosk.window.window, kiosk.viewmodels) == {}
            assert stage.leaks() == {}
    finally:
        kiosk.close()
    assert kiosk.window.warnings == []


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    """The hub of the terminal in the same directory, in a process of its own."""
    running = stage_in(tmp_path).hub()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub is called every half second, a failed entry tried again after a tenth, a card read in a third of its time."""
    monkeypatch.setattr(runner, "SYNC_EVERY_S", 0.5)
    monkeypatch.setattr(runner, "SYNC_AFTER_FAILURE_S", 0.5)
    monkeypatch.setattr(backoff, "FIRST_DELAY_MS", 100)
    monkeypatch.setattr(simulator, "_RESIDENT_ID_S", 0.3)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    """Both languages that are complete."""
    return "en" if request.param == "en" else "zh"
