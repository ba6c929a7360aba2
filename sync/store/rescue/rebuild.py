"""A fresh database with given rows in it: the guards stand aside for one transaction, and are back at its end."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from sync.store.driver import check_integrity, connect, write_tx
from sync.store.migrations import migrate
from sync.store.rescue.merge import Merged, Values


def rebuild(path: Path, key: bytes, merged: Merged) -> dict[str, int]:
    """Make the database of these rows at a path where nothing is; says how many rows of each table are in it.

    Numbers may have gaps here, entries be settled from the start: that is what the guards forbid and why they are
    taken away, from the schema itself, and put back, in the one transaction. Raises StoreError S.. .
    """
    db = connect(path, key)
    try:
        migrate(db)
        with write_tx(db):
            guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                db.execute(f'DROP TRIGGER "{name}"')
            kept = {table: _put(db, table, rows) for table, rows in merged.rows.items() if _has(db, table)}
            _count(db, merged)
            for first, last in merged.gaps:
                db.execute("INSERT INTO audit_gaps(first, last) VALUES (?, ?)", (first, last))
            for _, guard in guards:
                db.execute(guard)
        check_integrity(db)
    finally:
        db.close()
    return kept


def _has(db: Database, table: str) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone() is not None


def _put(db: Database, table: str, rows: list[Values]) -> int:
    """The rows, each with as many columns as it has; one that breaks the table's own rules is left out."""
    names = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")').fetchall()]
    kept = 0
    for values in rows:
        columns, places = ", ".join(names[: len(values)]), ", ".join("?" * len(values))
        put = db.execute(f'INSERT OR IGNORE INTO "{table}"({columns}) VALUES ({places})', values)
        kept += put.rowcount
    return kept


def _count(db: Database, merged: Merged) -> None:
    for name, value in merged.counters.items():
        db.execute("INSERT OR IGNORE INTO counters(name, value) VALUES (?, ?)", (name, value))
        db.execute("UPDATE counters SET value = max(value, ?) WHERE name = ?", (value, name))
