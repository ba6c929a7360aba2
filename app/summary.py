"""What a demo has to show for itself: summary.json and receipt.pdf."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec

from app.playing import Walk
from kiosk.applications.model import Kind
from kiosk.outbox.model import EntryState, OutboxEntry
from sync.hub.report import report_of
from sync.store.store import Store

RECEIPT = "receipt.pdf"
SUMMARY = "summary.json"


class Counts(msgspec.Struct, frozen=True):
    """Entries of one kind: still waiting, and settled by a verified acknowledgement."""

    queued: int
    delivered: int


class HubCounts(msgspec.Struct, frozen=True):
    """Applications stored and acknowledgements signed for them; ratings are counted apart."""

    applications: int
    acknowledgements: int
    ratings: int


class ReceiptFile(msgspec.Struct, frozen=True):
    """The receipt: where it lies, its hash, and what its QR code says."""

    path: str
    sha256: str
    qr_text: str


class Summary(msgspec.Struct, frozen=True):
    """`outbox` counts applications, `ratings` the ratings; `seconds` are at each screen, and "total"."""

    reference_number: str
    item: str
    screens: tuple[str, ...]
    pictures: tuple[str, ...]
    outbox: Counts
    ratings: Counts
    hub: HubCounts
    receipt: ReceiptFile
    seconds: dict[str, float]


def summarise(directory: Path, store: Store, walk: Walk, *, item: str, total_s: float) -> Summary:
    """Read both databases and copy the receipt of the one application to `receipt.pdf`."""
    entries = store.outbox.entries()
    row = store.ledger.rows()[-1]
    printed = directory / "receipts" / f"{row.receipt.number}-1.pdf"
    receipt = directory / RECEIPT
    shutil.copyfile(printed, receipt)
    hub = report_of(f"sqlite:///{directory / 'hub.db'}")
    return Summary(
        reference_number=row.receipt.number,
        item=item,
        screens=tuple(walk.screens),
        pictures=tuple(str(path.relative_to(directory)) for path in walk.pictures),
        outbox=_counts(entries, Kind.APPLICATION),
        ratings=_counts(entries, Kind.RATING),
        hub=HubCounts(hub.applications, hub.acknowledgements - hub.ratings, hub.ratings),
        receipt=ReceiptFile(str(receipt), hashlib.sha256(receipt.read_bytes()).hexdigest(), row.receipt.qr_text),
        seconds={**walk.seconds, "total": round(total_s, 3)},
    )


def _counts(entries: tuple[OutboxEntry, ...], kind: Kind) -> Counts:
    delivered = sum(entry.state is EntryState.DELIVERED for entry in entries if entry.kind is kind)
    waiting = sum(entry.state is not EntryState.DELIVERED for entry in entries if entry.kind is kind)
    return Counts(waiting, delivered)
