"""Looking at a database before it is opened: whole, damaged, or of another key; nothing is opened, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sync.seal.pages import SALT_BYTES, PageSeal
from sync.store.disk import REAL_DISK, Disk
from sync.store.errors import DAMAGED, DISK, WRONG_KEY, fault, storing
from sync.store.rescue.pages import Book, pages_of, pages_said, wal_of
from sync.store.rescue.rot import has_hole

# Another program's checkpoint may be writing the very page that is read; it is done long before the third look.
LOOKS = 3

Look = Callable[[Path, bytes, Disk], None]


def look(path: Path, key: bytes, disk: Disk = REAL_DISK) -> None:
    """Authenticate every page (25 ms per 10 MB) and what waits in the WAL, whoever else has the database open.

    SQLite's own opening would not do: it deletes a WAL whose database is empty, folds one in on closing, and drops what
    lies behind a broken frame.
    Raises StoreError S01 for a database that is damaged or gone, S08 when nothing in it was written under this key,
    S04 when the disk does not read. A database that was never made is well.
    """
    with storing("look"):
        book = _book_of_damage(path, key, disk)
    lost = _lost(book) if book else []
    if book and lost and book.is_of_another_key():
        raise fault(WRONG_KEY, f"none of {len(book.file)} pages was written under this key")
    if lost:
        raise fault(DAMAGED, f"{len(lost)} damaged pages")
    with storing("look"):
        hole = all(_has_hole(path, disk) for _ in range(LOOKS))
    if hole:
        raise fault(DAMAGED, "committed frames of the WAL lie behind a broken one")


def _book_of_damage(path: Path, key: bytes, disk: Disk) -> Book | None:
    """Nothing when a look finds every page whole."""
    for _ in range(LOOKS - 1):
        if not _unproven(path, key, disk) or not _lost(Book(path, key, disk=disk)):
            return None
    return Book(path, key, disk=disk) if _unproven(path, key, disk) else None


def _has_hole(path: Path, disk: Disk) -> bool:
    wal = wal_of(path)
    size = disk.size(wal) or 0
    return bool(size) and has_hole(disk.read_at(wal, 0, size))


def already_seen(path: Path, key: bytes, disk: Disk) -> None:
    """For whoever has looked and has held the database since."""


def _unproven(path: Path, key: bytes, disk: Disk) -> bool:
    """Whether any page of the file itself, or the file, is missing or does not prove itself."""
    if not disk.size(path):
        return bool(disk.size(wal_of(path)))
    seal, said, seen = None, 0, 0
    for number, raw in pages_of(path, disk):
        if not raw:
            raise fault(DISK, f"page {number} is not read")
        if seal is None:
            seal = PageSeal(key, raw[:SALT_BYTES])
            said = pages_said(seal.open(1, raw)) if seal.proves(1, raw) else 0
        if not seal.proves(number, raw):
            return True
        seen = number
    return seen < said


def _lost(book: Book) -> list[int]:
    """The pages that neither the file nor the WAL holds as SQLite would read them; without the file it reads no WAL."""
    if not book.proven or not book.file:
        return [1]
    return [number for number in range(1, book.pages + 1) if not book.is_certain(number)]
