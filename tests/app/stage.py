"""A whole terminal without a screen: real store, seal, link, printer and hub, and a canary who is played and then searched for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app import paths
from app.assembly import Mode, Options, Terminal, furnish, surroundings
from app.colleague import colleague_at
from app.hubprocess import KEYS, HubProcess, prepare_keys, start_hub
from app.keeping import DATABASE_FILE, terminal_keys
from app.keystores import choice_of
from app.person import Person
from app.product import Product, read_product
from app.runner import Runner
from app.system import SystemClock, SystemEntropy
from devices import simulator
from devices.images import CardImage
from kiosk.applications.model import Kind
from kiosk.base.steps import Reached, unwatched
from kiosk.catalogue.themes import theme_of
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import LedgerRow
from sync.hub.keys import LIST_FILE
from sync.seal.intl import INTL
from sync.seal.suites import suite_named
from sync.store.store import Store, open_store
from tests.app.lanes import TurnLanes
from tests.privacy.search import Leaks, left_behind, temporary_files_in
from tests.privacy.traces import CANARY, TRACES

ITEM = "rp-alive"
# Nothing listens there (RFC 863's port is closed on every machine of ours).
NOWHERE = "http://127.0.0.1:9"
# A reader's lane waits this long, so that a turn costs next to nothing.
WAIT_S = 0.01
STUCK_S = 45


@dataclass(slots=True)
class Stage:
    """One terminal in one directory, and what was seen on the way."""

    directory: Path
    product: Product
    seen: list[states.State] = field(default_factory=list)
    wipes: int = 0
    traces: tuple[str, ...] = TRACES

    def hub(self, port: int = 0) -> HubProcess:
        """Start a hub of this stage's own."""
        settings = self.product.settings
        keys = terminal_keys(self.directory, choice_of(settings.terminal))
        public = keys.signing_key(suite_named(settings.hub.suite)).public
        return start_hub(self.directory, settings.terminal.id, public, port=port)

    def open(self, lanes: TurnLanes, reached: Reached = unwatched, mode: Mode = Mode.DEMO) -> tuple[Terminal, Runner]:
        """Assemble and start the terminal, on the clock of the lanes."""
        around = surroundings(self.product, Options(mode, self.directory, reached), lanes.clock)
        terminal = furnish(self.product, around, lanes, mode=mode)
        runner = Runner(replace(terminal.crew, wait_s=WAIT_S), terminal.facts, self.seen.append, self._wiped)
        runner.start()
        return terminal, runner

    @contextmanager
    def running(
        self, lanes: TurnLanes, reached: Reached = unwatched, mode: Mode = Mode.DEMO
    ) -> Iterator[tuple[Terminal, Runner]]:
        """The same, closed at the end; a simulated resident ID card is read at once instead of in 0.9 s."""
        terminal, runner = self.open(lanes, reached, mode)
        with temporary_files_in(self.directory), pytest.MonkeyPatch.context() as patch:
            patch.setattr(simulator, "_RESIDENT_ID_S", 0.0)
            try:
                yield terminal, runner
                assert self.leaks() == {}
            finally:
                runner.close()
                terminal.close()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """A connection of its own to the terminal's store, for looking."""
        keys = terminal_keys(self.directory, choice_of(self.product.settings.terminal))
        store = open_store(self.directory / DATABASE_FILE, keys, clock=SystemClock(), entropy=SystemEntropy())
        try:
            yield store
        finally:
            store.close()

    def leaks(self) -> Leaks:
        """What is left of the person outside of the screen, and where."""
        keys = terminal_keys(self.directory, choice_of(self.product.settings.terminal))
        with self.store() as store:
            return left_behind(self.directory, store, keys.database, traces=self.traces)

    def entries(self, kind: Kind = Kind.APPLICATION) -> list[EntryState]:
        """The states of what was handed in."""
        with self.store() as store:
            return [entry.state for entry in store.outbox.entries() if entry.kind is kind]

    def delivered(self) -> bool:
        """Whether something was handed in and nothing waits."""
        with self.store() as store:
            queue = store.queue()
        return queue.delivered > 0 and queue.queued + queue.leased == 0

    def rows(self) -> tuple[LedgerRow, ...]:
        """The receipts the ledger knows."""
        with self.store() as store:
            return store.ledger.rows()

    def papers(self) -> list[str]:
        """The names of the receipts that lie in the printer's folder."""
        return sorted(path.name for path in (self.directory / "receipts").iterdir())

    def faults(self) -> list[str]:
        """The codes that were shown, in order."""
        shown = [state for state in self.seen if isinstance(state, states.Faulted | states.OutOfService)]
        return list(dict.fromkeys(state.code for state in shown))

    def _wiped(self) -> None:
        self.wipes += 1


def stage_in(
    directory: Path,
    *,
    hub_url: str = NOWHERE,
    hub_directory: Path | None = None,
    terminal: str = "",
    suite: str = INTL,
    **settings: Any,
) -> Stage:
    """A fresh or returning stage; `settings` replace sections of the demo's settings."""
    product = read_product(paths.DEMO_SETTINGS)
    keys = (hub_directory or directory) / KEYS
    directory.mkdir(parents=True, exist_ok=True)
    root_key = prepare_keys(keys, suite_named(suite))
    pinned = {"key_list": str(keys / LIST_FILE), "root_key": root_key, "suite": suite}
    hub = msgspec.structs.replace(product.settings.hub, url=hub_url, **pinned)
    named = product.settings.terminal
    if terminal:
        named = msgspec.structs.replace(named, id=terminal)
    settings = {"hub": hub, "terminal": named, **settings}
    return Stage(directory, replace(product, settings=msgspec.structs.replace(product.settings, **settings)))


def person_at(terminal: Terminal, runner: Runner, item: str = ITEM, card: CardImage | None = None) -> Person:
    """A played person with a card, their resident ID card unless another is given."""
    image = card or CANARY.resident_id()
    return someone(terminal, runner, item, insert=partial(terminal.simulated[0].insert, image))


def someone(terminal: Terminal, runner: Runner, item: str = ITEM, *, insert: Callable[[], None]) -> Person:
    """A played person who puts in their card in a way of their own."""
    theme = theme_of(terminal.facts.catalogue.item(item))
    clerk = colleague_at(terminal.simulated[0]) if terminal.simulated else None
    return Person(item, theme, "zh", insert, terminal.clock.now, runner.fresh_id, clerk=clerk)


def play(runner: Runner, lanes: TurnLanes, person: Person | None, *, until: Callable[[], bool]) -> None:
    """Let the person act at each new state, and the lanes work, until the end is reached."""
    end = SystemClock().monotonic_s() + STUCK_S
    clock = SystemClock()
    acted: states.State | None = None
    while not until():
        assert clock.monotonic_s() < end, f"stuck at {type(runner.state).__name__}"
        if person is not None and is_new(runner.state, acted):
            acted = runner.state
            for event in person.moves(runner.state):
                runner.post(event)
        lanes.turn()


def is_new(state: states.State, acted: states.State | None) -> bool:
    """Whether there is something to do for a person; a card is put in once, however often the readers are told anew."""
    asking = states.InsertingCard | states.InsertingClerkCard
    return state is not acted and not (isinstance(state, asking) and type(state) is type(acted))


def play_to(runner: Runner, lanes: TurnLanes, person: Person | None, *states_: type[states.State]) -> None:
    """Play until one of these states is reached."""
    play(runner, lanes, person, until=lambda: isinstance(runner.state, states_))
