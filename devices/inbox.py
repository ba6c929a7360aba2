"""How what happens to a simulated reader reaches it: live from another lane, or from a timeline in virtual time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from queue import Empty, SimpleQueue
from typing import Protocol

from devices.images import CardImage
from kiosk.base.clock import Clock
from kiosk.cards import ReaderState


class Mishap(StrEnum):
    """What becomes of a card's reading: it is decided when the card is put in, so that no hand need be quick."""

    SLOW = "slow"
    STALLED = "stalled"
    HELD = "held"
    PULLED = "pulled"
    EXCHANGED = "exchanged"
    MISPLACED = "misplaced"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Scene:
    """What the reader is like from now on; a card in it is a new insertion, even of the same card. `fault` is a reader's own."""

    state: ReaderState
    card: CardImage | None = None
    mishap: Mishap | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Interruption:
    """Somebody wants the waiting lane back."""


Happening = Scene | Interruption


class Inbox(Protocol):
    """Happenings in order; `put` may be called from any thread, `next` only from the reader's lane."""

    def put(self, happening: Happening) -> None:
        """Adds one at the end."""
        ...

    def next(self, timeout_s: float) -> Happening | None:
        """The next one, waiting up to `timeout_s` seconds for it; None when nothing happened in that time."""
        ...


class LiveInbox:
    """An inbox in real time, fed while it runs: demo, training, and tests that play by hand."""

    def __init__(self) -> None:
        self._happenings: SimpleQueue[Happening] = SimpleQueue()

    def put(self, happening: Happening) -> None:
        """Adds one at the end; wakes the lane that waits."""
        self._happenings.put(happening)

    def next(self, timeout_s: float) -> Happening | None:
        """The next one, or None after `timeout_s` real seconds."""
        try:
            return self._happenings.get(block=timeout_s > 0, timeout=max(timeout_s, 0))
        except Empty:
            return None


class ScriptedInbox:
    """An inbox over a timeline of (seconds after the start, scene); time passes only through `advance`."""

    def __init__(
        self, clock: Clock, timeline: Iterable[tuple[float, Scene]], *, advance: Callable[[float], None]
    ) -> None:
        start = clock.monotonic_s()
        self._clock = clock
        self._timeline = deque(sorted(((start + at_s, scene) for at_s, scene in timeline), key=lambda entry: entry[0]))
        self._fed: deque[Happening] = deque()
        self._advance = advance

    def put(self, happening: Happening) -> None:
        """Adds one that happens at once, before the rest of the timeline."""
        self._fed.append(happening)

    def next(self, timeout_s: float) -> Happening | None:
        """The next one due within `timeout_s` seconds of the clock, with the clock moved on to it."""
        if self._fed:
            return self._fed.popleft()
        now_s = self._clock.monotonic_s()
        if self._timeline and self._timeline[0][0] <= now_s + timeout_s:
            due_s, scene = self._timeline.popleft()
            self._advance(max(0.0, due_s - now_s))
            return scene
        self._advance(timeout_s)
        return None
