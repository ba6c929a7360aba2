"""Until it is told to fail, the simulated disk is to SQLite what a real one is."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError
from sync.hub.database import open_database
from sync.hub.report import report_of
from sync.hub.terminals import register_terminal
from sync.store.disk import REAL_DISK, Disk
from sync.store.driver import connect, write_tx
from sync.store.simulator import SimulatedDisk
from tests.sync.hub.kit import DEVICE, TERMINAL
from tests.sync.store.simulated.kit import KEY, PATH, add, body, made, rows, table
from tests.sync.support import CANARY_NAME, NOW, NOW_MS, SUITE, ToldClock, opened

STATEMENTS = st.one_of(
    st.builds("INSERT OR REPLACE INTO t VALUES ({}, zeroblob({}))".format, st.integers(0, 40), st.integers(0, 30000)),
    st.builds("DELETE FROM t WHERE n % {} = 0".format, st.integers(1, 5)),
    st.builds("UPDATE t SET body = body || 'x' WHERE n < {}".format, st.integers(0, 40)),
    st.sampled_from(
        """BEGIN; BEGIN IMMEDIATE; COMMIT; ROLLBACK; SAVEPOINT s; ROLLBACK TO s; VACUUM; SELECT n, length(body) FROM t;
        PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; PRAGMA journal_mode=TRUNCATE; PRAGMA journal_mode=WAL;
        PRAGMA journal_mode=PERSIST; PRAGMA locking_mode=EXCLUSIVE; PRAGMA locking_mode=NORMAL; PRAGMA page_count;
        INSERT INTO nowhere VALUES (1); CREATE INDEX IF NOT EXISTS i ON t(body); DROP INDEX i;
        PRAGMA cipher_integrity_check""".split(";")
    ),
)


@settings(max_examples=80, deadline=None)
@given(script=st.lists(st.tuples(st.integers(0, 1), STATEMENTS), max_size=30))
def test_it_answers_as_a_real_disk(script: list[tuple[int, str]]) -> None:
    """Two connections, whatever they do: the same answers, the same errors, files of the same lengths."""
    with tempfile.TemporaryDirectory() as folder, closing(made("twin", 0)) as disk:
        real, simulated = (answered(each, Path(folder) / "k.db", script) for each in (REAL_DISK, disk))
    assert simulated == real


def answered(disk: Disk, path: Path, script: list[tuple[int, str]]) -> list[object]:
    connections = [table(disk, path=path) for _ in range(2)]
    for db in connections:
        db.conn.execute("PRAGMA busy_timeout=0")
    said: list[object] = []
    for number, sql in script:
        try:
            said.append(connections[number].conn.execute(sql).fetchall())
        except dbapi2.Error as error:
            said.append(getattr(error, "sqlite_errorname", type(error).__name__))
    lengths = [disk.size(Path(f"{path}{suffix}")) for suffix in ("", "-wal", "-journal")]
    for db in connections:
        db.close()
    return [*said, lengths, disk.size(path), disk.size(Path(f"{path}-wal"))]


def test_a_writer_keeps_out_writers_and_no_reader() -> None:
    waited: list[int] = []
    disk = SimulatedDisk("busy", chance=lambda below: 0, clock=ToldClock(), pause_us=waited.append)
    with closing(disk), closing(table(disk)) as writer, closing(table(disk)) as other:
        add(writer, 1)
        with write_tx(writer):
            writer.conn.execute("INSERT INTO t VALUES (2, ?)", (body(2),))
            assert rows(other) == [1]
            with pytest.raises(StoreError, match="S03"):
                add(other, 3)
        add(other, 3)
        assert rows(writer) == [1, 2, 3]
    assert 4_900_000 < sum(waited) < 5_100_000, "the busy time-out, in the simulated machine's time"


def test_an_index_ends_with_its_last_user(disk: SimulatedDisk) -> None:
    """Though somebody still has the file open: the next WAL's database has grown meanwhile."""
    path = "/k.db"
    with closing(dbapi2.connect(path, vfs=disk.vfs)), closing(dbapi2.connect(path, vfs=disk.vfs)) as db:
        db.isolation_level = None
        for number, mode in enumerate(("WAL", "DELETE", "WAL")):
            assert db.execute(f"PRAGMA journal_mode={mode}").fetchone() == (mode.lower(),)
            db.execute(f"CREATE TABLE t{number} AS SELECT zeroblob(50000)")
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_machines_time_is_the_told_one(disk: SimulatedDisk) -> None:
    with closing(connect(PATH, KEY, disk=disk)) as db:
        now = db.conn.execute("SELECT unixepoch('now'), julianday('now')").fetchone()
    assert now == (NOW_MS // 1000, pytest.approx(NOW_MS / 86_400_000 + 2_440_587.5))


def test_a_copy_is_made_on_the_same_disk(disk: SimulatedDisk) -> None:
    copy = PATH.with_name("copy.db")
    with closing(table(disk)) as db:
        add(db, 1)
        db.conn.execute("VACUUM INTO ?", (str(copy),))
    with closing(table(disk, path=copy)) as db:
        assert rows(db) == [1]
    assert not copy.exists()
    assert sorted(disk.files()) == [str(copy), str(PATH)]


def test_only_sealed_bytes_lie_on_it(disk: SimulatedDisk) -> None:
    """What is kept in a keyed database is on the disk, and not to be read there."""
    with closing(table(disk)) as db:
        with write_tx(db):
            db.conn.execute("INSERT INTO t VALUES (1, ?)", (CANARY_NAME * 100,))
        files = disk.files()
    assert sum(map(len, files.values())) > 8192
    assert not any(CANARY_NAME.encode() in raw for raw in files.values())


def test_another_key_is_refused(disk: SimulatedDisk) -> None:
    with closing(table(disk)) as db:
        add(db, 1)
    with pytest.raises(StoreError, match="S01"):
        connect(PATH, bytes(32), disk=disk)


def test_the_store_knows_its_room(disk: SimulatedDisk) -> None:
    with closing(opened(PATH, disk=disk)) as store:
        assert store.disk_free_mib() == 8191
        assert store.reserve(8000) is None
        disk.fill(free_bytes=3 << 20)
        assert store.disk_free_mib() == 3
        assert store.reserve(4) == "S02"


def test_the_hub_runs_on_it(disk: SimulatedDisk) -> None:
    url = "sqlite:////srv/hub.db"
    with pytest.raises(StoreError, match="S04"):
        report_of(url, KEY, disk=disk)
    database = open_database(url, KEY, disk=disk)
    register_terminal(database, TERMINAL, public_key=DEVICE.signing_key(SUITE).public, at=NOW, suite=SUITE)
    assert report_of(url, KEY, disk=disk).terminals == 1
    disk.power_cut()
    database.close()
    assert report_of(url, KEY, disk=disk).terminals == 1
    assert not Path("/srv/hub.db").exists()
