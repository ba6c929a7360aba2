"""Recognising rows by their table's shape, and believing only what verifies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from kiosk.applications.model import Kind
from kiosk.base.errors import SealError
from kiosk.delivery.model import Acknowledgement, Checkpoint, Countersignature, Signed
from kiosk.outbox.model import EntryState
from kiosk.receipts.codes import verification_code
from kiosk.receipts.model import PrintState, Receipt
from sync.seal.drafts import ROW_KEY_BYTES
from sync.seal.envelope import parse
from sync.store.rescue.pages import Book, Version
from sync.store.rescue.records import Row, Value, rows
from sync.store.schema_paper import FORMER

S = TypeVar("S", bound=msgspec.Struct)

OUTBOX, RECEIPTS, AUDIT, DRAFTS, COUNTERS = "outbox", "receipts", "audit", "drafts", "counters"
ATTACHMENTS, CHECKPOINTS, COUNTERSIGNATURES = "attachments", "checkpoints", "countersignatures"
# Of an entry that was carried here, the terminal it came from; the last column.
ORIGIN = 13
# Their first column is the rowid itself, which a row does not repeat.
_NUMBERED = (OUTBOX, AUDIT, CHECKPOINTS)


class Event(msgspec.Struct, frozen=True):
    """What is asked of an audit event, whichever program wrote it."""

    verb: str
    subject: str
    unix_ms: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Find:
    """One version of one row: its table, what tells it from the table's others, its columns in order, how it is known.

    `proven`: its page was authentic; otherwise it has proven itself. `newest`: its page has no later version.
    """

    table: str
    key: Value | tuple[Value, ...]
    values: tuple[Value, ...]
    rank: tuple[int, int]
    proven: bool
    sure: bool
    newest: bool


def finds(book: Book, source: int) -> Iterator[Find]:
    """Every believable version of every row of ours in a book; a later source counts as the newer one."""
    for number, versions in book.versions.items():
        for place, version in enumerate(versions):
            overflow = _following(book, version)
            for row in rows(book.plain(version), number, overflow):
                shaped = recognised(row)
                if shaped is not None and (book.proven or proves_itself(*shaped)):
                    table, values = shaped
                    rank = (source, version.rank)
                    yield Find(table, _key(table, values), values, rank, book.proven, version.sure, place == 0)


def recognised(row: Row) -> tuple[str, tuple[Value, ...]] | None:
    """The table of a row of ours and its values, the rowid put where the table names it; None for any other row."""
    for table, (fits, least, most) in _SHAPES.items():
        numbered = table in _NUMBERED
        values = (row.rowid, *row.values[1:]) if numbered else row.values
        if least <= len(values) <= most and (not numbered or row.values[0] is None) and fits(*values[:least]):
            return table, values
    return None


def proves_itself(table: str, values: tuple[Value, ...]) -> bool:
    """Whether a row of a page that nothing authenticates is whole all the same.

    An envelope names its entry, and its hash stands beside it. A receipt, an audit event and a draft are sealed or
    structured so that a changed block cannot pass; what a receipt and an event belong to is compared at the merge.
    """
    if table == OUTBOX:
        return header_fits(values)
    return table != COUNTERS


def header_fits(values: tuple[Value, ...]) -> bool:
    """Whether an entry's envelope says the same of it as its row."""
    try:
        header = parse(_bytes(values[5])).header
    except SealError:
        return False
    origin = values[ORIGIN] if len(values) > ORIGIN else None
    named = header.sequence == values[0] if origin is None else header.terminal == origin
    return named and (header.id, header.kind, header.item) == (values[1], values[2], values[3])


def acknowledges(detail: Value, id: Value, sha256: Value) -> bool:
    """Whether a settled entry's detail is an acknowledgement of these very bytes (its signature the hub's key alone verifies)."""
    signed = decoded(detail, Signed)
    ack = decoded(signed.body, Acknowledgement) if signed else None
    return ack is not None and (ack.id, ack.sha256) == (id, sha256)


def decoded(raw: Value, kind: type[S]) -> S | None:
    """The struct that stands in a column, None when it does not."""
    try:
        return msgspec.json.decode(_bytes(raw), type=kind)
    except msgspec.MsgspecError:
        return None


