"""The store as a lane opens it: one connection, and everything kept behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from kiosk.base.clock import Clock, Entropy
from kiosk.base.errors import StoreError
from kiosk.base.steps import Reached, unwatched
from sync.seal.drafts import DraftSeal
from sync.seal.keys import DeviceKeys
from sync.seal.suite import Suite
from sync.store.attachments import SqliteAttachments
from sync.store.audit import SqliteAudit
from sync.store.ballast import BALLAST_BYTES, Ballast, ballast_of, drop
from sync.store.counters import SqliteCounters
from sync.store.disk import REAL_DISK, Disk
from sync.store.drafts import SqliteDrafts
from sync.store.driver import connect, write_tx
from sync.store.errors import DISK_FULL, storing
from sync.store.health import MIB, QueueCounts, disk_free_mib, queue_counts, reserve
from sync.store.hybrid import SqliteHybridClock
from sync.store.ledger import SqliteReceiptLedger
from sync.store.migrations import migrate
from sync.store.outbox import LEASE_S, SqliteOutbox
from sync.store.rescue.look import Look, look
from sync.store.suite import suite_of


@dataclass(frozen=True, slots=True)
class Store:
    """Everything the terminal keeps, over the one connection of one lane."""

    path: Path
    outbox: SqliteOutbox
    drafts: SqliteDrafts
    ledger: SqliteReceiptLedger
    attachments: SqliteAttachments
    audit: SqliteAudit
    ballast: Ballast
    counters: SqliteCounters
    db: Database
    disk: Disk

    def queue(self) -> QueueCounts:
        """The queue in numbers. Raises StoreError S.. ."""
        return queue_counts(self.db)

    def disk_free_mib(self) -> int:
        """Room on the store's disk, in MiB. Raises StoreError S04."""
        return disk_free_mib(self.path, self.disk)

    def reserve(self, minimum_mib: int) -> str | None:
        """None when so many MiB are free beside the ballast, which is laid again here; else the fault code S02: begin nothing new."""
        needed = minimum_mib if self.ballast.laid() else minimum_mib + BALLAST_BYTES // MIB
        return reserve(self.path, needed, disk=self.disk) or (None if self.ballast.lay() else DISK_FULL)

    def prove_writable(self) -> None:
        """Write one page and its frame to the disk, changing nothing. Raises StoreError S02 to S04 or S09."""
        with write_tx(self.db):
            # Nobody uses it, and setting it is never skipped as an update to the same value is.
            self.db.execute("PRAGMA user_version=0")

    def close(self) -> None:
        """Let go of the database; the last one to leave folds the WAL in. Raises StoreError S.. ."""
        with storing("close"):
            self.db.close()


def open_store(
    path: Path,
    keys: DeviceKeys,
    *,
    clock: Clock,
    entropy: Entropy,
    reached: Reached = unwatched,
    lease_s: int = LEASE_S,
    disk: Disk = REAL_DISK,
    first: Look = look,
    suite: Suite | None = None,
) -> Store:
    """Open the store, made and brought to this program's schema if need be; once per lane.

    `lease_s`: how long an entry is lent for sending. `suite`: the one of the settings; without it, the one the store was begun with.
    `first` is done before anything is opened: whoever has looked already need not look again for each lane.
    Raises StoreError S01 for a damaged page, S08 for another key, S02 to S04 and S09 for the disk, S06 for a newer program's database,
    ConfigError G01 for a store that was begun with another suite.
    """
    first(path, keys.database, disk)
    db, begun = _opened_in_some_room(path, keys.database, disk=disk, suite=suite)
    ballast = Ballast(path, db, disk)
    audit = SqliteAudit(db, SqliteHybridClock(db, clock), ballast, hash=begun.hash)
    attachments = SqliteAttachments(db, path, clock=clock, disk=disk, ballast=ballast, reached=reached)
    seal = DraftSeal(keys.drafts)
    return Store(
        path=path,
        outbox=SqliteOutbox(db, audit, ballast, reached=reached, lease_s=lease_s),
        drafts=SqliteDrafts(db, seal, attachments, ballast=ballast, entropy=entropy, reached=reached),
        ledger=SqliteReceiptLedger(db, audit, ballast, clock=clock),
        attachments=attachments,
        audit=audit,
        ballast=ballast,
        counters=SqliteCounters(db, ballast),
        db=db,
        disk=disk,
    )


def _opened_in_some_room(path: Path, key: bytes, *, disk: Disk, suite: Suite | None) -> tuple[Database, Suite]:
    """A full disk does not even let SQLite open; what waits is delivered all the same, in the ballast's room."""
    try:
        return _opened(path, key, disk=disk, suite=suite)
    except StoreError as error:
        if error.code != DISK_FULL or not drop(ballast_of(path), disk):
            raise
    return _opened(path, key, disk=disk, suite=suite)


def _opened(path: Path, key: bytes, *, disk: Disk, suite: Suite | None) -> tuple[Database, Suite]:
    """The database at this program's schema, and the suite it was begun with."""
    db = connect(path, key, disk=disk)
    try:
        migrate(db)
        return db, suite_of(db, suite)
    except BaseException:
        db.close()
        raise
