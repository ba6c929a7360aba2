"""A terminal with its screen: lanes, runner, view-models and window around an assembled terminal."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from app.assembly import Mode, Options, Panel, Terminal, assemble
from app.output import progress
from app.product import Product
from app.runner import BUG, Runner
from app.simulation import Order, Prompter, Stage, prompter_at
from devices.citizens import CLERKS
from devices.deck import CARDS, CONDITIONS, MISHAPS
from kiosk.base import lanes as lane
from kiosk.journey import events
from kiosk.journey.states import State
from kiosk.materials.camera import View
from printers.emulator.conditions import Condition
from ui.idle import ActivityFilter
from ui.lanes import QtLanes
from ui.viewmodels.bundle import ViewModels, build
from ui.viewmodels.ports import Ports, Simulation
from ui.window import KioskWindow, Orientation, open_window

# A terminal that ends waits so long for its doors.
HEAR_S = 0.5


class Kiosk:
    """One running terminal. To be used on the GUI's thread, after the application object was made."""

    def __init__(self, product: Product, options: Options, orientation: Orientation) -> None:
        self._mode = options.mode
        self.lanes = QtLanes()
        self.terminal: Terminal = assemble(product, options, self.lanes)
        self.watchers: list[Callable[[State], None]] = []
        self.onlookers: list[Callable[[View], None]] = []
        self.stage = Stage(self.terminal.simulated, self.terminal.played)
        self._prompter = prompter_at(options.state_dir, self.stage)
        self.runner = Runner(self.terminal.crew, self.terminal.facts, self._show, self._wipe, see=self._see)
        self.viewmodels: ViewModels = build(self._ports(product, options.panel))
        self.window: KioskWindow = open_window(self.viewmodels, orientation=orientation)
        self._activity = ActivityFilter(self.runner.someone_is_there)
        self.window.window.installEventFilter(self._activity)

    def start(self) -> None:
        """Begin to serve."""
        self.runner.start()
        if self._prompter is not None:
            self._hear(self._prompter)

    def bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For sys.excepthook: a mistake of our own ends the service; what is durable stays so, what was said is wiped."""
        complain_of_bug(kind, trace)
        self.runner.post(events.FaultRaised(BUG, fatal=True))

    def close(self) -> None:
        """End in order: the visit, the devices and stores on their lanes, then the views before their view-models."""
        self.runner.close()
        self.terminal.close()
        if self._prompter is not None:
            self._prompter.close()
        self.window.close()

    def _ports(self, product: Product, panel: Panel) -> Ports:
        return Ports(
            post=self.runner.post,
            texts=product.texts,
            facts=self.terminal.facts,
            station=product.settings.station,
            search=product.search,
            most_used=product.settings.rules.most_used,
            now=self.terminal.clock.now,
            fresh_id=self.runner.fresh_id,
            mode="" if self._mode is Mode.PRODUCTION else self._mode.value,
            simulation=self._simulation(panel),
        )

    def _simulation(self, panel: Panel) -> Simulation | None:
        """What the panel plays on; there is none over real readers."""
        if panel == "hidden" or not self.stage.names:
            return None
        citizens = tuple(name for name in CARDS if name not in CLERKS)
        groups = {
            "card": ("remove", *citizens),
            "clerk": tuple(CLERKS),
            "mishap": (*MISHAPS, "unmute"),
            "reader": tuple(CONDITIONS),
        }
        if self.stage.printer:
            groups["printer"] = tuple(Condition)
        return Simulation(self.stage.names, groups, self._play)

    def _play(self, reader: str, group: str, name: str) -> None:
        if group == "printer":
            self.stage.perform(Order(printer=name))
            return
        card = name if group in ("card", "clerk") and name in CARDS else ""
        self.stage.perform(Order("insert" if card else name, card=card, reader=reader))

    def _see(self, view: View) -> None:
        self.viewmodels.see(view)
        for onlooker in self.onlookers:
            onlooker(view)

    def _hear(self, prompter: Prompter) -> None:
        """The loop of the doors: one order, then the next."""
        again = partial(self._hear, prompter)
        self.lanes.run(lane.SIMULATION, partial(prompter.hear, HEAR_S), lambda _: again(), lambda _: again())

    def _show(self, state: State) -> None:
        self.viewmodels.render(state)
        for watcher in self.watchers:
            watcher(state)

    def _wipe(self) -> None:
        self.viewmodels.wipe()
        for name in self.stage.names:
            self.stage.perform(Order("remove", reader=name))
        self.viewmodels.render(self.runner.state)


def complain_of_bug(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Where it happened, never what it was about: messages may quote a person."""
    places = [f"{frame.name} {Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    progress(f"kiosk: {BUG}: {kind.__name__} in {' < '.join(reversed(places))}")
