"""The audit: who did what and when, in a chain of hashes, written in the transaction of the deed itself."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from kiosk.applications.model import canonical
from kiosk.base.events import AuditEvent
from sync.store.driver import write_tx
from sync.store.errors import AUDIT_BROKEN, REFUSED, fault, storing

_DOMAIN = b"kiosk-audit-v1\x00"
_START = bytes(32)


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last event's number and hash; whoever holds one notices when the chain is cut short."""

    n: int
    hash: bytes


class SqliteAudit:
    """The chain in the store: hash of n = SHA-256(domain ‖ hash of n-1 ‖ n in 8 bytes ‖ event as canonical JSON)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def append(self, event: AuditEvent) -> None:
        """Add an event in the transaction the caller is in; raises StoreError S05 outside of one."""
        if not self._db.conn.in_transaction:
            raise fault(REFUSED, "an audit event outside of its deed's transaction")
        with storing("audit"):
            head = self.head()
            body = canonical(event)
            self._db.execute(
                "INSERT INTO audit(n, body, hash) VALUES (?, ?, ?)",
                (head.n + 1, body, _hash(head.hash, head.n + 1, body)),
            )

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
        head = AuditHead(0, _START)
        for n, body, kept in self._rows():
            if n != head.n + 1 or _hash(head.hash, n, body) != kept:
                raise fault(AUDIT_BROKEN, f"event {head.n + 1}")
            head = AuditHead(n, kept)
        return head

    def events(self) -> tuple[AuditEvent, ...]:
        """Every event, oldest first."""
        return tuple(msgspec.json.decode(body, type=AuditEvent) for _, body, _ in self._rows())

    def _rows(self) -> Generator[tuple[int, bytes, bytes]]:
        with storing("audit"):
            yield from self._db.execute("SELECT n, body, hash FROM audit ORDER BY n")


def _hash(previous: bytes, n: int, body: bytes) -> bytes:
    return hashlib.sha256(_DOMAIN + previous + n.to_bytes(8, "big") + body).digest()
