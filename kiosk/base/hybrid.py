"""A clock that never runs back: the wall's milliseconds as far as they may be believed, and a counter, in one number.

A stamp is a 63-bit integer, 47 bits of milliseconds since 1970 above 16 bits of counter; a greater stamp is a later
deed of this terminal, and a deed after a round with the hub is later than the hub's time of that round.
"""

from __future__ import annotations

from kiosk.base.clock import Moment, TimeConfidence

COUNTER_BITS = 16
# How far an unverified clock may lead: a terminal that was off for longer than a month counts on from there until
# the hub is heard again, and one whose clock says 2038 is a month ahead at most, not twelve years, for ever.
DRIFT_MS = 31 * 86_400_000
# Before the first hub time the bound is counted from the day this rule was published: 2025-11-24T16:00Z.
PUBLISHED_MS = 1_764_000_000_000
# In the year 4199; above it there is room for counting on, so that no clock, not even the hub's, can use the numbers up.
LATEST_MS = 1 << 46


def tick(last: int, now: Moment, *, verified_ms: int) -> int:
    """The stamp of a deed done `now`, later than `last`; `verified_ms` is the highest hub time proven, 0 before the first."""
    return max(last + 1, _packed(_believed_ms(now, verified_ms)))


def merge(last: int, hub_ms: int) -> int:
    """The clock after hearing the hub's signed time; it goes forward at once and back never."""
    return max(last + 1, _packed(hub_ms))


def physical_ms(stamp: int) -> int:
    """The milliseconds since 1970 in a stamp."""
    return stamp >> COUNTER_BITS


def _believed_ms(now: Moment, verified_ms: int) -> int:
    if now.confidence is TimeConfidence.VERIFIED:
        return now.unix_ms
    return min(now.unix_ms, max(verified_ms, PUBLISHED_MS) + DRIFT_MS)


def _packed(unix_ms: int) -> int:
    return min(max(unix_ms, 0), LATEST_MS) << COUNTER_BITS
