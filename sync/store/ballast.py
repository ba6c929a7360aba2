"""The ballast: a file that takes up room until the disk is full, and then leaves it to what was begun."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlite_utils import Database

from kiosk.base.errors import StoreError
from sync.store.disk import Disk
from sync.store.errors import DISK_FULL, storing

# On a full disk not even the WAL can be folded in: room for all of it, 1,000 pages of 4,120 bytes (driver.py), and half as much again.
BALLAST_BYTES = 6 << 20
SUFFIX = "-ballast"


class Ballast:
    """One file beside the database; no application is begun without it, and what was begun may have its room."""

    def __init__(self, database: Path, db: Database, disk: Disk) -> None:
        self._file = ballast_of(database)
        self._db = db
        self._disk = disk

    def laid(self) -> bool:
        """Whether it lies there, whole. Raises StoreError S04."""
        with storing("ballast"):
            return self._disk.size(self._file) == BALLAST_BYTES

    def lay(self) -> bool:
        """Whether it lies there, laid now if there is room. Raises StoreError S04."""
        if self.laid():
            return True
        with storing("ballast"):
            try:
                self._disk.allocate(self._file, BALLAST_BYTES)
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    return False
                raise
        return True

    def give_up(self) -> bool:
        """Leave its room to a write, and fold the WAL in so that it begins anew; False when it was given up before."""
        if not drop(self._file, self._disk):
            return False
        with suppress(StoreError), storing("checkpoint"):
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return True


def ballast_of(database: Path) -> Path:
    """The file beside a database."""
    return database.with_name(database.name + SUFFIX)


def drop(file: Path, disk: Disk) -> bool:
    """Leave its room to whoever writes next; False when it was gone. Raises StoreError S04, and S09 where nothing may be removed."""
    with storing("ballast"):
        if disk.size(file) is None:
            return False
        disk.remove(file)
    return True


class Ballasted(Protocol):
    """Whoever writes with a ballast to fall back on."""

    _ballast: Ballast


W = TypeVar("W", bound=Ballasted)
P = ParamSpec("P")
R = TypeVar("R")


def finishing(write: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
    """A write that meets a full disk is tried once more in the ballast's room; it is one transaction, so nothing of it was kept."""

    @wraps(write)
    def finished(writer: W, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return write(writer, *args, **kwargs)
        except StoreError as error:
            if error.code != DISK_FULL or not writer._ballast.give_up():
                raise
        return write(writer, *args, **kwargs)

    return finished
