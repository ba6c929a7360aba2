"""Copies on another disk: proven before they are named, the newest three kept; whatever fails, older ones stay whole."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base.errors import StoreError
from sync.store.driver import write_tx
from sync.store.rescue.look import look
from sync.store.rescue.rotation import KEPT, CopyStep, Rotation, refuse_same_disk, unwatched
from sync.store.store import Store, open_store
from tests.sync.store.rescue.kit import Handed, salvaged, trash
from tests.sync.support import KEYS, CountedEntropy, ToldClock, opened


def rotation(store: Store, folder: Path, reached: object = None) -> Rotation:
    return Rotation(store.db, KEYS.database, folder, ToldClock(), reached=reached if callable(reached) else unwatched)


def entries_in(copy: Path, out: Path) -> set[str]:
    """What a fresh machine gets out of a copy, with nothing but the device's key."""
    look(copy, KEYS.database)
    salvaged(copy, out.with_name("nothing.db"), out=out)
    store = opened(out)
    ids = {entry.id for entry in store.outbox.entries()}
    store.close()
    return ids


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_newest_three_are_kept_and_each_is_whole(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    for n in range(KEPT + 2):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
        made = rotation(store, tmp_path / "copies").copy()
        assert made.name == f"copy-{n + 1:08}.db" and made.stat().st_mode & 0o777 == 0o600
    store.close()
    assert names(tmp_path / "copies") == [f"copy-{n:08}.db" for n in (3, 4, 5)]
    for number in (3, 4, 5):
        ids = entries_in(tmp_path / "copies" / f"copy-{number:08}.db", tmp_path / f"out-{number}.db")
        assert ids == {f"id-{n}" for n in range(number)}


def test_a_copy_has_what_waits_in_the_wal(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    store.db.conn.execute("PRAGMA wal_autocheckpoint=0")
    store.outbox.submit("late", Handed("late"))
    made = rotation(store, tmp_path / "copies").copy()
    store.close()
    assert entries_in(made, tmp_path / "out.db") == {"late"}


@pytest.mark.parametrize("step", CopyStep)
def test_a_power_cut_at_every_step_leaves_a_good_copy(tmp_path: Path, root: Path, step: CopyStep) -> None:
    store = opened(tmp_path / "k.db")
    for n in range(KEPT):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
        rotation(store, tmp_path / "copies").copy()
    store.outbox.submit("new", Handed("new"))
    store.close()
    command = [sys.executable, "-m", "tests.sync.store.rescue.dying", str(tmp_path), step.value]
    dead = subprocess.run(command, cwd=root, timeout=30, check=False)
    assert dead.returncode == -signal.SIGKILL
    named = [name for name in names(tmp_path / "copies") if name.startswith("copy-")]
    assert len(named) >= KEPT
    for name in named:
        ids = entries_in(tmp_path / "copies" / name, tmp_path / f"out-{name}")
        assert {"id-0"} <= ids
    store = opened(tmp_path / "k.db")
    made = rotation(store, tmp_path / "copies").copy()
    store.close()
    assert len(names(tmp_path / "copies")) == KEPT, "what was left half done is gone"
    assert entries_in(made, tmp_path / "out.db") == {"id-0", "id-1", "id-2", "new"}


def test_what_is_not_proven_is_never_named(tmp_path: Path) -> None:
    """A disk that gives back something else than was written on it."""
    store = opened(tmp_path / "k.db")
    for n in range(20):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    good = rotation(store, tmp_path / "copies").copy().read_bytes()

    def spoil(step: CopyStep) -> None:
        if step is CopyStep.ON_DISK:
            trash(tmp_path / "copies" / ".copy-00000002.db.part", [7])

    with pytest.raises(StoreError, match="S12"):
        rotation(store, tmp_path / "copies", spoil).copy()
    assert names(tmp_path / "copies") == ["copy-00000001.db"]
    assert (tmp_path / "copies" / "copy-00000001.db").read_bytes() == good
    store.close()


def test_a_copy_that_lacks_an_entry_is_never_named(tmp_path: Path) -> None:
    """Authentic under the key, and not what the store holds: an older copy in its place."""
    store = opened(tmp_path / "k.db")
    store.outbox.submit("old", Handed("old"))
    old = rotation(store, tmp_path / "copies").copy()
    other = opened(tmp_path / "other.db")
    for id in ("x", "y"):
        other.outbox.submit(id, Handed(id))
    strange = rotation(other, tmp_path / "strange").copy()
    other.close()

    def exchange(step: CopyStep) -> None:
        if step is CopyStep.ON_DISK:
            shutil.copy(strange, tmp_path / "copies" / ".copy-00000002.db.part")

    with pytest.raises(StoreError, match="S12"):
        rotation(store, tmp_path / "copies", exchange).copy()
    assert names(tmp_path / "copies") == [old.name]
    store.close()


def test_a_damaged_store_makes_no_copy(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    for n in range(60):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    rotation(store, tmp_path / "copies").copy()
    store.close()
    trash(tmp_path / "k.db", [9])
    store = open_store(
        tmp_path / "k.db", KEYS, clock=ToldClock(), entropy=CountedEntropy(), first=lambda path, key, disk: None
    )
    with pytest.raises(StoreError, match="S01"):
        rotation(store, tmp_path / "copies").copy()
    assert names(tmp_path / "copies") == ["copy-00000001.db"]
    store.close()


def test_a_disk_that_is_away(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    with pytest.raises(StoreError, match="S10"):
        rotation(store, tmp_path / "not mounted" / "terminal").copy()
    assert not (tmp_path / "not mounted").exists(), "nothing is made where the disk should be"
    store.close()


def test_the_terminals_own_disk_is_no_second_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="S10"):
        refuse_same_disk(tmp_path / "k.db", tmp_path / "copies")
    refuse_same_disk(tmp_path / "k.db", Path("/dev/shm/copies"))


def test_a_disk_that_takes_too_long(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    with write_tx(store.db):
        store.db.execute(
            "CREATE TABLE long AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 50000) SELECT n FROM n"
        )
    clock = ToldClock()

    class Racing(ToldClock):
        """Each look at the clock is a minute later."""

        def monotonic_s(self) -> float:
            clock.unix_ms += 60_000
            return clock.unix_ms / 1000

    slow = Rotation(store.db, KEYS.database, tmp_path / "copies", Racing(), longest_s=100.0)
    with pytest.raises(StoreError, match="S12"):
        slow.copy()
    assert names(tmp_path / "copies") == []
    assert rotation(store, tmp_path / "copies").copy().exists()
    store.close()
