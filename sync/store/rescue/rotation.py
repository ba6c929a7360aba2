"""Copies on a second disk: made while the terminal serves, proven there, and only then named; the newest few are kept."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from kiosk.base.clock import Clock
from kiosk.base.errors import StoreError
from sync.store.driver import connect_to_copy
from sync.store.errors import BAD_COPY, BUSY, DAMAGED, DISK_FULL, NO_PLACE, NO_ROOM, READ_ONLY, fault, storing

KEPT = 3
# A copy of 200 MB takes half a second on a disk like the terminal's own; a stick that needs five minutes is worn out.
LONGEST_S = 300.0
# How often SQLite looks whether it is to stop, in steps of its own machine.
_LOOK_EVERY = 10_000
_NAMED = re.compile(r"copy-(\d{8})\.db")
_UNFINISHED = re.compile(r"\.copy-\d{8}\.db\.part(-journal|-wal|-shm)?")
_TOLD_THERE = {DISK_FULL: NO_ROOM, READ_ONLY: NO_PLACE, BUSY: BUSY, DAMAGED: DAMAGED}


class CopyStep(StrEnum):
    """In order; a name says what is true when it is announced."""

    WRITTEN = "copy-written"
    ON_DISK = "copy-on-disk"
    PROVEN = "copy-proven"
    NAMED = "copy-named"
    OLDEST_GONE = "oldest-gone"


def unwatched(step: CopyStep) -> None:
    """Nobody is counting: what production passes."""


@contextmanager
def over_there() -> Generator[None]:
    """What goes wrong here goes wrong on the other disk, unless it says that the store itself is damaged."""
    try:
        with storing("copy"):
            yield
    except StoreError as error:
        code = error.code if error.code in (NO_PLACE, NO_ROOM, BAD_COPY) else _TOLD_THERE.get(error.code, BAD_COPY)
        raise fault(code, error.detail) from None


@dataclass(frozen=True, slots=True)
class Rotation:
    """The copies of one store in one folder, through a connection of the caller's lane.

    Nothing that is named a copy is ever written to again; a power cut leaves an unfinished one aside, and those before it whole.
    """

    db: Database
    key: bytes
    folder: Path
    clock: Clock
    longest_s: float = LONGEST_S
    reached: Callable[[CopyStep], None] = unwatched

    def copy(self) -> Path:
        """One more copy, proven; the oldest beyond the newest three go. Writers wait for none of it.

        Raises StoreError S10 to S12 for the other disk, S01 for a damaged store; then the copies before it stay.
        """
        if not self.folder.parent.is_dir():
            raise fault(NO_PLACE, f"no folder {self.folder.parent}")
        try:
            with over_there():
                return self._copy()
        except StoreError:
            with suppress(OSError):
                self._clear_away()
            raise

    def _copy(self) -> Path:
        self.folder.mkdir(exist_ok=True, mode=0o700)
        self._clear_away()
        numbers = [number for number, _ in self.copies()]
        named = self.folder / f"copy-{max(numbers, default=0) + 1:08}.db"
        unfinished = self.folder / f".{named.name}.part"
        self._write(unfinished)
        self.reached(CopyStep.WRITTEN)
        _to_disk(unfinished)
        self.reached(CopyStep.ON_DISK)
        self._prove(unfinished)
        self.reached(CopyStep.PROVEN)
        unfinished.rename(named)
        _sync(self.folder)
        self.reached(CopyStep.NAMED)
        for _, old in self.copies()[:-KEPT]:
            old.unlink()
        self.reached(CopyStep.OLDEST_GONE)
        return named

    def copies(self) -> list[tuple[int, Path]]:
        """The finished copies by number, oldest first."""
        named = ((_NAMED.fullmatch(path.name), path) for path in self.folder.iterdir())
        return sorted((int(match[1]), path) for match, path in named if match)

    def _clear_away(self) -> None:
        """What a power cut left half done is nobody's copy."""
        for path in self.folder.iterdir():
            if _UNFINISHED.fullmatch(path.name):
                path.unlink()

    def _write(self, path: Path) -> None:
        # Made beforehand so that nobody else may read it; SQLite takes an empty file for a new one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        end_s = self.clock.monotonic_s() + self.longest_s
        self.db.conn.set_progress_handler(lambda: self.clock.monotonic_s() > end_s, _LOOK_EVERY)
        try:
            self.db.conn.execute("VACUUM INTO ?", (str(path),))
        finally:
            self.db.conn.set_progress_handler(None, 0)

    def _prove(self, path: Path) -> None:
        """Every page authentic, and in it what the store had when it was made: there, rows are added and never deleted."""
        try:
            found = contents(path, self.key)
        except StoreError as error:
            raise fault(BAD_COPY, error.detail) from None
        ours = self.db.execute("SELECT count(*) FROM outbox WHERE seq <= ?", (found.last,)).fetchone()
        receipts = self.db.execute(
            "SELECT count(*) FROM receipts r JOIN outbox o ON o.id = r.application_id WHERE o.seq <= ?", (found.last,)
        ).fetchone()
        event = self.db.execute("SELECT hash FROM audit WHERE n = ?", (found.events,)).fetchone() or (b"",)
        if (ours, receipts, event) != ((found.entries,), (found.receipts,), (found.head,)):
            raise fault(BAD_COPY, f"{found.entries} of {ours[0]} entries")


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a copy, in numbers: last sequence, entries, receipts, audit events and the last one's hash."""

    last: int
    entries: int
    receipts: int
    events: int
    head: bytes


def contents(path: Path, key: bytes) -> Contents:
    """Read a whole copy; not a byte of it is touched. Raises StoreError S01 unless every page proves itself."""
    copy = connect_to_copy(path, key)
    try:
        with storing("read copy"):
            if copy.execute("PRAGMA cipher_integrity_check").fetchall():
                raise fault(DAMAGED, "a page of the copy")
            last, entries = copy.execute("SELECT coalesce(max(seq), 0), count(*) FROM outbox").fetchone()
            (receipts,) = copy.execute("SELECT count(*) FROM receipts").fetchone()
            events, head = copy.execute("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1").fetchone() or (0, b"")
    finally:
        copy.close()
    return Contents(last, entries, receipts, events, head)


def refuse_same_disk(database: Path, folder: Path) -> None:
    """A copy on the terminal's own disk dies with it: that is what an unplugged second disk leaves. Raises StoreError S10.

    The disk the system is on is its own too, though the terminal's directory may have a partition to itself.
    """
    own = {database.absolute().parent.stat().st_dev, Path("/").stat().st_dev}
    folder = folder.absolute()
    if next(place for place in (folder, *folder.parents) if place.exists()).stat().st_dev in own:
        raise fault(NO_PLACE, f"{folder} is on the terminal's own disk")


def _to_disk(path: Path) -> None:
    """Written out and forgotten, so that what is proven next is read from the disk itself."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(file)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
