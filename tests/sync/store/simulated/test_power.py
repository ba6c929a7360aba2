"""A power cut takes what was not synced and nothing else; a killed program loses nothing that it wrote."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError
from sync.store.simulator import SimulatedDisk
from tests.sync.store.conftest import NewDisk
from tests.sync.store.simulated.kit import WAL, add, reopened, submitted, table, worked


def cut(disk: SimulatedDisk, changes: int, synchronous: str) -> tuple[list[int], list[int]]:
    """What was committed when the power went in the middle of a change, and what the next program finds."""
    disk.cut_power_after(changes)
    committed, code = worked(disk, synchronous)
    assert disk.dark
    assert code in {"S01", "S04"}
    disk.power_on()
    return committed, reopened(disk)


def test_nothing_committed_is_lost(new_disk: NewDisk) -> None:
    """Cut in any write, sync or change of names; beyond the committed only the one under way may be there."""
    for seed in range(200):
        committed, found = cut(new_disk(seed), seed % 250, "FULL")
        assert found in (committed, [*committed, len(committed)]), seed


def test_without_a_sync_at_each_commit_some_is_lost(new_disk: NewDisk) -> None:
    """The disk proves itself: what NORMAL does not promise, it takes, though never from the middle."""
    lost = 0
    for seed in range(100):
        committed, found = cut(new_disk(seed), 100 + seed, "NORMAL")
        assert found == list(range(len(found))), seed
        lost += len(found) < len(committed)
    assert lost > 30


def test_without_any_sync_the_database_breaks(new_disk: NewDisk) -> None:
    broken = 0
    for seed in range(40):
        disk = new_disk(seed)
        try:
            cut(disk, 150 + seed, "OFF")
        except (StoreError, dbapi2.DatabaseError):
            broken += 1
    assert broken > 5


def test_a_torn_frame_of_the_wal_is_ignored(new_disk: NewDisk) -> None:
    """The second row's frames lie in the file but for some sectors: SQLite's checksum refuses them."""
    torn = 0
    for seed in range(60):
        disk = new_disk(seed)
        with closing(table(disk)) as db:
            add(db, 1)
            promised = disk.files()[str(WAL)]
            db.conn.execute("PRAGMA synchronous=NORMAL")
            add(db, 2)
            written = disk.files()[str(WAL)]
            disk.power_cut()
        left = disk.files()[str(WAL)]
        assert left.startswith(promised)
        torn += len(promised) < len(left) and not written.startswith(left)
        assert reopened(disk) == ([1, 2] if left == written else [1])
    assert torn > 15


def test_a_killed_program_keeps_all_that_it_committed(disk: SimulatedDisk) -> None:
    """And nothing that it did not; its locks are gone with it, also those of a write transaction."""
    dead = table(disk)
    dead.conn.execute("PRAGMA synchronous=OFF")
    for n in range(5):
        add(dead, n)
    dead.conn.execute("BEGIN IMMEDIATE")
    dead.conn.execute("INSERT INTO t VALUES (99, '')")
    disk.kill()
    with closing(table(disk)) as db:
        add(db, 5)
    for sql in ("COMMIT", "SELECT count(*) FROM t", "BEGIN IMMEDIATE"):
        with pytest.raises(dbapi2.OperationalError, match="disk I/O error"):
            dead.conn.execute(sql)
    assert reopened(disk) == [0, 1, 2, 3, 4, 5]
    dead.close()
    assert reopened(disk) == [0, 1, 2, 3, 4, 5]


def test_the_same_seed_is_the_same_fate(new_disk: NewDisk) -> None:
    """Of rows, of file lengths, and of all that was done to every file."""

    def fate(seed: int) -> list[object]:
        said: list[object] = []
        for changes in range(100, 180, 16):
            disk = new_disk(seed)
            said += [cut(disk, changes, "NORMAL"), disk.traffic(), [len(raw) for raw in disk.files().values()]]
        return said

    assert fate(1) == fate(1)
    assert fate(1) != fate(4)


def test_the_store_survives_on_it(new_disk: NewDisk) -> None:
    """The product's own submissions: whatever step the power goes at, what was acknowledged is there, once and in order."""
    for seed in range(40):
        acknowledged, found = submitted(new_disk(seed), changes=seed * 3)
        assert found in (acknowledged, [*acknowledged, f"id-{len(acknowledged)}"]), seed
