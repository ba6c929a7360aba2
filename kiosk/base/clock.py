"""Time as the terminal knows it: an instant together with how far it may be believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Protocol

# GB/T 7408 times on screens and paper are Beijing time, whatever the machine's own zone says.
BEIJING = timezone(timedelta(hours=8))


class TimeConfidence(StrEnum):
    """VERIFIED: compared with the hub's signed time since start; UNVERIFIED: the terminal's clock alone."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in milliseconds since 1970-01-01T00:00Z, with its confidence."""

    unix_ms: int
    confidence: TimeConfidence = TimeConfidence.UNVERIFIED

    def local(self) -> datetime:
        """The instant as Beijing time."""
        return datetime.fromtimestamp(self.unix_ms / 1000, UTC).astimezone(BEIJING)

    def day(self) -> date:
        """The calendar day in Bayannur."""
        return self.local().date()

    def plus_ms(self, milliseconds: int) -> Moment:
        """The instant so many milliseconds later, equally believed."""
        return Moment(self.unix_ms + milliseconds, self.confidence)


class Clock(Protocol):
    """Where time comes from; the real one is in app/, a village brings its own."""

    def now(self) -> Moment:
        """The present instant."""
        ...

    def monotonic_s(self) -> float:
        """Seconds that never go backwards, from an arbitrary start."""
        ...


class SteadyClock:
    """Instants that follow the monotonic clock from the first look at the wall: setting the clock moves none of them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = clock.now()
        self._began_s = clock.monotonic_s()

    def now(self) -> Moment:
        """For waits and leases: what has passed since is true, though the instant itself may be wrong by years."""
        return Moment(self._began.unix_ms + int((self._clock.monotonic_s() - self._began_s) * 1000))


class Entropy(Protocol):
    """Where randomness comes from; the real one is in app/, a village brings a seeded one."""

    def bytes(self, count: int) -> bytes:
        """`count` bytes no one else can guess."""
        ...
