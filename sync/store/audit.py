"""The audit: who did what and when, in a chain of hashes, written in the transaction of the deed itself."""

from __future__ import annotations

from collections.abc import Generator

import msgspec
from sqlite_utils import Database

from kiosk.applications.model import canonical
from kiosk.base.events import AuditEvent
from sync.store.ballast import Ballast, finishing
from sync.store.chain import START, UNSIGNED, AuditHead, Hash, Link, Signings, chained, walk
from sync.store.driver import write_tx
from sync.store.errors import AUDIT_BROKEN, REFUSED, fault, storing
from sync.store.hybrid import SqliteHybridClock


class SqliteAudit:
    """The chain in the store; `hash` is that of the suite the store was begun with."""

    def __init__(self, db: Database, hybrid: SqliteHybridClock, ballast: Ballast, *, hash: Hash) -> None:
        self._db = db
        self._hybrid = hybrid
        self._ballast = ballast
        self._hash = hash

    def append(self, event: AuditEvent) -> int:
        """Add an event in the transaction the caller is in, and return its stamp; raises StoreError S05 outside of one."""
        if not self._db.conn.in_transaction:
            raise fault(REFUSED, "an audit event outside of its deed's transaction")
        with storing("audit"):
            body, stamp = canonical(event), self._hybrid.stamp()
            head = chained(self.head(), body, stamp=stamp, hash=self._hash)
            self._db.execute(
                "INSERT INTO audit(n, body, hash, hybrid) VALUES (?, ?, ?, ?)", (head.n, body, head.hash, stamp)
            )
        return stamp

    @finishing
    def record(self, event: AuditEvent) -> None:
        """Add an event that stands alone, durably. Raises StoreError S.. ."""
        with write_tx(self._db):
            self.append(event)

    def head(self) -> AuditHead:
        """The last event's number and hash; number 0 when there is none yet."""
        row = self._db.execute("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1").fetchone()
        return AuditHead(row[0], row[1]) if row else START

    def at(self, n: int) -> AuditHead | None:
        """Event `n` as it stands in the chain, the start for 0; None when there is no such event."""
        if n == 0:
            return START
        with storing("audit"):
            row = self._db.execute("SELECT n, hash FROM audit WHERE n = ?", (n,)).fetchone()
        return AuditHead(row[0], row[1]) if row else None

    def verify(self, signed: Signings = UNSIGNED, *, since: int = 0) -> AuditHead:
        """Walk the chain (0.4 s for 100,000 events) from event `since`, which is taken as it stands, and return its end.

        `signed`: the hashes that checkpoints name, by number; without them a chain cut short, or made anew from somewhere
        on, is whole in itself. Raises StoreError S07 at the first broken link.
        """
        start = self.at(since)
        if start is None:
            raise fault(AUDIT_BROKEN, f"it ends at event {self.head().n}, and event {since} was signed")
        return walk(self.links(since), start, hash=self._hash, signed=signed, gaps=self.gaps())

    def events(self) -> tuple[AuditEvent, ...]:
        """Every event, oldest first."""
        return tuple(msgspec.json.decode(link.body, type=AuditEvent) for link in self.links(0))

    def gaps(self) -> dict[int, int]:
        """The runs of events that a salvage found lost, last by first."""
        with storing("audit"):
            return dict(self._db.execute("SELECT first, last FROM audit_gaps").fetchall())

    def links(self, since: int) -> Generator[Link]:
        """The events after number `since`, as they are kept. Raises StoreError S.. ."""
        with storing("audit"):
            rows = self._db.execute("SELECT n, body, hash, hybrid FROM audit WHERE n > ? ORDER BY n", (since,))
            yield from (Link(*row) for row in rows)
