"""`kiosk queue list`: what was handed in and where it stands; nothing of what it says."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import paths
from app.keeping import open_terminal_store
from app.keystores import choice_in
from app.output import EXIT_NOT_DELIVERED, EXIT_OK, add_json, say, say_json
from kiosk.base.clock import Moment
from kiosk.base.ids import grouped
from kiosk.outbox.model import EntryState, OutboxEntry
from sync.store.store import Store


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("queue", help="the queue of things handed in")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="every entry with its state; exit 4 while one is not delivered")
    listing.add_argument(
        "--state-dir", type=Path, default=paths.SYSTEM_STATE, metavar="DIR", help="the terminal's own directory"
    )
    listing.add_argument(
        "--settings", type=Path, metavar="FILE", help="default: /etc/doorstep/terminal.toml where it is there"
    )
    add_json(listing)
    listing.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when everything is settled, 4 when something is not delivered yet."""
    store = open_terminal_store(chosen.state_dir, choice=choice_in(chosen.settings))
    try:
        entries = store.outbox.entries()
        numbers = _numbers(store)
    finally:
        store.close()
    if chosen.json:
        say_json([_row(entry, numbers) for entry in entries])
    else:
        for entry in entries:
            say(_line(entry, numbers))
        say(f"{len(entries)} entries, {sum(map(_waits, entries))} not delivered")
    return EXIT_NOT_DELIVERED if any(map(_waits, entries)) else EXIT_OK


def _numbers(store: Store) -> dict[str, str]:
    return {row.application_id: row.receipt.number for row in store.ledger.rows()}


def _waits(entry: OutboxEntry) -> bool:
    return entry.state in (EntryState.QUEUED, EntryState.LEASED, EntryState.PARKED)


def _row(entry: OutboxEntry, numbers: dict[str, str]) -> dict[str, str | int]:
    return {
        "sequence": entry.sequence,
        "id": entry.id,
        "kind": entry.kind,
        "item": entry.item,
        "state": entry.state,
        "attempts": entry.attempts,
        "queued_at": Moment(entry.queued_at_ms).local().isoformat(timespec="seconds"),
        "sha256": entry.sha256,
        "reference_number": numbers.get(entry.id, ""),
    }


def _line(entry: OutboxEntry, numbers: dict[str, str]) -> str:
    at = Moment(entry.queued_at_ms).local().strftime("%Y-%m-%d %H:%M")
    number = grouped(numbers[entry.id]) if entry.id in numbers else "-"
    return f"{entry.sequence:>6}  {at}  {entry.state:<9}  {entry.kind:<11}  {entry.item:<16}  {number:<13}  tries {entry.attempts}"
