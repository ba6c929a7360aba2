"""`kiosk hub devices`: the list of terminals' keys, signed, for terminals and clerks that verify receipts without a line."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from app.output import EXIT_OK, add_json, say, say_json
from app.system import SystemClock
from sync.hub.database import existing_database
from sync.hub.devices import device_list
from sync.hub.keys import load_keys
from sync.store.disk import REAL_DISK


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of `kiosk hub devices`."""
    parser = verbs.add_parser(
        "devices", help="write the signed list of terminals' keys, which receipts are verified with"
    )
    parser.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE")
    parser.add_argument("--keys", type=Path, required=True, metavar="DIR", help="where the hub's keys are")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    add_json(parser)
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when the list is on the disk."""
    keys = load_keys(chosen.keys)
    with closing(existing_database(chosen.database)) as database:
        raw, count = device_list(database, keys, at_ms=SystemClock().now().unix_ms)
    REAL_DISK.write_durably(chosen.out, raw)
    if chosen.json:
        say_json({"file": str(chosen.out), "terminals": count})
    else:
        say(f"{count} terminals in {chosen.out}")
    return EXIT_OK
