"""One bit the other way round, at a place of a file; what became of it, and what a salvage makes of what was refused."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.base.errors import KioskError
from kiosk.outbox.model import OutboxEntry
from sync.store.rescue.rotation import Rotation
from tests.sync.store.rescue.kit import Handed, by_id, salvaged
from tests.sync.support import KEYS, ToldClock, opened

COPIED, CLOSED = 40, 60


@dataclass(frozen=True, slots=True)
class Image:
    """A terminal's files as they lie there, a copy of its database made earlier, and what had been handed in."""

    folder: Path
    copy: Path
    written: dict[str, OutboxEntry]


def image(folder: Path, *, files: tuple[str, ...]) -> Image:
    """Forty submissions, then a copy; twenty more. With "k.db-wal" it is what a power cut leaves, without it is closed."""
    folder.mkdir()
    store = opened(folder / "living.db")
    store.db.conn.execute("PRAGMA wal_autocheckpoint=0")
    for n in range(CLOSED):
        if n == COPIED:
            copy = Rotation(store.db, KEYS.database, folder / "copies", ToldClock()).copy()
            store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    written = by_id(store)
    if len(files) == 1:
        store.close()
    (folder / "there").mkdir()
    for name in files:
        shutil.copy(folder / name.replace("k.db", "living.db"), folder / "there" / name)
    store.close()
    return Image(folder, copy, written)


def places(size: int, count: int, seed: int) -> Iterator[tuple[int, int]]:
    """So many bits, spread over the whole file, first and last byte among them."""
    chance = random.Random(seed)
    for n in range(count):
        low, high = size * n // count, size * (n + 1) // count
        at = 0 if n == 0 else size - 1 if n == count - 1 else chance.randrange(low, max(high, low + 1))
        yield at, chance.randrange(8)


def turn(path: Path, at: int, bit: int) -> None:
    """Turn one bit round; again, and it is as it was."""
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1 << bit
    path.write_bytes(raw)


@dataclass(slots=True)
class Found:
    """Flips by what became of them, and the entries that no salvage brought back."""

    flips: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    harmless: int = 0
    unnoticed: list[str] = field(default_factory=list)
    recovered: int = 0
    lost_rows: int = 0


def flipped(
    there: Path, name: str, bits: Iterator[tuple[int, int]], *, tell: Callable[[], bool], found: Found
) -> Iterator[str]:
    """Each bit in turn; `tell` opens and reads, and says whether all is as it was. What is refused is told while it lies there."""
    for at, bit in bits:
        turn(there / name, at, bit)
        found.flips += 1
        try:
            whole = tell()
        except KioskError as error:
            found.refused[error.code] += 1
            yield f"{name} {at}:{bit}"
        else:
            found.harmless += whole
            found.unnoticed += [] if whole else [f"{name} {at}:{bit}"]
        turn(there / name, at, bit)


def rescued(image: Image, out: Path, found: Found) -> None:
    """What a technician does: a salvage of copy and damaged file; every entry it gives is the very one that was written."""
    salvaged(image.copy, image.folder / "there" / "k.db", out=out)
    store = opened(out)
    after = by_id(store)
    store.close()
    assert all(image.written[id] == entry for id, entry in after.items())
    found.recovered += set(after) == set(image.written)
    found.lost_rows += len(set(image.written) - set(after))
