"""Lanes that run in turn on one thread, and a clock that can be pushed ahead: a terminal without Qt and without waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from app.system import SystemClock
from kiosk.base.clock import Moment
from kiosk.base.errors import KioskError

T = TypeVar("T")


class PushedClock:
    """The machine's clock, but `push` makes any number of seconds pass at once."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._ahead_s = 0.0

    def now(self) -> Moment:
        """The present, as far ahead as it was pushed."""
        return self._real.now().plus_ms(int(self._ahead_s * 1000))

    def monotonic_s(self) -> float:
        """Likewise."""
        return self._real.monotonic_s() + self._ahead_s

    def verify(self, offset_ms: int) -> None:
        """As the terminal's own clock does."""
        self._real.verify(offset_ms)

    def push(self, seconds: float) -> None:
        """Let seconds pass."""
        self._ahead_s += seconds


@dataclass(slots=True)
class TurnLanes:
    """Implements Lanes by turns: every lane does its next job when `turn` is called; timers fire when their time has come.

    What is neither a result nor a KioskError flies past the lanes and fails the test.
    """

    clock: PushedClock = field(default_factory=PushedClock)
    jobs: dict[str, deque[Callable[[], None]]] = field(default_factory=dict)
    timers: dict[int, tuple[float, Callable[[], None]]] = field(default_factory=dict)
    number: int = 0

    def run(
        self, lane: str, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Queue a job."""

        def do() -> None:
            try:
                result = job()
            except KioskError as error:
                failed(error)
                return
            done(result)

        self.jobs.setdefault(lane, deque()).append(do)

    def after(self, seconds: float, then: Callable[[], None]) -> Callable[[], None]:
        """Queue a timer."""
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

    def turn(self) -> None:
        """One job a lane, the readers last because they wait; then the timers that are due."""
        for lane in sorted(self.jobs, key=lambda name: name.startswith("cards")):
            if self.jobs[lane]:
                self.jobs[lane].popleft()()
        for number, (due, then) in tuple(self.timers.items()):
            if due <= self.clock.monotonic_s() and number in self.timers:
                del self.timers[number]
                then()
