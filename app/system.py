"""The real clock and the real entropy, behind their ports."""

from __future__ import annotations

import os
import time

from kiosk.base.clock import Moment, TimeConfidence


class SystemClock:
    """The machine's clock until the hub's signed time is known; then that time, carried on by the monotonic clock.

    A wall clock that jumps (a winter without power, a technician's hand) can then no longer lie.
    """

    def __init__(self) -> None:
        self._verified: tuple[int, float] | None = None

    def now(self) -> Moment:
        """The present instant with its confidence."""
        if self._verified is None:
            return Moment(time.time_ns() // 1_000_000)
        hub_ms, at_s = self._verified
        return Moment(hub_ms + int((self.monotonic_s() - at_s) * 1000), TimeConfidence.VERIFIED)

    def monotonic_s(self) -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()

    def verify(self, offset_ms: int) -> None:
        """Take over the hub's signed time, `offset_ms` ahead of what `now` said."""
        corrected = self.now().plus_ms(offset_ms)
        self._verified = (corrected.unix_ms, self.monotonic_s())


class SystemEntropy:
    """The kernel's random bytes."""

    def bytes(self, count: int) -> bytes:
        """`count` bytes of os.urandom."""
        return os.urandom(count)
