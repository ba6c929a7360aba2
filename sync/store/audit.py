"""The audit: who did what and when, in a chain of hashes, written in the transaction of the deed itself."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from kiosk.applications.model import canonical
from kiosk.base.events import AuditEvent
from sync.store.ballast import Ballast, finishing
from sync.store.driver import write_tx
from sync.store.errors import AUDIT_BROKEN, REFUSED, fault, storing
from sync.store.hybrid import SqliteHybridClock

# Events of the first schema have no stamp; the two domains keep a hash of one kind from being taken for one of the other.
_UNSTAMPED = b"kiosk-audit-v1\x00"
_STAMPED = b"kiosk-audit-v2\x00"
_START = bytes(32)


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last event's number and hash; whoever holds one notices when the chain is cut short."""

    n: int
    hash: bytes


class SqliteAudit:
    """The chain in the store: hash of n = SHA-256(domain ‖ hash of n-1 ‖ n ‖ stamp ‖ event as canonical JSON), numbers in 8 bytes."""

    def __init__(self, db: Database, hybrid: SqliteHybridClock, ballast: Ballast) -> None:
        self._db = db
        self._hybrid = hybrid
        self._ballast = ballast

    def append(self, event: AuditEvent) -> int:
        """Add an event in the transaction the caller is in, and return its stamp; raises StoreError S05 outside of one."""
        if not self._db.conn.in_transaction:
            raise fault(REFUSED, "an audit event outside of its deed's transaction")
        with storing("audit"):
            head = self.head()
            body = canonical(event)
            stamp = self._hybrid.stamp()
            self._db.execute(
                "INSERT INTO audit(n, body, hash, hybrid) VALUES (?, ?, ?, ?)",
                (head.n + 1, body, _hash(head.hash, head.n + 1, stamp=stamp, body=body), stamp),
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
        return AuditHead(row[0], row[1]) if row else AuditHead(0, _START)

    def verify(self) -> AuditHead:
        """Walk the whole chain (0.4 s for 100,000 events) and return its end; raises StoreError S07 at the first broken link.

        A chain cut short at its end is whole in itself: compare the head with the one kept elsewhere.
        """
        head, last = AuditHead(0, _START), 0
        gaps = self._gaps()
        for n, body, kept, stamp in self._rows():
            # Once an event is stamped, each later one is, and later.
            in_time = not last or (stamp or 0) > last
            linked = n == head.n + 1 and _hash(head.hash, n, stamp=stamp, body=body) == kept
            if not in_time or not (linked or gaps.get(head.n + 1) == n - 1):
                raise fault(AUDIT_BROKEN, f"event {head.n + 1}")
            head, last = AuditHead(n, kept), stamp or 0
        return head

    def events(self) -> tuple[AuditEvent, ...]:
        """Every event, oldest first."""
        return tuple(msgspec.json.decode(body, type=AuditEvent) for _, body, _, _ in self._rows())

    def _gaps(self) -> dict[int, int]:
        """The runs of events that a salvage found lost, last by first."""
        with storing("audit"):
            return dict(self._db.execute("SELECT first, last FROM audit_gaps").fetchall())

    def _rows(self) -> Generator[tuple[int, bytes, bytes, int | None]]:
        with storing("audit"):
            yield from self._db.execute("SELECT n, body, hash, hybrid FROM audit ORDER BY n")


def _hash(previous: bytes, n: int, *, stamp: int | None, body: bytes) -> bytes:
    begin = _UNSTAMPED if stamp is None else _STAMPED
    stamped = b"" if stamp is None else stamp.to_bytes(8, "big")
    return hashlib.sha256(begin + previous + n.to_bytes(8, "big") + stamped + body).digest()
