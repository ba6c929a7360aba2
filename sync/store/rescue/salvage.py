"""Salvage: out of a damaged database, its WAL and any copy of it, a fresh one with everything that verifies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.base.clock import Clock, Entropy
from kiosk.base.events import TECHNICIAN, AuditEvent, Verb
from kiosk.base.ids import TERMINAL_CODE_LENGTH, reference_number
from kiosk.receipts.model import Receipt
from sync.seal.keys import DeviceKeys
from sync.store.errors import WRONG_KEY, fault
from sync.store.rescue.finds import COUNTERS, RECEIPTS, Find, decoded, finds
from sync.store.rescue.merge import STATE, Counted, Lost, Merged, merge
from sync.store.rescue.pages import FILE_RANK, Book
from sync.store.rescue.rebuild import rebuild
from sync.store.schema import SEQUENCE
from sync.store.store import open_store


class Source(msgspec.Struct, frozen=True):
    """One file that was read. `authentic`: pages could be proven by the key; without its first page only rows prove themselves."""

    file: str
    pages: int
    lost_pages: int
    wal_frames: int
    lost_frames: int
    authentic: bool


class LostNumber(msgspec.Struct, frozen=True):
    """A number that was given and whose entry is gone; the id is empty where neither receipt nor audit knows it."""

    sequence: int
    id: str
    reference_number: str


class SalvageReport(msgspec.Struct, frozen=True):
    """What became of everything: rows kept by table, entries by state, numbers lost, where numbering goes on."""

    sources: tuple[Source, ...]
    kept: dict[str, int]
    states: dict[str, int]
    lost: tuple[LostNumber, ...]
    doubled: tuple[str, ...]
    next_sequence: int
    skipped_numbers: int


@dataclass(frozen=True, slots=True)
class Salvage:
    """What is to be read: copies oldest first, the damaged file last, all under one key."""

    files: tuple[Path, ...]
    keys: DeviceKeys

    def into(self, out: Path, *, clock: Clock, entropy: Entropy) -> SalvageReport:
        """Make the fresh database at `out`, where nothing is; the files themselves are only read.

        Raises StoreError S08 when nothing in them was written under this key, S02 to S04 for the disks.
        """
        books = self._books()
        if not any(book.is_ours() for book in books):
            raise fault(WRONG_KEY, "nothing in these files was written under this key")
        found = [find for source, book in enumerate(books) for find in finds(book, source)]
        merged = merge(found, _counted(books, found))
        kept = rebuild(out, self.keys.database, merged)
        store = open_store(out, self.keys, clock=clock, entropy=entropy)
        try:
            store.audit.record(_event(merged, clock))
        finally:
            store.close()
        return _report(tuple(map(_source, self.files, books)), merged, kept=kept)

    def _books(self) -> list[Book]:
        """A copy keeps its original's salt: where one file has lost it, another may still have it."""
        books = [Book(path, self.keys.database) for path in self.files]
        salts = tuple(book.salt for book in books if book.salt)
        return [
            book if book.proven else Book(path, self.keys.database, salts=salts)
            for path, book in zip(self.files, books, strict=True)
        ]


def _counted(books: list[Book], found: list[Find]) -> Counted:
    """Surely, where they are proven, of the last file, with nothing behind them lost."""
    last = len(books) - 1
    present = any(
        find.table == COUNTERS and find.key == SEQUENCE and find.newest and find.rank >= (last, FILE_RANK)
        for find in found
    )
    surely = present and books[last].proven and books[last].wal_is_whole
    return Counted.SURELY if surely else Counted.PERHAPS_NOT


def _event(merged: Merged, clock: Clock) -> AuditEvent:
    subject = f"lost-{len(merged.lost)}.skipped-{merged.skipped}"
    return AuditEvent(Verb.STORE_SALVAGED, TECHNICIAN, subject, clock.now().unix_ms)


def _source(path: Path, book: Book) -> Source:
    return Source(path.name, len(book.file), len(book.lost), len(book.wal), book.bad_frames, book.proven)


def _report(sources: tuple[Source, ...], merged: Merged, *, kept: dict[str, int]) -> SalvageReport:
    states: dict[str, int] = {}
    for entry in merged.rows["outbox"]:
        states[str(entry[STATE])] = states.get(str(entry[STATE]), 0) + 1
    code = _terminal_code(merged)
    return SalvageReport(
        sources=sources,
        kept=kept,
        states=states,
        lost=tuple(LostNumber(lost.sequence, lost.id, _number(lost, code)) for lost in merged.lost),
        doubled=merged.doubled,
        next_sequence=merged.counters[SEQUENCE] + 1,
        skipped_numbers=merged.skipped,
    )


def _terminal_code(merged: Merged) -> str:
    """What this terminal's reference numbers begin with, as its receipts say."""
    receipts = (decoded(values[1], Receipt) for values in merged.rows[RECEIPTS])
    return next((receipt.number[:TERMINAL_CODE_LENGTH] for receipt in receipts if receipt is not None), "")


def _number(lost: Lost, code: str) -> str:
    """The number a citizen may come with; a rating's is never told to anybody, but nobody can know which it was."""
    return lost.reference_number or (reference_number(code, lost.sequence) if code else "")
