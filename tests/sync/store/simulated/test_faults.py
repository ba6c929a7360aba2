"""What the simulated disk is told to do wrong becomes a coded fault, and nothing that was acknowledged is lost by it."""

from __future__ import annotations

import gc
import random
import resource
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError
from sync.store.driver import check_integrity, connect
from sync.store.simulator import SimulatedDisk, Trouble
from tests.sync.store.conftest import NewDisk
from tests.sync.store.simulated.kit import KEY, PATH, WAL, add, made, reopened, rows, table, worked
from tests.sync.support import ToldClock


@pytest.mark.parametrize("kind", [Trouble.WRITE, Trouble.SHORT_WRITE, Trouble.SYNC])
def test_a_failing_disk_is_a_fault_and_loses_nothing(new_disk: NewDisk, kind: Trouble) -> None:
    """At whichever operation it fails, once: S04, the next writes succeed, and what was acknowledged is there after a power cut."""
    struck = 0
    for seed in range(120):
        disk = new_disk(seed)
        disk.fail(kind, after=seed, count=1)
        committed, code = worked(disk, "FULL")
        assert code in {"S04", None, "S01"}, (seed, code)
        struck += disk.struck().get(kind, 0)
        disk.power_cut()
        assert set(committed) <= set(reopened(disk)), seed
    assert struck > 60


def test_it_goes_on_by_itself_after_a_failure(disk: SimulatedDisk) -> None:
    with closing(table(disk)) as db:
        for n in range(40):
            disk.fail(Trouble.SYNC, count=1)
            with pytest.raises(StoreError, match="S04"):
                add(db, 1000 + n)
            disk.mend()
            add(db, n)
        disk.power_cut()
    assert reopened(disk) == list(range(40))


def test_a_disk_that_does_not_read(disk: SimulatedDisk) -> None:
    with closing(table(disk)) as db:
        add(db, 1)
    disk.fail(Trouble.READ)
    with pytest.raises(StoreError, match="S04"):
        connect(PATH, KEY, disk=disk)
    disk.mend()
    assert reopened(disk) == [1]


def test_a_full_disk_refuses_and_keeps(disk: SimulatedDisk) -> None:
    committed = []
    with closing(table(disk)) as db:
        disk.fill(free_bytes=100_000)
        with suppress(StoreError):
            for n in range(100):
                add(db, n)
                committed.append(n)
        assert 3 < len(committed) < 90
        with pytest.raises(StoreError, match="S02"):
            add(db, 100)
        assert rows(db) == committed
        disk.drain()
        add(db, 100)
    assert reopened(disk) == [*committed, 100]


def test_a_read_only_disk_is_read_and_not_written(disk: SimulatedDisk) -> None:
    with closing(table(disk)) as db:
        add(db, 1)
        disk.protect()
        assert rows(db) == [1]
        with pytest.raises(StoreError, match="S04"):
            add(db, 2)
        assert disk.files()[str(WAL)]
        with pytest.raises(StoreError, match=r"S09|S04"):
            connect(PATH.with_name("new.db"), KEY, disk=disk)
    disk.mend()
    assert reopened(disk) == [1]


def test_a_rotten_bit_is_found_wherever_it_is(new_disk: NewDisk) -> None:
    chance = random.Random(0).randrange
    for seed in range(60):
        disk = new_disk(seed)
        with closing(table(disk)) as db:
            for n in range(20):
                add(db, n)
        disk.flip(PATH, chance(8 * (disk.size(PATH) or 0)))
        with pytest.raises(StoreError, match="S01"), closing(connect(PATH, KEY, disk=disk)) as db:
            check_integrity(db)


def test_a_bug_in_the_disk_is_raised_and_not_swallowed() -> None:
    """SQLite is told of an I/O error, and whoever ends the disk's use learns what it really was."""

    def wrong(_microseconds: int) -> None:
        raise ZeroDivisionError

    disk = SimulatedDisk("bug", chance=lambda below: 0, clock=ToldClock(), pause_us=wrong)
    db = table(disk)
    disk.slow(1)
    with pytest.raises(StoreError, match="S04"):
        add(db, 1)
    db.close()
    with pytest.raises(ZeroDivisionError):
        disk.close()


def test_a_disk_is_closed_after_its_connections() -> None:
    disk = made("held", 0)
    db = table(disk)
    with pytest.raises(RuntimeError, match="still open on the disk held"):
        disk.close()
    del disk
    gc.collect()
    # The callbacks of what was left open still stand, and say that the disk is dead.
    with pytest.raises(dbapi2.OperationalError, match="disk I/O error"):
        db.conn.execute("SELECT * FROM t")
    db.close()
    made("held", 0).close()


def test_two_disks_of_one_name_are_refused(disk: SimulatedDisk) -> None:
    with pytest.raises(ValueError, match=r"disk-0 already"):
        made(disk.vfs, 0)


def test_two_thousand_disks_leave_nothing_behind() -> None:
    """Each with a database that died on it; the first ones fill the allocators' pools."""
    used = 0
    for number in range(2_000):
        if number == 500:
            used = resident()
        disk = made(f"leak-{number}", number)
        db = dbapi2.connect("/k.db", vfs=disk.vfs, isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        db.execute("CREATE TABLE t AS SELECT zeroblob(30000)")
        disk.power_cut()
        db.close()
        disk.close()
    assert resident() - used < 8 << 20, "1,500 disks of more than 30 kB each"


def resident() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
