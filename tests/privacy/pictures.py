"""The search for pictures that were taken: no part of one lies anywhere in the clear, on disk, in the database or in memory-backed files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.materials.camera import Shot
from sync.store.store import Store
from tests.privacy import places

# So long a part stands nowhere by chance.
PART, EVERY = 24, 4096
MEMORY = Path("/dev/shm")
MOST_BYTES = 1 << 26


def parts(shots: Iterable[Shot]) -> set[bytes]:
    """Parts of each picture, of its JPEG and of its pixels; plain paper, which is many pixels alike, tells nothing."""
    raws = [raw for shot in shots for raw in (shot.jpeg, shot.small.rgb)]
    found = {raw[at : at + PART] for raw in raws for at in range(0, len(raw) - PART, EVERY)}
    return {part for part in found if len(set(part)) > PART // 3}


def pictures_left(folder: Path, store: Store, key: bytes, *, shots: Iterable[Shot]) -> list[str]:
    """Where a part of a picture was found; the platform's own files apart."""
    sought = parts(shots)
    assert len(sought) > 20, "the search would prove nothing"
    looks = (
        places.files(folder),
        places.cells(store),
        places.database(folder, key),
        places.processes(),
        places.caches(),
        _memory(),
    )
    return sorted({where for look in looks for where, raw in look if any(part in raw for part in sought)})


def _memory() -> Iterator[tuple[str, bytes]]:
    for path in MEMORY.rglob("*"):
        try:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                yield str(path), path.read_bytes()
        except (FileNotFoundError, PermissionError):
            continue
