"""When to try again, and how much to send at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.base.clock import Moment

FIRST_DELAY_MS = 15_000
LONGEST_DELAY_MS = 3_600_000
JITTER_BYTES = 4

START_BYTES = 64 * 1024
LEAST_BYTES = 1024
# Of an outbox that lends one entry however large it is.
ONE_ENTRY = 1
# 30 s of a 64 kbit/s line, the slowest that villages report.
MOST_BYTES = 240_000


def delay_ms(attempts: int, entropy: bytes) -> int:
    """Milliseconds to wait after so many attempts: doubling from 15 s to one hour, half of it by chance.

    The chance keeps a county's terminals from calling together after an outage. `entropy` is four random bytes.
    """
    doublings = min(max(attempts, 1) - 1, 16)
    ceiling = min(FIRST_DELAY_MS << doublings, LONGEST_DELAY_MS)
    chance = int.from_bytes(entropy[:JITTER_BYTES], "big") / (1 << (8 * JITTER_BYTES))
    return ceiling // 2 + int(ceiling / 2 * chance)


def due(now: Moment, attempts: int, *, entropy: bytes) -> Moment:
    """The instant before which an entry with so many attempts is not tried again."""
    return now.plus_ms(delay_ms(attempts, entropy))


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How many bytes of envelopes the next batch may carry; one entry is always sent, however large."""

    limit_bytes: int = START_BYTES

    def after_success(self) -> BatchSize:
        """Twice as much, up to half a minute of the slowest line."""
        return replace(self, limit_bytes=min(max(self.limit_bytes * 2, LEAST_BYTES), MOST_BYTES))

    def after_failure(self) -> BatchSize:
        """Half as much, and in the end one entry alone: the one that makes rounds fail then fails by itself."""
        half = self.limit_bytes // 2
        return replace(self, limit_bytes=half if half >= LEAST_BYTES else ONE_ENTRY)
