"""A point in time after which a reading is given up."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.base.clock import Clock


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant of the clock's monotonic seconds."""

    clock: Clock
    at_s: float

    @classmethod
    def after(cls, clock: Clock, seconds: float) -> Deadline:
        """The instant so many seconds from now."""
        return cls(clock, clock.monotonic_s() + seconds)

    def left_s(self) -> float:
        """Seconds still to go, never below zero."""
        return max(0.0, self.at_s - self.clock.monotonic_s())

    def passed(self) -> bool:
        """Whether nothing is left."""
        return self.left_s() <= 0.0