def belongs(receipt: Receipt, entry: tuple[Value, ...]) -> bool:
    """Whether a receipt's code was made from this entry's envelope."""
    return receipt.verification_code == verification_code(str(entry[6]))


def _entry(seq: Value, id: Value, kind: Value, item: Value, *rest: Value) -> bool:
    state, envelope, digest, attempts, due_ms, lease_until_ms, queued_at_ms, detail = rest
    return (
        _is(seq, int)
        and _is(id, str)
        and _among(kind, Kind)
        and _is(item, str)
        and _among(state, EntryState)
        and _is(digest, str)
        and all(_is(number, int) for number in (attempts, due_ms, queued_at_ms))
        and (lease_until_ms is None or _is(lease_until_ms, int))
        and (detail is None or _is(detail, bytes))
        and isinstance(envelope, bytes)
        and digest in _digests(envelope)
    )


def _digests(envelope: bytes) -> tuple[Value, ...]:
    """Whichever suite it was hashed with."""
    return tuple(hashlib.new(name, envelope).hexdigest() for name in ("sha256", "sm3"))


def _receipt(application_id: Value, receipt: Value, state: Value, copies: Value) -> bool:
    called = FORMER.get(state, state) if isinstance(state, str) else state
    if not (_is(application_id, str) and _is(receipt, bytes) and _among(called, PrintState) and _is(copies, int)):
        return False
    read = decoded(receipt, Receipt)
    return read is not None and read.application_id == application_id


def _event(n: Value, body: Value, hash: Value) -> bool:
    return _is(n, int) and isinstance(hash, bytes) and len(hash) == 32 and decoded(body, Event) is not None


def _draft(card: Value, id: Value, saved_at_ms: Value, body: Value) -> bool:
    fits = isinstance(card, bytes) and len(card) == ROW_KEY_BYTES
    return fits and _is(id, str) and _is(saved_at_ms, int) and _is(body, bytes)


def _counter(name: Value, value: Value) -> bool:
    return _is(name, str) and isinstance(value, int) and value >= 0


def _attachment(application_id: Value, sha256: Value, size: Value, place: Value, added_at_ms: Value) -> bool:
    named = _is(application_id, str) and isinstance(sha256, str) and len(sha256) == 64
    return named and all(_is(number, int) for number in (size, place, added_at_ms))


def _checkpoint(n: Value, body: Value, signature: Value) -> bool:
    return _is(n, int) and _is(signature, bytes) and decoded(body, Checkpoint) is not None


def _countersignature(line: Value, n: Value, body: Value, signature: Value) -> bool:
    return _is(line, int) and _is(n, int) and _is(signature, bytes) and decoded(body, Countersignature) is not None


# What a row must be, and how many columns it has: rows of an earlier schema end before its later columns.
_SHAPES: dict[str, tuple[Callable[..., bool], int, int]] = {
    OUTBOX: (_entry, 12, 14),
    RECEIPTS: (_receipt, 4, 8),
    AUDIT: (_event, 3, 4),
    CHECKPOINTS: (_checkpoint, 3, 3),
    COUNTERSIGNATURES: (_countersignature, 4, 4),
    DRAFTS: (_draft, 4, 4),
    COUNTERS: (_counter, 2, 2),
    ATTACHMENTS: (_attachment, 5, 5),
}


def _key(table: str, values: tuple[Value, ...]) -> Value | tuple[Value, ...]:
    if table == OUTBOX:
        return values[1]
    return values[:2] if table in (DRAFTS, ATTACHMENTS, COUNTERSIGNATURES) else values[0]


def _following(book: Book, leaf: Version) -> Callable[[int], bytes | None]:
    """The pages a long row goes on to: as they were when its leaf was written, or as they are now."""

    def page(number: int) -> bytes | None:
        versions = book.versions.get(number, [])
        then = next((version for version in versions if version.rank <= leaf.rank), None)
        found = then or book.newest(number)
        return None if found is None else book.plain(found)

    return page


def _is(value: Value, kind: type[Value]) -> bool:
    return isinstance(value, kind)


def _among(value: Value, kind: type[StrEnum]) -> bool:
    return isinstance(value, str) and value in {member.value for member in kind}


def _bytes(value: Value) -> bytes:
    return value if isinstance(value, bytes) else b""
