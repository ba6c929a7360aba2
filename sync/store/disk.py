"""The disk a database and the files beside it lie on, as far as it is not SQLite's own affair."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

# The name's end while a file is being written; what still has it after a start belongs to nobody.
UNFINISHED = ".unfinished"


class Disk(Protocol):
    """Where files are, each for its owner alone; failures are OSErrors."""

    @property
    def vfs(self) -> str | None:
        """The name under which SQLite knows it; None for the machine's own."""
        ...

    def create(self, path: Path) -> None:
        """Make an empty file when there is none."""
        ...

    def size(self, path: Path) -> int | None:
        """The file's bytes; None when there is none."""
        ...

    def read_at(self, path: Path, at: int, size: int) -> bytes:
        """So many bytes from there, fewer at the end."""
        ...

    def free_bytes(self, path: Path) -> int:
        """Room for this user on the disk that holds `path`."""
        ...

    def make_folders(self, parent: Path, names: tuple[str, ...]) -> None:
        """Make the folder and those within it, durably, unless the last of them is there."""
        ...

    def write_durably(self, path: Path, raw: bytes) -> None:
        """Put the bytes there, whole or not at all; they and the name outlive a power cut once this returns."""
        ...

    def allocate(self, path: Path, size: int) -> None:
        """Make a file of zeros that really takes up so much room, durably."""
        ...

    def read(self, path: Path) -> bytes:
        """The file's content."""
        ...

    def remove(self, path: Path) -> None:
        """Forget the file; that there is none is fine. A power cut may bring it back."""
        ...

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names of the files in the folder, sorted; none when there is no folder."""
        ...


class RealDisk:
    """The machine's own file systems."""

    vfs = None

    def create(self, path: Path) -> None:
        """Make an empty file of mode 0600 when there is none."""
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))

    def size(self, path: Path) -> int | None:
        """The file's bytes; None when there is none."""
        try:
            return path.stat().st_size
        except FileNotFoundError:
            return None

    def read_at(self, path: Path, at: int, size: int) -> bytes:
        """So many bytes from there, fewer at the end."""
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return os.pread(file, size, at)
        finally:
            os.close(file)

    def free_bytes(self, path: Path) -> int:
        """What statvfs leaves to those who are not root."""
        disk = os.statvfs(path)
        return disk.f_bavail * disk.f_frsize

    def make_folders(self, parent: Path, names: tuple[str, ...]) -> None:
        """One fsync for all of them: one for each would take a flash card seconds."""
        if not (parent / names[-1]).is_dir():
            _make_folder(parent)
            for name in names:
                (parent / name).mkdir(mode=0o700, exist_ok=True)
            _sync_folder(parent)

    def write_durably(self, path: Path, raw: bytes) -> None:
        """Beside it, fsync, rename, fsync of the folder, which is made if need be."""
        _make_folder(path.parent)
        unfinished = path.with_name(path.name + UNFINISHED)
        _fill(unfinished, partial(_write, raw=raw))
        unfinished.replace(path)
        _sync_folder(path.parent)

    def allocate(self, path: Path, size: int) -> None:
        """By posix_fallocate: a file with holes would take up nothing."""
        _fill(path, lambda file: os.posix_fallocate(file, 0, size))
        _sync_folder(path.parent)

    def read(self, path: Path) -> bytes:
        """The file's content."""
        return path.read_bytes()

    def remove(self, path: Path) -> None:
        """Unlink it when it is there."""
        path.unlink(missing_ok=True)

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names of the files in the folder, sorted; none when there is no folder."""
        try:
            return tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_file()))
        except FileNotFoundError:
            return ()


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        _sync_folder(folder.parent)


def _fill(path: Path, fill: Callable[[int], None]) -> None:
    """The file filled and on the medium, or not there."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        fill(file)
        os.fsync(file)
    except OSError:
        path.unlink()
        raise
    finally:
        os.close(file)


def _write(file: int, raw: bytes) -> None:
    """A write may take less than it was given, and says so."""
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(file, rest) :]


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


REAL_DISK = RealDisk()
