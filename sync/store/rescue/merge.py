"""Out of all that was found, one state of the queue: the newest that is legal; ids decide what is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kiosk.base.ids import COUNTER_DIGITS, TERMINAL_CODE_LENGTH, is_reference_number
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState, Receipt
from kiosk.receipts.rules import is_open
from sync.store.rescue.finds import (
    ATTACHMENTS,
    AUDIT,
    COUNTERS,
    DRAFTS,
    OUTBOX,
    RECEIPTS,
    Event,
    Find,
    acknowledges,
    belongs,
    decoded,
)
from sync.store.rescue.records import Value
from sync.store.schema import HUB_TIME_MS, SEQUENCE, SYNC_ROUND, TERMINAL_STATES
from sync.store.schema_clock import HYBRID_CLOCK
from sync.store.schema_salvaged import NUMBERS_SKIPPED

Values = tuple[Value, ...]
# Columns of outbox and receipts.
SEQ, ID, STATE, SHA256, DUE, LEASE, DETAIL, HYBRID = 0, 1, 4, 6, 8, 9, 11, 12
# So many numbers may have been given after the newest counter that was found; a page holds some twenty entries.
SKIPPED = {SEQUENCE: 1_000, SYNC_ROUND: 1_000_000}


@dataclass(frozen=True, slots=True)
class Lost:
    """A number that was given and whose entry is gone; what is known of it from receipt or audit."""

    sequence: int
    id: str = ""
    reference_number: str = ""


@dataclass(slots=True)
class Merged:
    """Rows by table, ready to be put in; counters; and what could not be."""

    rows: dict[str, list[Values]] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    doubled: tuple[str, ...] = ()
    skipped: int = 0
    gaps: tuple[tuple[int, int], ...] = ()


def merge(found: Iterable[Find], *, counted: bool) -> Merged:
    """One state out of all versions of all rows; `counted`: the newest counters are certainly among them."""
    by_table: dict[str, list[Find]] = {table: [] for table in (OUTBOX, RECEIPTS, AUDIT, DRAFTS, COUNTERS, ATTACHMENTS)}
    for find in found:
        by_table[find.table].append(find)
    entries, doubled = _one_a_number(_entries(by_table[OUTBOX]))
    ids = {entry[ID]: entry for entry in entries}
    receipts = {find.key: find for find in sorted(by_table[RECEIPTS], key=_copies)}
    kept = [_receipt(find) for find in receipts.values() if find.key in ids and _is_receipt_of(find, ids[find.key])]
    audit = _newest(by_table[AUDIT])
    merged = Merged(doubled=tuple(doubled))
    merged.rows = {
        OUTBOX: entries,
        RECEIPTS: kept,
        AUDIT: sorted((find.values for find in audit.values()), key=lambda values: _number(values[0])),
        DRAFTS: _drafts(by_table[DRAFTS], ids),
        ATTACHMENTS: [find.values for find in _newest(by_table[ATTACHMENTS]).values()],
    }
    merged.gaps = tuple(_gaps([_number(values[0]) for values in merged.rows[AUDIT]]))
    told = _told((find.values[1] for find in receipts.values()), (find.values[1] for find in audit.values()))
    told |= {_number(find.values[SEQ]): Lost(_number(find.values[SEQ]), str(find.key)) for find in by_table[OUTBOX]}
    merged.counters, merged.skipped = _counters(by_table, merged, highest=max(told, default=0), counted=counted)
    given = {_number(entry[SEQ]) for entry in entries}
    last = merged.counters[SEQUENCE] - merged.skipped
    merged.lost = tuple(told.get(number, Lost(number)) for number in range(1, last + 1) if number not in given)
    return merged


def _entries(found: list[Find]) -> list[Find]:
    """One version of each entry: a settled one never moves again, so it is the last; else the one written last."""
    best: dict[Value, Find] = {}
    for find in sorted(found, key=lambda find: (_is_settled(find), find.sure, find.proven, find.rank)):
        best[find.values[ID]] = find
    return list(best.values())


def _one_a_number(found: list[Find]) -> tuple[list[Values], list[str]]:
    """A number belongs to one entry; another one that claims it was never committed."""
    held: dict[Value, Find] = {}
    doubled = []
    for find in sorted(found, key=lambda find: (find.sure, find.proven, find.rank), reverse=True):
        if held.setdefault(find.values[SEQ], find) is not find:
            doubled.append(str(find.values[ID]))
    entries = [_settled_or_queued(find) for find in held.values()]
    return sorted(entries, key=lambda values: _number(values[SEQ])), doubled


def _settled_or_queued(find: Find) -> Values:
    """Who held a lease is dead. What nothing proves settled is sent once more: the hub recognises what it holds."""
    state = find.values[STATE]
    if _is_settled(find) or (state == EntryState.PARKED and find.proven):
        return find.values
    detail = find.values[DETAIL] if find.proven else None
    changed: dict[int, Value] = {STATE: EntryState.QUEUED.value, DUE: 0, LEASE: None, DETAIL: detail}
    return tuple(changed.get(place, value) for place, value in enumerate(find.values))


def _is_settled(find: Find) -> bool:
    state, detail = find.values[STATE], find.values[DETAIL]
    if find.proven:
        return state in TERMINAL_STATES
    return state == EntryState.DELIVERED and acknowledges(detail, find.values[ID], find.values[SHA256])


def _copies(find: Find) -> tuple[int, bool, tuple[int, int]]:
    return _number(find.values[3]), find.sure, find.rank


def _receipt(find: Find) -> Values:
    """Whether paper came out of an open job nobody knows any more: a person is asked before it is printed again."""
    state = PrintState(str(find.values[2]))
    return (*find.values[:2], PrintState.UNCERTAIN.value if is_open(state) else state.value, find.values[3])


def _is_receipt_of(find: Find, entry: Values) -> bool:
    receipt = decoded(find.values[1], Receipt)
    return find.proven or (receipt is not None and belongs(receipt, entry))


def _drafts(found: list[Find], ids: dict[Value, Values]) -> list[Values]:
    """Those of the newest source alone, and only as its pages are now: one that was discarded stays so."""
    last = max((find.rank[0] for find in found), default=0)
    present = [find for find in found if find.newest and find.rank[0] == last and find.values[1] not in ids]
    return [find.values for find in _newest(present).values()]


def _newest(found: list[Find]) -> dict[object, Find]:
    return {find.key: find for find in sorted(found, key=lambda find: (find.sure, find.rank))}


def _told(receipts: Iterable[Value], events: Iterable[Value]) -> dict[int, Lost]:
    """The numbers that receipts and audit speak of."""
    told = {}
    for raw in events:
        event = decoded(raw, Event)
        if event is not None and is_reference_number(event.detail):
            told[_counter_of(event.detail)] = Lost(_counter_of(event.detail), event.subject, event.detail)
    for raw in receipts:
        receipt = decoded(raw, Receipt)
        if receipt is not None and is_reference_number(receipt.number):
            number = _counter_of(receipt.number)
            told[number] = Lost(number, receipt.application_id, receipt.number)
    return told


def _gaps(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers that is missing before the last one there."""
    for before, after in pairwise([0, *numbers]):
        if after > before + 1:
            yield before + 1, after - 1


