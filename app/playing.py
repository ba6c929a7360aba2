"""A scripted visit at a real screen: a played person acts, every screen is photographed, every wait is timed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.kiosk import Kiosk
from app.person import SIGNATURE, Person
from kiosk.base import lanes as lane
from kiosk.journey import events, states
from kiosk.journey.states import State, screen_of
from kiosk.materials.camera import Advice, View

# Long enough for a page turned without motion to be painted, too short for anybody to wait for.
SETTLE_S = 0.15
LOOK_EVERY_S = 0.2
DELIVERY_S = 45.0
# No visit has so many; a played person who meets the same page for ever must not play for ever.
MOST_PICTURES = 60


@dataclass(frozen=True, slots=True)
class Walk:
    """What was walked: screens in order, their pictures, seconds at each."""

    screens: tuple[str, ...]
    pictures: tuple[Path, ...]
    seconds: Mapping[str, float]


class Play:
    """Plays one person at one kiosk; `told` hears each screen's name.

    `finish` is called once, with why the play ended ("" when all went well).
    """

    def __init__(
        self,
        kiosk: Kiosk,
        person: Person,
        pictures: Path,
        *,
        told: Callable[[str], None],
        finish: Callable[[str], None],
    ) -> None:
        self._screens: list[str] = []
        self._pictures: list[Path] = []
        self._seconds: dict[str, float] = {}
        self._kiosk = kiosk
        self._person = person
        self._folder = pictures
        self._told = told
        self._finish = finish
        self._since_s = kiosk.terminal.clock.monotonic_s()
        self._due: Callable[[], None] | None = None
        self._writing = False
        self._left = False
        self._laying = False
        kiosk.watchers.append(self._changed)
        kiosk.onlookers.append(self._saw)

    def walk(self) -> Walk:
        """What was walked so far."""
        return Walk(tuple(self._screens), tuple(self._pictures), dict(self._seconds))

    def _changed(self, state: State) -> None:
        """A new state is on the screen: act once it is painted."""
        self._laying = False
        self._count(screen_of(state))
        if self._due is not None:
            self._due()
            self._due = None
        if isinstance(state, states.OutOfService | states.Faulted):
            self._finish(f"{screen_of(state)} {state.code}")
        elif isinstance(state, states.Photographing) and state.problem is not None:
            self._finish(f"{screen_of(state)} {state.problem}")
        elif self._left and isinstance(state, states.Attracting):
            self._left = False
            self._await_delivery(self._now_s() + DELIVERY_S)
        elif not self._writing:
            self._due = self._kiosk.lanes.after(SETTLE_S, self._act)

    def _now_s(self) -> float:
        return self._kiosk.terminal.clock.monotonic_s()

    def _count(self, screen: str) -> None:
        now_s = self._now_s()
        if self._screens:
            last = self._screens[-1]
            self._seconds[last] = round(self._seconds.get(last, 0.0) + now_s - self._since_s, 3)
        self._since_s = now_s
        if not self._screens or self._screens[-1] != screen:
            self._screens.append(screen)
            self._told(screen)

    def _act(self) -> None:
        self._due = None
        state = self._kiosk.runner.state
        if isinstance(state, states.Photographing):
            self._laying = True
            return
        moves = self._person.moves(state)
        if isinstance(state, states.FillingForm | states.Signing) and moves:
            self._write(state, moves)
            return
        self._photograph(state)
        if isinstance(state, states.Leaving):
            self._left = True
            self._kiosk.terminal.simulated[0].remove()
            moves = (events.Touched(),)
        for event in moves:
            self._kiosk.runner.post(event)

    def _saw(self, view: View) -> None:
        """A paper is photographed once it lies well, and that is on the screen."""
        if self._laying and view.advice is Advice.GOOD:
            self._laying = False
            self._due = self._kiosk.lanes.after(SETTLE_S, self._take)

    def _take(self) -> None:
        self._due = None
        state = self._kiosk.runner.state
        self._photograph(state)
        for event in self._person.moves(state):
            self._kiosk.runner.post(event)

    def _write(self, state: State, moves: tuple[events.Event, ...]) -> None:
        """What is written or signed is looked at before the page is left."""
        self._writing = True
        for event in moves[:-1]:
            self._kiosk.runner.post(event)
        if isinstance(state, states.Signing):
            self._kiosk.window.show_strokes(SIGNATURE)
        self._kiosk.lanes.after(SETTLE_S, partial(self._leave_page, moves[-1]))

    def _leave_page(self, last: events.Event) -> None:
        self._photograph(self._kiosk.runner.state)
        self._writing = False
        self._kiosk.runner.post(last)

    def _photograph(self, state: State) -> None:
        if len(self._pictures) >= MOST_PICTURES:
            self._finish(f"stuck at {screen_of(state)}")
            return
        path = self._folder / f"{len(self._pictures) + 1:02d}-{_name(state)}.png"
        self._kiosk.window.grab(path)
        self._pictures.append(path)

    def _await_delivery(self, until_s: float) -> None:
        """Ask the store, on its lane, until nothing waits to be delivered."""
        seen = partial(self._seen, until_s)
        self._kiosk.lanes.run(lane.STORE, self._kiosk.terminal.crew.desk.waiting, seen, self._lost)

    def _seen(self, until_s: float, waiting: int) -> None:
        if not waiting:
            self._finish("")
        elif self._now_s() > until_s:
            self._finish("not delivered in time")
        else:
            self._kiosk.lanes.after(LOOK_EVERY_S, partial(self._await_delivery, until_s))

    def _lost(self, error: Exception) -> None:
        self._finish(f"the store: {error}")


def _name(state: State) -> str:
    """The picture's name: the screen's, with the page or the list where one screen has several."""
    name = screen_of(state)
    if isinstance(state, states.FillingForm):
        return f"{name}-{state.page + 1}"
    return f"{name}-theme" if isinstance(state, states.ChoosingItem) and state.theme else name
