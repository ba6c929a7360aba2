"""Clocks for the readers' tests."""

from __future__ import annotations

import time

from kiosk.base.clock import Moment


class RealClock:
    """The machine's own time."""

    def now(self) -> Moment:
        """The present instant."""
        return Moment(time.time_ns() // 1_000_000)

    def monotonic_s(self) -> float:
        """Seconds that never go backwards."""
        return time.monotonic()


class VirtualClock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> Moment:
        """The present instant."""
        return Moment(int(self.seconds * 1000))

    def monotonic_s(self) -> float:
        """Seconds since the clock was made."""
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Lets so many seconds pass."""
        self.seconds += seconds
