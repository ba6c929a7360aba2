"""A queue of any length, made fast and legally: every row passes the schema's guards, in one transaction without a journal."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from sync.store.driver import connect
from sync.store.schema import SEQUENCE
from sync.store.schema_clock import HYBRID_CLOCK
from tests.bench.handing_in import store_at
from tests.sync.support import KEYS, NOW_MS, Submission

# What is lent at once. A lending looks at these and at the one that does not fit any more: they are real.
BATCH = 32
# A million of them is half a gigabyte.
ENVELOPE_BYTES = 256
# The counters go ahead of the row, as the guards want it; ids as they come, in the order of time.
_LOADER = f"""CREATE TEMP TRIGGER load INSTEAD OF INSERT ON loading BEGIN
    UPDATE counters SET value = value + 1 WHERE name IN ('{SEQUENCE}', '{HYBRID_CLOCK}');
    INSERT INTO outbox(seq, id, kind, item, state, envelope, sha256, due_ms, queued_at_ms, hybrid)
    VALUES (NEW.seq, printf('%032x', NEW.seq), 'application', 'rp-alive', 'queued', randomblob({ENVELOPE_BYTES}),
        printf('%064x', NEW.seq), 0, {NOW_MS} + NEW.seq, (SELECT value FROM counters WHERE name = '{HYBRID_CLOCK}'));
END"""
_COUNTED = "WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) SELECT i FROM n"


def fill(path: Path, count: int) -> None:
    """Make a store at `path` with so many queued entries."""
    store = store_at(path)
    for number in range(BATCH + 1):
        store.outbox.submit(f"first-{number}", Submission(f"first-{number}"))
    store.close()
    db = connect(path, KEYS.database)
    try:
        _load(db, BATCH + 2, count)
    finally:
        db.close()


def _load(db: Database, first: int, last: int) -> None:
    for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-262144"):
        db.conn.execute(f"PRAGMA {pragma}").fetchall()
    db.conn.execute("CREATE TEMP VIEW loading AS SELECT seq FROM main.outbox")
    db.conn.execute(_LOADER)
    db.conn.execute("BEGIN IMMEDIATE")
    db.conn.execute(f"INSERT INTO loading(seq) {_COUNTED}", (first, last))
    db.conn.execute("COMMIT")
