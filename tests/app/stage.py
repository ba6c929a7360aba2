"""A whole terminal without a screen: real store, seal, link, printer and hub; lanes that run in turn on one thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app import paths
from app.assembly import Mode, Options, Terminal, assemble
from app.hubprocess import KEYS, PIN_FILE, HubProcess, prepare_keys, start_hub
from app.keeping import DATABASE_FILE, terminal_keys
from app.person import Person
from app.product import Product, read_product
from app.runner import Runner
from app.system import SystemClock, SystemEntropy
from devices.citizens import OVER_EIGHTY, Citizen
from kiosk.base.errors import KioskError
from kiosk.base.steps import Reached, unwatched
from kiosk.catalogue.themes import theme_of
from kiosk.journey.states import State
from sync.store.store import Store, open_store

T = TypeVar("T")


@dataclass(slots=True)
class TurnLanes:
    """Lanes by turns: every lane does its next job when `turn` is called; timers fire when their time has come."""

    clock: SystemClock = field(default_factory=SystemClock)
    jobs: dict[str, deque[Callable[[], None]]] = field(default_factory=dict)
    timers: dict[int, tuple[float, Callable[[], None]]] = field(default_factory=dict)
    closed: bool = False
    number: int = 0

    def run(
        self, lane: str, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        def do() -> None:
            try:
                result = job()
            except KioskError as error:
                failed(error)
                return
            done(result)

        self.jobs.setdefault(lane, deque()).append(do)

    def after(self, seconds: float, then: Callable[[], None]) -> Callable[[], None]:
        self.number += 1
        number = self.number
        self.timers[number] = (self.clock.monotonic_s() + seconds, then)

        def cancel() -> None:
            self.timers.pop(number, None)

        return cancel

    def close(self) -> None:
        """Do what was asked before, then nothing more."""
        self.timers.clear()
        while any(self.jobs.values()):
            self.turn()
        self.closed = True

    def turn(self) -> None:
        """One job a lane, the readers last because they wait; then the timers that are due."""
        for lane in sorted(self.jobs, key=lambda name: name.startswith("cards")):
            if self.jobs[lane]:
                self.jobs[lane].popleft()()
        for number, (due, then) in tuple(self.timers.items()):
            if due <= self.clock.monotonic_s() and number in self.timers:
                del self.timers[number]
                then()


@dataclass(slots=True)
class Stage:
    """One terminal and its hub in one directory, and what was seen on the way."""

    directory: Path
    product: Product
    seen: list[State] = field(default_factory=list)
    wipes: int = 0

    def hub(self) -> HubProcess:
        """Start the hub of this stage."""
        keys = terminal_keys(self.directory)
        return start_hub(self.directory, self.product.settings.terminal.id, keys.public)

    def open(self, lanes: TurnLanes, reached: Reached = unwatched) -> tuple[Terminal, Runner]:
        """Assemble and start the terminal."""
        terminal = assemble(self.product, Options(Mode.DEMO, self.directory, reached), lanes)
        runner = Runner(replace(terminal.crew, wait_s=0.01), terminal.facts, self.seen.append, self._wiped)
        runner.start()
        return terminal, runner

    def look(self) -> Store:
        """A connection of its own to the terminal's store, for looking."""
        keys = terminal_keys(self.directory)
        return open_store(self.directory / DATABASE_FILE, keys, clock=SystemClock(), entropy=SystemEntropy())

    def _wiped(self) -> None:
        self.wipes += 1


def stage_in(directory: Path, *, hub_url: str = "http://127.0.0.1:9", **settings: Any) -> Stage:
    """A fresh or returning stage; `settings` replace sections of the demo's settings."""
    product = read_product(paths.DEMO_SETTINGS)
    hub = msgspec.structs.replace(product.settings.hub, url=hub_url, public_keys=f"{KEYS}/{PIN_FILE}")
    replaced = msgspec.structs.replace(product.settings, hub=hub, **settings)
    directory.mkdir(parents=True, exist_ok=True)
    prepare_keys(directory / KEYS)
    return Stage(directory, Product(replaced, product.catalogue, product.search, product.texts))


def person_at(terminal: Terminal, runner: Runner, item: str, citizen: Citizen = OVER_EIGHTY) -> Person:
    """A played person with their resident ID card."""
    reader = terminal.simulated[0]
    theme = theme_of(terminal.facts.catalogue.item(item))
    return Person(item, theme, "zh", partial(reader.insert, citizen.resident_id()), terminal.clock.now, runner.fresh_id)


def play(runner: Runner, lanes: TurnLanes, person: Person | None, *, until: Callable[[], bool]) -> None:
    """Let the person act at each new state, and the lanes work, until the end is reached; fails after 60 seconds."""
    end = lanes.clock.monotonic_s() + 60
    acted: State | None = None
    while not until():
        assert lanes.clock.monotonic_s() < end, f"stuck at {type(runner.state).__name__}"
        if person is not None and runner.state is not acted:
            acted = runner.state
            for event in person.moves(runner.state):
                runner.post(event)
        lanes.turn()
