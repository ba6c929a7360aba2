"""How an entry of the queue is named, found and told to a technician."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.base.clock import Moment
from kiosk.base.hybrid import physical_ms
from kiosk.base.ids import COUNTER_DIGITS, TERMINAL_CODE_LENGTH, grouped, is_reference_number
from kiosk.outbox.model import EntryState, OutboxEntry
from kiosk.outbox.reasons import MEANING, reason_of
from sync.store.store import Store


def find(store: Store, named: str) -> OutboxEntry | None:
    """The entry of a sequence, a reference number (spaces and small letters allowed) or an id."""
    if named.isascii() and named.isdigit():
        return store.outbox.numbered(int(named)) if len(named) <= COUNTER_DIGITS else None
    if is_reference_number(named):
        number = named.replace(" ", "").upper()
        entry = store.outbox.numbered(int(number[TERMINAL_CODE_LENGTH:-1]))
        return entry if entry is not None and number_of(store, entry) == number else None
    return store.outbox.named(named)


def numbers(store: Store) -> dict[str, str]:
    """The reference number of every entry that has one."""
    return {row.application_id: row.receipt.number for row in store.ledger.rows()}


def number_of(store: Store, entry: OutboxEntry) -> str:
    """The reference number of one entry, "" for kinds that have none."""
    return numbers(store).get(entry.id, "")


def waits(entry: OutboxEntry) -> bool:
    """Whether it is not settled yet."""
    return entry.state in (EntryState.QUEUED, EntryState.LEASED, EntryState.PARKED)


def row(entry: OutboxEntry, number: str) -> dict[str, str | int]:
    """For machines."""
    return {
        "sequence": entry.sequence,
        "id": entry.id,
        "kind": entry.kind,
        "item": entry.item,
        "state": entry.state,
        "attempts": entry.attempts,
        "queued_at": _at(entry.queued_at_ms),
        "hybrid": entry.hybrid,
        "sha256": entry.sha256,
        "reference_number": number,
        "reason": reason_of(entry.detail) if entry.state is EntryState.PARKED else "",
        "said": _said(entry),
    }


def line(entry: OutboxEntry, number: str) -> str:
    """For people, on one line; a parked entry says why."""
    at = Moment(entry.queued_at_ms).local().strftime("%Y-%m-%d %H:%M")
    number = grouped(number) if number else "-"
    reason = f"  {reason_of(entry.detail)}" if entry.state is EntryState.PARKED else ""
    return f"{entry.sequence:>6}  {at}  {entry.state:<9}  {entry.kind:<11}  {entry.item:<16}  {number:<13}  tries {entry.attempts}{reason}"


@dataclass(frozen=True, slots=True)
class Pictures:
    """How many sealed files an entry has, and of how many the bytes are gone or are others (S13)."""

    kept: int
    lost: int


def pictures_of(store: Store, entry: OutboxEntry) -> Pictures:
    """Each of them read and held against its hash. Raises StoreError S.. ."""
    kept = {one.sha256 for one in store.attachments.of(entry.id)}
    return Pictures(len(kept), len(kept - store.attachments.whole(entry.id)))


def details(entry: OutboxEntry, number: str, pictures: Pictures) -> list[str]:
    """For people, one thing a line."""
    told = {
        "sequence": str(entry.sequence),
        "reference number": grouped(number) if number else "-",
        "id": entry.id,
        "kind": entry.kind,
        "item": entry.item,
        "state": entry.state,
        "tries": str(entry.attempts),
        "queued at": _at(entry.queued_at_ms),
        "by the hybrid clock": _at(physical_ms(entry.hybrid)) if entry.hybrid else "-",
        "hash": entry.sha256,
        "bytes": str(len(entry.envelope)),
        "pictures": f"{pictures.kept}, {pictures.lost} gone or damaged (S13)" if pictures.lost else str(pictures.kept),
    }
    if entry.state is EntryState.PARKED:
        reason = reason_of(entry.detail)
        told["reason"] = f"{reason}: {MEANING[reason]}"
    if _said(entry):
        told["the hub said"] = _said(entry)
    return [f"{name:<20} {value}" for name, value in told.items()]


def _said(entry: OutboxEntry) -> str:
    """The problem a refused entry met; acknowledgements are for machines, and a parked one's word is its reason."""
    return entry.detail.decode(errors="replace") if entry.state is EntryState.REFUSED else ""


def _at(unix_ms: int) -> str:
    return Moment(unix_ms).local().isoformat(timespec="seconds")
