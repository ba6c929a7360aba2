"""What waits in the WAL counts when it was committed, and only then; a damaged frame takes no other along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.outbox.model import OutboxEntry
from sync.store.driver import PAGE_SIZE
from tests.sync.store.rescue.kit import Handed, by_id, pages, salvaged, trash
from tests.sync.support import opened


def crashed(path: Path, count: int, *, folded: int) -> dict[str, OutboxEntry]:
    """A store whose power went after `count` submissions, of which `folded` were checkpointed; at `path`."""
    living = path.with_name("living")
    living.mkdir()
    store = opened(living / path.name)
    store.db.conn.execute("PRAGMA wal_autocheckpoint=0")
    for n in range(count):
        if n == folded:
            store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    before: dict[str, OutboxEntry] = dict(by_id(store))
    for suffix in ("", "-wal"):
        shutil.copy(f"{living / path.name}{suffix}", f"{path}{suffix}")
    store.close()
    return before


def test_frames_of_the_wal_win_over_the_file(tmp_path: Path) -> None:
    before = crashed(tmp_path / "k.db", 60, folded=30)
    trash(tmp_path / "k.db", list(range(2, pages(tmp_path / "k.db") + 1)))
    report = salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    after = by_id(store)
    assert {f"id-{n}" for n in range(31, 60)} <= set(after)
    assert all(after[id] == before[id] for id in after)
    assert report.next_sequence == 61
    store.close()


def test_nothing_but_the_wal_is_left(tmp_path: Path) -> None:
    before = crashed(tmp_path / "k.db", 40, folded=-1)
    (tmp_path / "k.db").unlink()
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    assert by_id(store) == before
    store.close()


@pytest.mark.parametrize("where", ["page", "checksum", "salts", "head"])
def test_a_damaged_frame_takes_no_other_along(tmp_path: Path, where: str) -> None:
    """SQLite stops at the first broken frame; what lies behind it is committed all the same."""
    before = crashed(tmp_path / "k.db", 40, folded=2)
    wal = tmp_path / "k.db-wal"
    frame = 32 + 60 * (24 + PAGE_SIZE)
    at = {"page": frame + 24 + 5000, "checksum": frame + 17, "salts": frame + 9, "head": 17}[where]
    raw = bytearray(wal.read_bytes())
    raw[at] ^= 0xFF
    wal.write_bytes(raw)
    report = salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    after = by_id(store)
    assert len(after) >= 39 and all(after[id] == before[id] for id in after)
    assert report.next_sequence > 40
    store.close()


def test_what_was_never_committed_is_not_raised_from_the_dead(tmp_path: Path) -> None:
    """A transaction that outgrew its cache and was cut off: its frames are in the WAL, without a commit."""
    store = opened(tmp_path / "living.db")
    store.outbox.submit("there", Handed("there"))
    store.db.conn.execute("PRAGMA cache_size=2")
    store.db.conn.execute("BEGIN IMMEDIATE")
    for n in range(40):
        store.db.conn.execute("UPDATE counters SET value = value + 1 WHERE name IN ('sequence', 'hybrid_clock')")
        sealed = Handed(f"never-{n}")(n + 2)
        values = (n + 2, sealed.id, sealed.kind, sealed.item, sealed.envelope, sealed.sha256)
        store.db.conn.execute(
            "INSERT INTO outbox(seq, id, kind, item, state, envelope, sha256, queued_at_ms, hybrid)"
            " SELECT ?, ?, ?, ?, 'queued', ?, ?, 0, value FROM counters WHERE name = 'hybrid_clock'",
            values,
        )
    wal = (tmp_path / "living.db-wal").read_bytes()
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"living.db{suffix}", tmp_path / f"k.db{suffix}")
    store.db.conn.execute("ROLLBACK")
    store.close()
    assert len(wal) > 30 * PAGE_SIZE, "nothing of it had reached the WAL"
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    after = opened(tmp_path / "out.db")
    assert list(by_id(after)) == ["there"]
    after.close()
