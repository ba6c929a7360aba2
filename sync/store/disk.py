"""The disk a database lies on, as far as it is more than SQLite's: making a file, its size, the room that is left."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """Where files are; failures are OSErrors."""

    @property
    def vfs(self) -> str | None:
        """The name under which SQLite knows it; None for the machine's own."""
        ...

    def create(self, path: Path) -> None:
        """Make the file, for its owner alone, when it does not exist."""
        ...

    def size(self, path: Path) -> int | None:
        """The file's bytes; None when it does not exist."""
        ...

    def free_bytes(self, path: Path) -> int:
        """Room for this user on the disk that holds `path`."""
        ...


class RealDisk:
    """The machine's own file systems."""

    vfs = None

    def create(self, path: Path) -> None:
        """Make the file with mode 0600 when it does not exist."""
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))

    def size(self, path: Path) -> int | None:
        """The file's bytes; None when it does not exist."""
        try:
            return path.stat().st_size
        except FileNotFoundError:
            return None

    def free_bytes(self, path: Path) -> int:
        """What statvfs leaves to those who are not root."""
        disk = os.statvfs(path)
        return disk.f_bavail * disk.f_frsize


REAL_DISK = RealDisk()
