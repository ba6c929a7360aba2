"""Databases as earlier programs left them: each published schema's file, made once by its own program, and what was in it.

`python -m tests.sync.store.old_files` makes the present schema's; it is committed with the step that is published, and never made again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from kiosk.applications.model import Kind
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from sync.store.migrations import STEPS
from sync.store.store import Store
from tests.sync.support import NOW, NOW_MS, Submission, draft, opened

FILES = Path(__file__).with_name("files")
# What SQLite, SQLCipher and sqlite-utils keep for themselves.
THEIRS = ("sqlite_", "_sqlite_")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns and rows, in the order they were written; of bytes their hash."""

    columns: list[str]
    rows: list[list[object]]


def dump(db: Database, columns: dict[str, list[str]] | None = None) -> dict[str, Table]:
    """Every table of ours, or only the tables and columns that are asked for."""
    names = [row[0] for row in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    wanted = columns or {name: _columns(db, name) for name in names if not name.startswith(THEIRS)}
    return {name: Table(wanted[name], _rows(db, name, wanted[name])) for name in sorted(wanted)}


def _columns(db: Database, table: str) -> list[str]:
    return [str(row[1]) for row in db.conn.execute(f'PRAGMA table_info("{table}")').fetchall()]


def _rows(db: Database, table: str, columns: list[str]) -> list[list[object]]:
    rows = db.conn.execute(f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY rowid').fetchall()
    return [[hashlib.sha256(cell).hexdigest() if isinstance(cell, bytes) else cell for cell in row] for row in rows]


def written(path: Path) -> dict[str, Table]:
    """What the program that made the file says was in it."""
    tables = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return {name: Table(**table) for name, table in tables.items()}


def fill(store: Store) -> None:
    """A terminal in the middle of its life: an entry in each state, papers, a rating, drafts, rounds."""
    for state in EntryState:
        store.outbox.submit(f"id-{state}", Submission(f"id-{state}"))
    store.outbox.submit("id-rating", Submission("id-rating", Kind.RATING).without_receipt())
    store.outbox.submit("id-fresh", Submission("id-fresh", at_ms=NOW_MS + 60_000))
    store.outbox.lease(NOW, 1 << 20)
    for state in (EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED):
        store.outbox.settle(f"id-{state}", state, f"because of {state}".encode(), NOW)
    for id in ("id-queued", "id-rating", "id-fresh"):
        store.outbox.release(id, NOW.plus_ms(15_000))
    for _ in range(2):
        store.ledger.move("id-delivered", PrintState.CLAIMED)
        store.ledger.move("id-delivered", PrintState.CREATED, ticket="17 urn:uuid:0190aaaa")
        store.ledger.move("id-delivered", PrintState.PRINTED)
    store.ledger.move("id-refused", PrintState.CANCELLED)
    for card in ("one", "two"):
        store.drafts.save(draft(f"draft-{card}"), card.encode())
    store.counters.saw_hub_time(NOW_MS + 1_000)
    store.counters.next_round()


def make(folder: Path) -> Path:
    """The present schema's file and its contents, in `folder`."""
    name = STEPS[-1].__name__.removeprefix("_").partition("_")[0]
    made = folder / f"{name}.db"
    with TemporaryDirectory() as directory:
        store = opened(Path(directory) / made.name)
        fill(store)
        tables = {name: {"columns": table.columns, "rows": table.rows} for name, table in dump(store.db).items()}
        store.close()
        shutil.copy(Path(directory) / made.name, made)
    text = json.dumps(tables, ensure_ascii=False, indent=1) + "\n"
    made.with_suffix(".json").write_text(text, encoding="utf-8")
    return made


if __name__ == "__main__":
    sys.stdout.write(f"{make(FILES)}\n")
