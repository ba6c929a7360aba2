"""A table on a simulated disk, and what a test does with it."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from kiosk.base.errors import StoreError
from sync.store.disk import Disk
from sync.store.driver import check_integrity, connect, write_tx
from sync.store.errors import code_of
from sync.store.simulator import SimulatedDisk
from tests.sync.support import KEYS, Submission, ToldClock, opened

PATH = Path("/var/lib/doorstep/kiosk.db")
WAL = Path(f"{PATH}-wal")
KEY = KEYS.database


def made(name: str, seed: int) -> SimulatedDisk:
    """A disk of a seed."""
    return SimulatedDisk(name, chance=random.Random(seed).randrange, clock=ToldClock())


def table(disk: Disk, *, path: Path = PATH) -> Database:
    """A keyed database with one table, whose WAL is folded in often."""
    db = connect(path, KEY, disk=disk)
    try:
        db.conn.execute("PRAGMA wal_autocheckpoint=20")
        db.conn.execute("CREATE TABLE IF NOT EXISTS t(n INTEGER PRIMARY KEY, body BLOB)")
    except BaseException:
        db.close()
        raise
    return db


def body(n: int) -> bytes:
    """What row n holds."""
    return bytes([n % 256]) * (n % 7 * 1500)


def add(db: Database, n: int) -> None:
    """Commit row n."""
    with write_tx(db):
        db.conn.execute("INSERT INTO t VALUES (?, ?)", (n, body(n)))


def rows(db: Database) -> list[int]:
    """The numbers of the rows, each of which holds what it should."""
    found = db.conn.execute("SELECT n, body FROM t ORDER BY n").fetchall()
    assert all(held == body(n) for n, held in found)
    return [n for n, _ in found]


def reopened(disk: SimulatedDisk) -> list[int]:
    """The rows as the next program finds them, every page authenticated."""
    db = table(disk)
    try:
        check_integrity(db)
        return rows(db)
    finally:
        db.close()


def worked(disk: SimulatedDisk, synchronous: str) -> tuple[list[int], str | None]:
    """The rows committed until something failed, at most 60, and the code of what failed."""
    committed: list[int] = []
    db = None
    try:
        db = table(disk)
        db.conn.execute(f"PRAGMA synchronous={synchronous}")
        for n in range(60):
            add(db, n)
            committed.append(n)
    except StoreError as error:
        return committed, error.code
    except dbapi2.Error as error:
        return committed, code_of(error)
    finally:
        if db is not None:
            db.close()
    return committed, None


def submitted(disk: SimulatedDisk, *, changes: int) -> tuple[list[str], list[str]]:
    """The store's submissions acknowledged before the power went after so many changes, at most 20, and what is there then."""
    opened(PATH, disk=disk).close()
    disk.cut_power_after(changes)
    acknowledged = []
    store = None
    try:
        store = opened(PATH, disk=disk)
        for number in range(20):
            acknowledged.append(store.outbox.submit(f"id-{number}", Submission(f"id-{number}")).id)
    except StoreError:
        assert disk.dark
    finally:
        if store is not None:
            store.close()
    disk.power_on()
    with closing(opened(PATH, disk=disk)) as after:
        found = [entry.id for entry in after.outbox.entries()]
        assert after.audit.verify().n == len(found)
        check_integrity(after.db)
    return acknowledged, found
