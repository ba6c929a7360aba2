"""The real clock and the real entropy, behind their ports."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from kiosk.base.clock import Moment, TimeConfidence


class SystemClock:
    """The machine's clock until the hub's signed time is known; then that time, carried on by the monotonic clock.

    A wall clock that jumps (a winter without power, a technician's hand) can then no longer lie. `wall_ms` and
    `monotonic_s` are the machine's two clocks: milliseconds since 1970, seconds since any start.
    """

    def __init__(
        self,
        wall_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall_ms = wall_ms
        self._monotonic_s = monotonic_s
        self._verified: tuple[int, float] | None = None

    def now(self) -> Moment:
        """The present instant with its confidence."""
        if self._verified is None:
            return Moment(self._wall_ms())
        hub_ms, at_s = self._verified
        return Moment(hub_ms + int((self.monotonic_s() - at_s) * 1000), TimeConfidence.VERIFIED)

    def monotonic_s(self) -> float:
        """Seconds since an arbitrary start."""
        return self._monotonic_s()

    def verify(self, offset_ms: int) -> None:
        """Take over the hub's signed time, `offset_ms` ahead of what `now` said."""
        corrected = self.now().plus_ms(offset_ms)
        self._verified = (corrected.unix_ms, self.monotonic_s())


class SystemEntropy:
    """The kernel's random bytes."""

    def bytes(self, count: int) -> bytes:
        """`count` bytes of os.urandom."""
        return os.urandom(count)


def pause(seconds: float) -> None:
    """Wait on a lane that may block, where nothing can end the wait."""
    time.sleep(seconds)
