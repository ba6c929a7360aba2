"""How the store is: room on its disk, length and age of its queue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from kiosk.outbox.model import EntryState
from sync.store.disk import REAL_DISK, Disk
from sync.store.errors import DISK_FULL, storing

MIB = 1 << 20
_WAITING = (EntryState.QUEUED, EntryState.LEASED)
_SEEN = tuple(state for state in EntryState if state is not EntryState.DELIVERED)
# One statement, so one moment. Each state from its own small index; what was delivered grows for years, and is what is left.
_COUNTS = "SELECT count(*), NULL FROM outbox" + "".join(
    f" UNION ALL SELECT count(*), min(queued_at_ms) FROM outbox WHERE state = '{state}'" for state in _SEEN
)


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Entries by state, and when the oldest one still to be delivered was queued (None: nothing waits)."""

    queued: int
    leased: int
    delivered: int
    refused: int
    parked: int
    oldest_ms: int | None


def disk_free_mib(path: Path, disk: Disk = REAL_DISK) -> int:
    """Room for this user on the disk that holds `path`, in MiB. Raises StoreError S04."""
    with storing("disk"):
        return disk.free_bytes(path) // MIB


def reserve(path: Path, minimum_mib: int, *, disk: Disk = REAL_DISK) -> str | None:
    """None when `minimum_mib` are free, else S02: begin nothing new, for on a full disk not even the queue can shrink."""
    return None if disk_free_mib(path, disk) >= minimum_mib else DISK_FULL


def queue_counts(db: Database) -> QueueCounts:
    """The queue in numbers. Raises StoreError S.. ."""
    with storing("counts"):
        (total, _), *rows = db.execute(_COUNTS).fetchall()
    counts = {state: count for state, (count, _) in zip(_SEEN, rows, strict=True)}
    waiting = [
        oldest for state, (_, oldest) in zip(_SEEN, rows, strict=True) if state in _WAITING and oldest is not None
    ]
    return QueueCounts(
        **{state.value: count for state, count in counts.items()},
        delivered=total - sum(counts.values()),
        oldest_ms=min(waiting, default=None),
    )
