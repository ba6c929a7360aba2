"""Out of all that was found, one state of the queue: the newest that is legal; ids decide what is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from kiosk.base.ids import COUNTER_DIGITS, TERMINAL_CODE_LENGTH, is_reference_number
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState, Receipt
from kiosk.receipts.rules import is_open
from sync.store.rescue.finds import (
    ATTACHMENTS,
    AUDIT,
    CHECKPOINTS,
    COUNTERS,
    COUNTERSIGNATURES,
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
from sync.store.schema_paper import FORMER
from sync.store.schema_salvaged import NUMBERS_SKIPPED

Values = tuple[Value, ...]
KEPT_AS_THEY_ARE = (ATTACHMENTS, CHECKPOINTS, COUNTERSIGNATURES)
TABLES = (OUTBOX, RECEIPTS, AUDIT, DRAFTS, COUNTERS, *KEPT_AS_THEY_ARE)
# Columns of the outbox, and the stamp's of the audit.
SEQ, ID, STATE, SHA256, DUE, LEASE, DETAIL, HYBRID = 0, 1, 4, 6, 8, 9, 11, 12
STAMP = 3
# Of a receipt, those that came with m006.
PAPER_COLUMNS = 4
# So many may have been given after the newest counter that was found, for a lost page holds some twenty entries: where
# that is possible, numbers are skipped rather than given twice.
SKIPPED = {SEQUENCE: 1_000, SYNC_ROUND: 1_000_000}


@dataclass(frozen=True, slots=True)
class Lost:
    """A number that was given and whose entry is gone; what is known of it from receipt or audit."""

    sequence: int
    id: str = ""
    reference_number: str = ""


class Counted(Enum):
    """Whether the newest counters are certainly among the finds."""

    SURELY = "surely"
    PERHAPS_NOT = "perhaps not"


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows by table, ready to be put in; counters; and what could not be: lost numbers, ids whose number another has, gaps."""

    rows: dict[str, list[Values]]
    counters: dict[str, int]
    lost: tuple[Lost, ...]
    doubled: tuple[str, ...]
    skipped: int
    gaps: tuple[tuple[int, int], ...]


def merge(found: Iterable[Find], counted: Counted) -> Merged:
    """One state out of all versions of all rows."""
    by_table: dict[str, list[Find]] = {table: [] for table in TABLES}
    for find in found:
        by_table[find.table].append(find)
    entries, doubled = _one_a_number(_entries(by_table[OUTBOX]))
    receipts = {find.key: find for find in sorted(by_table[RECEIPTS], key=_copies)}
    rows = _rows(by_table, entries, list(receipts.values()))
    told = {_number(find.values[SEQ]): Lost(_number(find.values[SEQ]), str(find.key)) for find in by_table[OUTBOX]}
    told |= _told((find.values[1] for find in receipts.values()), (values[1] for values in rows[AUDIT]))
    skipped = 0 if counted is Counted.SURELY else SKIPPED[SEQUENCE]
    counters = _counters(by_table[COUNTERS], rows, highest=max(told, default=0))
    last = counters[SEQUENCE]
    if counted is not Counted.SURELY:
        counters = {name: value + SKIPPED.get(name, 0) for name, value in counters.items()}
    counters[NUMBERS_SKIPPED] = counters[SEQUENCE]
    given = {_number(entry[SEQ]) for entry in entries}
    lost = tuple(told.get(number, Lost(number)) for number in range(1, last + 1) if number not in given)
    return Merged(rows, counters, lost, tuple(doubled), skipped, tuple(_gaps(rows[AUDIT])))


def _rows(by_table: dict[str, list[Find]], entries: list[Values], receipts: list[Find]) -> dict[str, list[Values]]:
    """What goes into each table, entries before what refers to them."""
    ids = {entry[ID]: entry for entry in entries}
    audit = [find.values for find in _newest(by_table[AUDIT]).values()]
    return {
        OUTBOX: entries,
        RECEIPTS: [_receipt(find) for find in receipts if find.key in ids and _is_receipt_of(find, ids[find.key])],
        AUDIT: sorted(audit, key=lambda values: _number(values[0])),
        DRAFTS: _drafts(by_table[DRAFTS], ids),
        **{table: [find.values for find in _newest(by_table[table]).values()] for table in KEPT_AS_THEY_ARE},
    }


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
    id, receipt, called, copies, *later = find.values
    attempt, spent, ticket, moved_at_ms = later if len(later) == PAPER_COLUMNS else (0, copies, "", 0)
    state = PrintState(FORMER.get(str(called), str(called)))
    if is_open(state):
        state, spent = PrintState.UNCERTAIN, _number(spent) + 1
    elif state is PrintState.UNCERTAIN and not later:
        spent = _number(spent) + 1
    return (id, receipt, state.value, copies, attempt, max(_number(spent), _number(copies)), ticket, moved_at_ms)


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


def _gaps(audit: list[Values]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers that is missing before the last one there."""
    for before, after in pairwise([0, *(_number(values[0]) for values in audit)]):
        if after > before + 1:
            yield before + 1, after - 1


def _counter_of(reference: str) -> int:
    return int(reference[TERMINAL_CODE_LENGTH : TERMINAL_CODE_LENGTH + COUNTER_DIGITS])


def _counters(found: list[Find], rows: dict[str, list[Values]], *, highest: int) -> dict[str, int]:
    """Each as high as it was ever seen."""
    counters = {SEQUENCE: highest, SYNC_ROUND: 0, HUB_TIME_MS: 0, HYBRID_CLOCK: 0}
    for find in found:
        name = str(find.values[0])
        if find.proven:
            counters[name] = max(counters.get(name, 0), _number(find.values[1]))
    stamps = [values[HYBRID] for values in rows[OUTBOX] if len(values) > HYBRID]
    stamps += [values[STAMP] for values in rows[AUDIT] if len(values) > STAMP]
    counters[HYBRID_CLOCK] = max(counters[HYBRID_CLOCK], 0, *map(_number, stamps))
    return counters


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
