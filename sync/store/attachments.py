"""Attachments: sealed files beside the database, each named by the hash of its sealed bytes and durable before its row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from kiosk.base.clock import Clock
from kiosk.base.errors import StoreError
from kiosk.base.steps import Reached, Step
from sync.store.ballast import Ballast, finishing
from sync.store.disk import UNFINISHED, Disk
from sync.store.driver import write_tx
from sync.store.errors import FILE_LOST, fault, storing

FOLDER = "attachments"
# One folder for each first byte of a hash: a folder of 100,000 files is slow to look through on a flash card.
FOLDERS = tuple(f"{first:02x}" for first in range(256))
# Of drafts that are gone, when nothing was handed in under their id; what was handed in keeps its files.
_NOBODYS = (
    "NOT EXISTS (SELECT 1 FROM outbox WHERE id = application_id)"
    " AND NOT EXISTS (SELECT 1 FROM drafts WHERE id = application_id)"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One sealed file of an application; `place` is its turn, from 1."""

    application_id: str
    sha256: str
    size: int
    place: int
    added_at_ms: int


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took away: rows of nobody, files without a row, files never finished; and of how many rows the file is gone."""

    rows: int
    files: int
    unfinished: int
    missing: int


class SqliteAttachments:
    """The files and their rows. A plain hash would tell a thief which known document this is; that of sealed bytes does not."""

    def __init__(
        self, db: Database, database: Path, *, clock: Clock, disk: Disk, ballast: Ballast, reached: Reached
    ) -> None:
        self._db = db
        self._folder = database.with_name(FOLDER)
        self._clock = clock
        self._disk = disk
        self._ballast = ballast
        self._reached = reached

    @finishing
    def add(self, application_id: str, sealed: bytes) -> str:
        """Keep a sealed file of an application that is not handed in yet, durably; the same one twice is one file. Returns its hash.

        Raises StoreError S05 for an application that is handed in, S02 to S04 for the disk.
        """
        if not sealed:
            raise ValueError("an attachment has at least one byte")
        sha256 = hashlib.sha256(sealed).hexdigest()
        with storing("attachment"):
            self._disk.make_folders(self._folder, FOLDERS)
            # Also when it is there: the name of one that a killed program left may not be durable yet.
            self._disk.write_durably(self._file(sha256), sealed)
        self._reached(Step.PICTURE_WRITTEN)
        with write_tx(self._db):
            # Whoever let go of the same bytes meanwhile took the file along.
            if self._disk.size(self._file(sha256)) is None:
                self._disk.write_durably(self._file(sha256), sealed)
            self._insert(application_id, sha256, len(sealed))
        self._reached(Step.PICTURE_KEPT)
        return sha256

    def of(self, application_id: str) -> tuple[Attachment, ...]:
        """An application's attachments in the order they were added. Raises StoreError S.. ."""
        with storing("attachments"):
            rows = self._db.execute(
                "SELECT application_id, sha256, size, place, added_at_ms FROM attachments"
                " WHERE application_id = ? ORDER BY place",
                (application_id,),
            ).fetchall()
        return tuple(Attachment(*row) for row in rows)

    def read(self, sha256: str) -> bytes:
        """The sealed bytes, which are those that were added. Raises StoreError S13 when they are gone or are others."""
        with storing("attachment"):
            sealed = b"" if self._disk.size(self._file(sha256)) is None else self._disk.read(self._file(sha256))
        if hashlib.sha256(sealed).hexdigest() != sha256:
            raise fault(FILE_LOST, sha256)
        return sealed

    def whole(self, application_id: str) -> frozenset[str]:
        """The hashes of an application's files that are what was added; a damaged or lost one is left out. Raises StoreError S.. ."""
        return frozenset(row.sha256 for row in self.of(application_id) if self._is_whole(row.sha256))

    def hold_to(self, application_id: str, hashes: frozenset[str]) -> tuple[str, ...]:
        """Forget what an application does not name, in the transaction the caller is in; what was handed in stays as it is.

        Returns the hashes for `clear`, which comes after the commit.
        """
        mine = "application_id = ? AND NOT EXISTS (SELECT 1 FROM outbox WHERE id = application_id)"
        kept = [row[0] for row in self._db.execute(f"SELECT sha256 FROM attachments WHERE {mine}", (application_id,))]
        unnamed = tuple(sha256 for sha256 in kept if sha256 not in hashes)
        for sha256 in unnamed:
            self._db.execute(f"DELETE FROM attachments WHERE {mine} AND sha256 = ?", (application_id, sha256))
        return unnamed

    def let_go(self, application_ids: Iterable[str]) -> tuple[str, ...]:
        """Forget the rows of applications that are neither drafts nor handed in, in the transaction the caller is in.

        Returns the hashes for `clear`, which comes after the commit: a row must never outlive its file.
        """
        gone: list[str] = []
        for id in application_ids:
            mine = f"application_id = ? AND {_NOBODYS}"
            gone += [row[0] for row in self._db.execute(f"SELECT sha256 FROM attachments WHERE {mine}", (id,))]
            self._db.execute(f"DELETE FROM attachments WHERE {mine}", (id,))
        return tuple(gone)

    def clear(self, hashes: Iterable[str]) -> None:
        """Remove those files that no row names any more; under the write lock, so that nobody adds one of them meanwhile."""
        for sha256 in hashes:
            with write_tx(self._db):
                if self._db.execute("SELECT 1 FROM attachments WHERE sha256 = ?", (sha256,)).fetchone() is None:
                    self._disk.remove(self._file(sha256))

    @finishing
    def sweep(self) -> Swept:
        """Take away what crashes and power cuts left; for whoever holds the terminal's directory, before anything is added."""
        with write_tx(self._db):
            rows = self._db.execute(f"DELETE FROM attachments WHERE {_NOBODYS}").rowcount
        with write_tx(self._db):
            named = {row[0] for row in self._db.execute("SELECT DISTINCT sha256 FROM attachments")}
            found = [
                self._folder / first / name for first in FOLDERS for name in self._disk.names(self._folder / first)
            ]
            orphans = [file for file in found if file.name not in named]
            for file in orphans:
                self._disk.remove(file)
        unfinished = sum(file.name.endswith(UNFINISHED) for file in orphans)
        missing = len(named - {file.name for file in found})
        return Swept(rows, len(orphans) - unfinished, unfinished, missing)

    def _is_whole(self, sha256: str) -> bool:
        try:
            self.read(sha256)
        except StoreError as error:
            if error.code != FILE_LOST:
                raise
            return False
        return True

    def _insert(self, application_id: str, sha256: str, size: int) -> None:
        mine = "SELECT {} FROM attachments WHERE application_id = ?"
        if self._db.execute(mine.format("1") + " AND sha256 = ?", (application_id, sha256)).fetchone():
            return
        place = self._db.execute(mine.format("coalesce(max(place), 0) + 1"), (application_id,)).fetchone()[0]
        self._db.execute(
            "INSERT INTO attachments(application_id, sha256, size, place, added_at_ms) VALUES (?, ?, ?, ?, ?)",
            (application_id, sha256, size, place, self._clock.now().unix_ms),
        )

    def _file(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