def _counter_of(reference: str) -> int:
    return int(reference[TERMINAL_CODE_LENGTH : TERMINAL_CODE_LENGTH + COUNTER_DIGITS])


def _counters(
    by_table: dict[str, list[Find]], merged: Merged, *, highest: int, counted: bool
) -> tuple[dict[str, int], int]:
    """Each above the highest value ever seen; where the newest may be lost, numbers are skipped rather than given twice."""
    counters = {SEQUENCE: 0, SYNC_ROUND: 0, HUB_TIME_MS: 0}
    for find in by_table[COUNTERS]:
        name = str(find.values[0])
        if find.proven:
            counters[name] = max(counters.get(name, 0), _number(find.values[1]))
    counters[SEQUENCE] = max(counters[SEQUENCE], highest)
    stamps = [values[HYBRID] for values in merged.rows[OUTBOX] if len(values) > HYBRID]
    stamps += [values[3] for values in merged.rows[AUDIT] if len(values) > 3]
    counters[HYBRID_CLOCK] = max(counters.get(HYBRID_CLOCK, 0), 0, *map(_number, stamps))
    skipped = 0 if counted else SKIPPED[SEQUENCE]
    if not counted:
        counters = {name: value + SKIPPED.get(name, 0) for name, value in counters.items()}
    counters[NUMBERS_SKIPPED] = counters[SEQUENCE]
    return counters, skipped


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
