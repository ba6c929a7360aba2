"""Numbers that only grow and outlive a power cut."""

from __future__ import annotations

from sqlite_utils import Database

from kiosk.base.errors import SealError
from kiosk.base.hybrid import merge
from sync.seal.errors import ROLLED_BACK
from sync.store.ballast import Ballast, finishing
from sync.store.driver import write_tx
from sync.store.errors import storing
from sync.store.schema import HUB_TIME_MS, KEY_LIST, SEQUENCE, SYNC_ROUND
from sync.store.schema_clock import HYBRID_CLOCK
from sync.store.schema_salvaged import NUMBERS_SKIPPED


class SqliteCounters:
    """Implements Counters of kiosk.delivery."""

    def __init__(self, db: Database, ballast: Ballast) -> None:
        self._db = db
        self._ballast = ballast

    @finishing
    def next_round(self) -> int:
        """The number of the coming sync round, from 1, on disk before it is returned. Raises StoreError S.. ."""
        with write_tx(self._db):
            return grow(self._db, SYNC_ROUND)

    @finishing
    def saw_hub_time(self, unix_ms: int) -> None:
        """Keep the highest signed hub time, in milliseconds since 1970, and take it into the hybrid clock; lower ones write nothing."""
        if unix_ms <= self.hub_time_ms():
            return
        with write_tx(self._db):
            self._db.execute(
                "UPDATE counters SET value = ? WHERE name = ? AND value < ?", (unix_ms, HUB_TIME_MS, unix_ms)
            )
            stamp = merge(self._value(HYBRID_CLOCK), unix_ms)
            self._db.execute("UPDATE counters SET value = ? WHERE name = ?", (stamp, HYBRID_CLOCK))

    def hub_time_ms(self) -> int:
        """The highest signed hub time ever seen, in milliseconds since 1970; 0 before the first."""
        return self._value(HUB_TIME_MS)

    @finishing
    def saw_key_list(self, version: int) -> None:
        """Keep the highest version of the hub's key list that was ever used. Raises SealError K09 for a lower one: nobody may bring an old key back."""
        with write_tx(self._db):
            self._db.execute(
                "INSERT INTO counters(name, value) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM counters WHERE name = ?)",
                (KEY_LIST, version, KEY_LIST),
            )
            self._db.execute("UPDATE counters SET value = ? WHERE name = ? AND value < ?", (version, KEY_LIST, version))
        if (highest := self._value(KEY_LIST)) > version:
            raise SealError(ROLLED_BACK, f"version {version}, and {highest} was used before")

    def sequence(self) -> int:
        """The last sequence given to an entry; 0 before the first."""
        return self._value(SEQUENCE)

    def _value(self, name: str) -> int:
        with storing("counter"):
            row = self._db.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()
        return int(row[0])


def grow(db: Database, name: str) -> int:
    """The counter's next value, in the transaction the caller is in; a transaction undone gives the number back."""
    rows = db.execute("UPDATE counters SET value = value + 1 WHERE name = ? RETURNING value", (name,)).fetchall()
    return int(rows[0][0])


def skip_to(db: Database, number: int) -> None:
    """Give no sequence up to this number any more, declared as a salvage declares it; in the transaction the caller is in."""
    given = int(db.execute("SELECT value FROM counters WHERE name = ?", (SEQUENCE,)).fetchone()[0])
    if given < number:
        for name in (SEQUENCE, NUMBERS_SKIPPED):
            db.execute("UPDATE counters SET value = ? WHERE name = ?", (number, name))
