"""Files beside the database: the machine's disk and the simulated one keep the same promises."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from sync.store.disk import REAL_DISK, UNFINISHED, Disk
from sync.store.simulator import SimulatedDisk
from tests.sync.store.conftest import NewDisk

FILE = Path("/var/lib/doorstep/files/ab12")


def test_a_file_is_written_listed_read_replaced_and_removed(kept: Disk, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    assert kept.names(folder) == ()
    kept.write_durably(folder / "b", b"first" * 1000)
    kept.write_durably(folder / "b", b"second")
    kept.write_durably(folder / "a", b"")
    assert kept.names(folder) == ("a", "b")
    assert (kept.read(folder / "b"), kept.size(folder / "b")) == (b"second", 6)
    for _ in range(2):
        kept.remove(folder / "b")
    assert kept.names(folder) == ("a",)
    assert kept.size(folder / "b") is None
    with pytest.raises(FileNotFoundError):
        kept.read(folder / "b")


def test_an_allocated_file_takes_up_room(kept: Disk, tmp_path: Path) -> None:
    before = kept.free_bytes(tmp_path)
    kept.allocate(tmp_path / "ballast", 64 << 20)
    assert kept.size(tmp_path / "ballast") == 64 << 20
    # Others write on the machine's disk meanwhile.
    assert abs(before - kept.free_bytes(tmp_path) - (64 << 20)) < 32 << 20
    kept.remove(tmp_path / "ballast")
    assert abs(before - kept.free_bytes(tmp_path)) < 32 << 20


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    REAL_DISK.write_durably(tmp_path / "files" / "a", b"x")
    REAL_DISK.allocate(tmp_path / "files" / "ballast", 1)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "files").iterdir()}
    assert (modes, stat.S_IMODE((tmp_path / "files").stat().st_mode)) == ({0o600}, 0o700)


def test_what_fails_half_way_leaves_the_old_and_nothing_else(
    kept: Disk, tmp_path: Path, disk: SimulatedDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write_durably(tmp_path / "a", b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    disk.fill(free_bytes=1000)
    for call in ("fsync", "posix_fallocate"):
        monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        kept.write_durably(tmp_path / "a", bytes(2000))
    with pytest.raises(OSError, match="No space left"):
        kept.allocate(tmp_path / "b", 2000)
    assert kept.names(tmp_path) == ("a",)
    assert kept.read(tmp_path / "a") == b"old"


def test_what_was_written_durably_outlives_any_power_cut(new_disk: NewDisk) -> None:
    """Cut in the middle of any change: the old or the new, whole; the new as soon as the write has returned."""
    fates = set()
    for seed in range(400):
        disk = new_disk(seed)
        disk.write_durably(FILE, b"o" * 3000)
        disk.cut_power_after(seed % 8)
        try:
            disk.write_durably(FILE, b"n" * 5000)
            returned = "returned"
        except OSError:
            returned = "cut"
        disk.power_cut()
        disk.power_on()
        found = disk.read(FILE)
        assert found in {b"n" * 5000, b"o" * 3000}
        assert set(disk.names(FILE.parent)) <= {FILE.name, FILE.name + UNFINISHED}
        fates.add((returned, found[:1]))
    assert fates == {("returned", b"n"), ("cut", b"n"), ("cut", b"o")}


def test_what_was_removed_may_come_back(new_disk: NewDisk) -> None:
    found = set()
    for seed in range(20):
        disk = new_disk(seed)
        disk.write_durably(FILE, b"x")
        disk.remove(FILE)
        disk.power_cut()
        found.add(disk.names(FILE.parent))
    assert found == {(), (FILE.name,)}
