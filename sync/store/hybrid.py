"""The hybrid clock's state, in the store: it grows in the transaction of the deed it stamps."""

from __future__ import annotations

from sqlite_utils import Database

from kiosk.base.clock import Clock
from kiosk.base.hybrid import tick
from sync.store.schema import HUB_TIME_MS
from sync.store.schema_clock import HYBRID_CLOCK


class SqliteHybridClock:
    """Stamps deeds of every connection to one store in one order; the hub's time enters it by SqliteCounters."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def stamp(self) -> int:
        """The next stamp, in the transaction the caller is in; a transaction undone gives it back."""
        names = (HYBRID_CLOCK, HUB_TIME_MS)
        known = dict(self._db.execute("SELECT name, value FROM counters WHERE name IN (?, ?)", names).fetchall())
        stamp = tick(known[HYBRID_CLOCK], self._clock.now(), verified_ms=known[HUB_TIME_MS])
        self._db.execute("UPDATE counters SET value = ? WHERE name = ?", (stamp, HYBRID_CLOCK))
        return stamp

    def last(self) -> int:
        """The stamp given last; 0 before the first."""
        return _value(self._db, HYBRID_CLOCK)


def _value(db: Database, name: str) -> int:
    return int(db.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()[0])
