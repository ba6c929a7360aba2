"""The hub's database is a SQLite of known age, in a file only the hub reads; everything else is refused in a sentence."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import sqlalchemy.exc
import sqlcipher3.dbapi2
from sqlalchemy import delete, insert, select, text, update

from kiosk.base.errors import ConfigError, SealError, StoreError
from sync.hub import database as module
from sync.hub.database import open_database, sqlite_path
from sync.hub.errors import store_code
from sync.hub.report import report_of
from sync.hub.tables import conflicts, schema, terminals
from sync.hub.terminals import register_terminal
from sync.seal.intl import IntlSuite
from tests.sync.hub.kit import DEVICE, STRANGER, TERMINAL, Folder, WallClock

KEY = b"k" * 32
SUITE = IntlSuite()


def test_the_pragmas_hold_on_every_connection(folder: Folder) -> None:
    database = folder.database()
    for _ in range(6):
        with database.reading() as connection:
            found = [
                connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            ]
            version = connection.execute(text("SELECT sqlite_version()")).scalar_one()
        assert found == ["wal", 2, 1, 1]
        assert tuple(map(int, version.split("."))) >= (3, 53)
    database.close()
    assert stat.S_IMODE((folder.path / "hub.db").stat().st_mode) == 0o600


def test_an_old_sqlite_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StoreError, match="S05"):
        folder.database()


@pytest.mark.parametrize(
    "url",
    ["postgresql://hub@db/doorstep", "postgresql+psycopg://db/x", "mysql://db/x", "sqlite://", "sqlite:///:memory:", "hub.db", "", "sqlite+pysqlite:///x", "sqlite:///x?mode=ro"],
)  # fmt: skip
def test_other_databases_are_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(ConfigError, match=r"^G01 the hub.*sqlite:///"):
        sqlite_path(url)


def test_a_keyed_hub_is_unreadable_without_its_key(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'keyed.db'}"
    database = open_database(url, KEY)
    register_terminal(
        database, TERMINAL, public_key=DEVICE.signing_key(SUITE).public, at=WallClock().now(), suite=SUITE
    )
    database.close()
    assert report_of(url, KEY).terminals == 1
    assert TERMINAL.encode() not in (tmp_path / "keyed.db").read_bytes()
    for wrong in (None, b"x" * 32):
        with pytest.raises(StoreError, match="S01"):
            report_of(url, wrong)


def test_counting_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="S04"):
        report_of(f"sqlite:///{tmp_path / 'nowhere.db'}")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_programs_database_is_left_alone(folder: Folder) -> None:
    database = folder.database()
    with database.writing() as connection:
        connection.execute(update(schema).values(version=99))
    database.close()
    with pytest.raises(StoreError, match="S06"):
        folder.database()


def test_a_failed_transaction_leaves_nothing_and_its_words_quote_nothing(folder: Folder) -> None:
    database = folder.database()

    def orphan() -> None:
        with database.writing() as connection:
            connection.execute(delete(terminals))
            row = {"id": "其其格", "sha256": "x", "terminal": "", "envelope": b"", "received_at_ms": 1}
            connection.execute(insert(conflicts).values(**row))

    with pytest.raises(StoreError, match="S05") as caught:
        orphan()
    assert "其其格" not in str(caught.value)
    assert caught.value.__cause__ is None
    with database.reading() as connection:
        assert connection.execute(select(terminals.c.id)).scalar_one() == TERMINAL
    database.close()


def test_no_class_of_sqlalchemy_is_forgotten() -> None:
    kinds = [kind for kind in vars(sqlalchemy.exc).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    raised = [kind for kind in kinds if not issubclass(kind, Warning) and kind.__module__ == "sqlalchemy.exc"]
    assert len(raised) > 20
    for kind in raised:
        assert store_code(kind.__new__(kind)) is not None, kind
    full = sqlcipher3.dbapi2.OperationalError("database or disk is full")
    full.sqlite_errorcode = 13
    assert store_code(sqlalchemy.exc.OperationalError("", None, full)) == "S02"
    assert store_code(ValueError()) is None


def test_a_terminal_keeps_its_key(folder: Folder) -> None:
    database = folder.database()
    now = WallClock().now()
    register_terminal(database, TERMINAL, public_key=DEVICE.signing_key(SUITE).public, at=now, suite=SUITE)
    with pytest.raises(StoreError, match="S05"):
        register_terminal(database, TERMINAL, public_key=STRANGER.signing_key(SUITE).public, at=now, suite=SUITE)
    with pytest.raises(SealError, match="K01"):
        register_terminal(database, "new", public_key=b"short", at=now, suite=SUITE)
    database.close()
