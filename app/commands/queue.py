"""`kiosk queue`: what was handed in and where it stands, and a technician's word about one entry; nothing of what it says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from app import paths
from app.commands import handover, rescue
from app.keeping import open_terminal_store
from app.keystores import choice_in
from app.output import EXIT_NOT_DELIVERED, EXIT_OK, EXIT_USAGE, add_json, progress, say, say_json
from app.queued import details, find, line, number_of, numbers, pictures_of, row, waits
from app.slips import add_slip
from app.system import SystemClock
from kiosk.outbox.model import OutboxEntry
from kiosk.outbox.reasons import MEANING, PERSONS, ParkReason
from sync.store.store import Store

Deed = Callable[[Store, OutboxEntry, argparse.Namespace], None]


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("queue", help="the queue of things handed in")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _verb(verbs, "list", "every entry with its state; exit 4 while one is not delivered").set_defaults(go=go)
    show = _verb(verbs, "show", "one entry; exit 4 while it is not delivered")
    park = _verb(verbs, "park", "set an entry aside: it is not sent until it is restored")
    restore = _verb(verbs, "restore", "put an entry that was set aside back into the queue")
    for named, chosen in ((show, go_show), (park, go_park), (restore, go_restore)):
        named.add_argument("entry", metavar="ID", help="its sequence, its reference number, or its id")
        named.set_defaults(go=chosen)
    balance = _verb(
        verbs, "balance", "receipts, entries and acknowledgements of a day; exit 1 when a number is missing"
    )
    balance.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today")
    add_slip(balance)
    balance.set_defaults(go=handover.go)
    backup = _verb(verbs, "backup", "a proven copy of the queue in a folder on another disk; the newest three are kept")
    backup.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="made if need be; its own folder for one terminal"
    )
    salvage = _verb(
        verbs, "salvage", "make a fresh directory of all that verifies in a damaged one; exit 1 when numbers are lost"
    )
    salvage.add_argument("--backup", type=Path, metavar="FILE", help="a copy made earlier, merged with what is left")
    salvage.add_argument("--out", type=Path, required=True, metavar="DIR", help="an empty directory, on a good disk")
    install = _verb(verbs, "install", "put what was salvaged in the damaged one's place, which is renamed aside")
    install.add_argument("--salvaged", type=Path, required=True, metavar="DIR", help="what salvage made")
    for named, chosen in ((backup, rescue.go_backup), (salvage, rescue.go_salvage), (install, rescue.go_install)):
        named.set_defaults(go=chosen)
    reasons = "; ".join(f"{reason}: {MEANING[reason]}" for reason in PERSONS)
    park.add_argument("--reason", type=ParkReason, choices=PERSONS, default=ParkReason.BY_HAND, help=reasons)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=meaning)
    parser.add_argument(
        "--state-dir", type=Path, default=paths.SYSTEM_STATE, metavar="DIR", help="the terminal's own directory"
    )
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help="default: /etc/doorstep/terminal.toml where it is there"
    )
    add_json(parser)
    return parser


def _opened(chosen: argparse.Namespace) -> closing[Store]:
    return closing(open_terminal_store(chosen.state_dir, choice=choice_in(chosen.settings)))


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when everything is settled, 4 when something is not delivered yet."""
    with _opened(chosen) as store:
        entries = store.outbox.entries()
        known = numbers(store)
    if chosen.json:
        say_json([row(entry, known.get(entry.id, "")) for entry in entries])
    else:
        for entry in entries:
            say(line(entry, known.get(entry.id, "")))
        say(f"{len(entries)} entries, {sum(map(waits, entries))} not delivered")
    return EXIT_NOT_DELIVERED if any(map(waits, entries)) else EXIT_OK


def go_show(chosen: argparse.Namespace) -> int:
    """Exit 0 when it is settled, 4 when it is not delivered yet, 2 when there is no such entry."""
    with _opened(chosen) as store:
        entry = find(store, chosen.entry)
        if entry is None:
            return _nothing(chosen)
        _say(store, entry, chosen)
    return EXIT_NOT_DELIVERED if waits(entry) else EXIT_OK


def go_park(chosen: argparse.Namespace) -> int:
    """Exit 0 when the entry is set aside, 2 when there is none; StoreError S05 when it is settled."""
    return _done(chosen, lambda store, entry, said: store.outbox.park(entry.id, said.reason, SystemClock().now()))


def go_restore(chosen: argparse.Namespace) -> int:
    """Exit 0 when the entry is queued again, 2 when there is none; StoreError S05 when it was not set aside."""
    return _done(chosen, lambda store, entry, _: store.outbox.restore(entry.id, SystemClock().now()))


def _done(chosen: argparse.Namespace, deed: Deed) -> int:
    """One transaction, safe while the terminal serves: whoever has the entry in hand meanwhile, its answer counts."""
    with _opened(chosen) as store:
        entry = find(store, chosen.entry)
        if entry is None:
            return _nothing(chosen)
        deed(store, entry, chosen)
        _say(store, store.outbox.numbered(entry.sequence) or entry, chosen)
    return EXIT_OK


def _say(store: Store, entry: OutboxEntry, chosen: argparse.Namespace) -> None:
    number, pictures = number_of(store, entry), pictures_of(store, entry)
    if chosen.json:
        say_json({**row(entry, number), "pictures": pictures.kept, "pictures_lost": pictures.lost})
    else:
        for text in details(entry, number, pictures):
            say(text)


def _nothing(chosen: argparse.Namespace) -> int:
    progress(f"kiosk queue {chosen.verb}: no entry {chosen.entry}")
    return EXIT_USAGE
