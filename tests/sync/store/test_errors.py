"""No exception of the driver is forgotten, and what a disk or a lock does is told apart."""

from __future__ import annotations

import errno
import inspect
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError
from sync.store.driver import connect, write_tx
from sync.store.errors import CLASSES, StoreBusyError, code_of, fault, storing
from tests.sync.support import KEYS

THEIRS = [kind for _, kind in inspect.getmembers(dbapi2, inspect.isclass) if issubclass(kind, Exception)]


def test_there_are_some() -> None:
    assert len(THEIRS) >= 10


@pytest.mark.parametrize("kind", THEIRS, ids=lambda kind: kind.__name__)
def test_every_exception_of_the_driver_is_in_the_table_itself(kind: type[Exception]) -> None:
    assert kind in dict(CLASSES)
    assert code_of(kind("x")) == dict(CLASSES)[kind]


def test_subclasses_stand_before_their_base() -> None:
    for place, (kind, _) in enumerate(CLASSES):
        assert not any(issubclass(later, kind) for later, _ in CLASSES[place + 1 :])


@pytest.mark.parametrize(
    ("result", "code"),
    [("BUSY", "S03"), ("LOCKED", "S03"), ("FULL", "S02"), ("IOERR", "S04"), ("CORRUPT", "S01"), ("NOTADB", "S01"),
     ("CANTOPEN", "S04"), ("READONLY", "S09"), ("CONSTRAINT", "S05"), ("PROTOCOL", "S03"), ("SCHEMA", "S03"),
     ("PERM", "S09")],
)  # fmt: skip
def test_a_result_code_says_more_than_its_class(result: str, code: str) -> None:
    error = dbapi2.OperationalError("x")
    error.sqlite_errorcode = getattr(dbapi2, f"SQLITE_{result}") | 5 << 8
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "S02"), (errno.EDQUOT, "S02"), (errno.EIO, "S04"), (errno.ENOENT, "S04"),
     (errno.EROFS, "S09"), (errno.EACCES, "S09"), (None, "S04")],
)  # fmt: skip
def test_the_disks_own_errors(number: int | None, code: str) -> None:
    assert code_of(OSError(number, "x")) == code


def test_a_page_that_cannot_be_sealed_is_the_disk_s_doing() -> None:
    """sqlcipher3 raises Python's own MemoryError for it, which no class of the driver's covers."""
    with pytest.raises(StoreError, match="S04"), storing("write"):
        raise MemoryError


def test_only_busy_passes_by_itself() -> None:
    assert fault("S03", "").retryable
    assert not fault("S04", "").retryable


def test_a_bug_stays_a_bug() -> None:
    assert code_of(KeyError()) is None
    with pytest.raises(KeyError), storing("x"):
        raise KeyError


def test_what_was_written_is_not_in_the_error(tmp_path: Path) -> None:
    db = connect(tmp_path / "k.db", KEYS.database)
    with write_tx(db):
        db.execute("CREATE TABLE t(name TEXT UNIQUE) STRICT")
    with pytest.raises(StoreError) as raised, write_tx(db):
        db.execute("INSERT INTO t VALUES ('娜仁格日勒图雅'), ('娜仁格日勒图雅')")
    assert str(raised.value) == "S05 write: SQLITE_CONSTRAINT"
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    db.close()


def test_a_lock_held_too_long_is_busy_and_nothing_is_kept(tmp_path: Path) -> None:
    holder, waiter = (connect(tmp_path / "k.db", KEYS.database) for _ in range(2))
    waiter.conn.execute("PRAGMA busy_timeout=20")
    with write_tx(holder):
        holder.execute("CREATE TABLE t(n INT) STRICT")
        with pytest.raises(StoreBusyError) as raised, write_tx(waiter):
            raise AssertionError("entered")
    assert raised.value.code == "S03"
    with write_tx(waiter):
        waiter.execute("INSERT INTO t VALUES (1)")
    assert holder.execute("SELECT n FROM t").fetchall() == [(1,)]
    holder.close()
    waiter.close()


def test_what_fails_half_way_is_undone(tmp_path: Path) -> None:
    db = connect(tmp_path / "k.db", KEYS.database)
    with write_tx(db):
        db.execute("CREATE TABLE t(n INT) STRICT")

    def interrupted() -> None:
        with write_tx(db):
            db.execute("INSERT INTO t VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert db.execute("SELECT count(*) FROM t").fetchone() == (0,)
    assert not db.conn.in_transaction
    db.close()
