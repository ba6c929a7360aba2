"""Durable queues side by side, ours and others', each putting 2 kB on the disk at every call; as a program it puts so many."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import litequeue
import persistqueue
from huey.storage import SqliteStorage
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from kiosk.applications.model import Kind
from kiosk.base.events import CITIZEN, AuditEvent, Verb
from kiosk.outbox.model import Sealed
from sync.store.driver import PAGE_SIZE, PRAGMAS, connect, write_tx
from sync.store.migrations import migrate
from sync.store.store import Store
from tests.sync.support import KEYS, NOW_MS, CountedEntropy, opened

PAYLOAD = CountedEntropy().bytes(2048)
PUTS_A_TEST = 40

Put = Callable[[], object]


def floor(path: Path) -> Put:
    """What no durable queue can beat: append to a file, and wait for the disk."""
    return appending(path, PAYLOAD)


def appending(path: Path, raw: bytes) -> Put:
    """Append these bytes to a file and wait for the disk."""
    file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def put() -> None:
        os.write(file, raw)
        os.fdatasync(file)

    return put


def plain_keyed(path: Path) -> Put:
    """Our driver as it is, and one INSERT: no number, no guard, no audit."""
    return _plain(connect(path, KEYS.database))


def plain_unkeyed(path: Path) -> Put:
    """The same over a connection without a key."""
    return _plain(unkeyed(path))


def whole(path: Path) -> Put:
    """The product's own submission: numbered, stamped, guarded, audited, keyed."""
    return submitting(opened(path), PAYLOAD)


def unkeyed(path: Path) -> Database:
    """A connection that differs from the product's by the key alone."""
    conn = dbapi2.connect(str(path), isolation_level=None, cached_statements=512)
    conn.execute(f"PRAGMA page_size={PAGE_SIZE}")
    for pragma in PRAGMAS:
        conn.execute(f"PRAGMA {pragma}").fetchall()
    return Database(conn, strict=True)


def submitting(store: Store, envelope: bytes) -> Put:
    """Submit an envelope under a new id at every call."""
    entropy = CountedEntropy(b"ids")

    def put() -> None:
        id = entropy.bytes(16).hex()
        event = AuditEvent(Verb.RATING_COLLECTED, CITIZEN, id, NOW_MS)
        store.outbox.submit(id, lambda _: Sealed(id, Kind.RATING, "rp-alive", envelope, "0" * 64, event))

    return put


def _plain(db: Database) -> Put:
    """The outbox as the product's schema makes it, indexes and all, but for its triggers."""
    migrate(db)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    ids = map("{:032x}".format, itertools.count())

    def put() -> None:
        with write_tx(db):
            db.conn.execute(
                "INSERT INTO outbox(id, kind, item, state, envelope, sha256, queued_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (next(ids), "rating", "rp-alive", "queued", PAYLOAD, "0" * 64, NOW_MS),
            )

    return put


def with_litequeue(path: Path) -> Put:
    """It takes text, and sets synchronous=NORMAL, which loses what it acknowledged at a power cut: forced to FULL here."""
    queue, text = litequeue.LiteQueue(path), PAYLOAD[:1024].hex()
    queue.conn.execute("PRAGMA synchronous=FULL")
    return lambda: queue.put(text)


def with_persistqueue(path: Path) -> Put:
    """Its queue with acknowledgements, the one comparable in what it promises."""
    queue = persistqueue.SQLiteAckQueue(str(path), auto_commit=True)
    return lambda: queue.put(PAYLOAD)


def with_huey(path: Path) -> Put:
    """Its storage on SQLite, told to wait for the disk."""
    storage = SqliteStorage("queue", str(path), fsync=True)
    return lambda: storage.enqueue(PAYLOAD)


PEERS: Mapping[str, Callable[[Path], Put]] = MappingProxyType(
    {"litequeue": with_litequeue, "persist-queue": with_persistqueue, "huey": with_huey}
)
OURS: Mapping[str, Callable[[Path], Put]] = MappingProxyType(
    {"plain, unkeyed": plain_unkeyed, "plain, keyed": plain_keyed, "whole": whole}
)
QUEUES: Mapping[str, Callable[[Path], Put]] = MappingProxyType({"floor": floor, **PEERS, **OURS})


def main() -> None:
    """`python -m tests.bench.queues NAME PATH COUNT`."""
    name, path, count = sys.argv[1:]
    put = QUEUES[name](Path(path))
    for _ in range(int(count)):
        put()


if __name__ == "__main__":
    main()
