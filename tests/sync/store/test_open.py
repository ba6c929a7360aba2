"""The database opens for its own key and program, whole, or not at all; and is set as the measurements say."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3
import sqlite_utils.utils

from kiosk.base.errors import StoreError
from sync.seal.keys import derive
from sync.store.driver import PAGE_SIZE, write_tx
from sync.store.migrations import SECOND, STEPS
from sync.store.schema import FIRST
from sync.store.schema_carried import CARRIED
from sync.store.schema_lean import LEAN
from sync.store.schema_paper import PAPER
from sync.store.schema_salvaged import SALVAGED
from sync.store.schema_trail import TRAIL
from tests.sync.support import Submission, opened

# A published step never changes. Who must change it writes a new one; who has not published it yet takes the new number.
FIRST_SHA256 = "4a7cc29e9418ce644ed36ba338f85971d6d4060365fb43a1a4271c3b6b3bb8db"
SECOND_SHA256 = "6c8ea0f5f1e2bc2f8ee1b48fe4dd042f9bdcb4404eba4a23088986df96bc8e9a"
THIRD_SHA256 = "e1ecae4dfa272d4b4f14ee9ab93071b8047f61612b617ded6c3692aae8cc8665"
FOURTH_SHA256 = "88d683d086a3679c586dcf1244caf2963cc24a0019860b04d7d45da1230f6da3"
FIFTH_SHA256 = "65ef7997454efca13d5982f72a2133ea07f1eb55bf6336324de4d36b6f5b0f5e"
SIXTH_SHA256 = "89fc73ebcf6c1d5840f364f6a1fc879c805fe5630fcab016e4fcd0a4e759bb75"
SEVENTH_SHA256 = "5f0433eed8a091ad7d08f9722e15c8653ba55a62ebe180ed1cab92046d45631e"


def refused(path: Path, master: bytes = b"\x07" * 32) -> str:
    with pytest.raises(StoreError) as raised:
        opened(path, keys=derive(master))
    return raised.value.code


def filled(path: Path, count: int = 1) -> None:
    store = opened(path)
    for n in range(count):
        store.outbox.submit(f"id-{n}", Submission(f"id-{n}"))
    store.close()


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    filled(tmp_path / "k.db")
    before = (tmp_path / "k.db").read_bytes()
    assert refused(tmp_path / "k.db", b"\x08" * 32) == "S08"
    assert (tmp_path / "k.db").read_bytes() == before
    opened(tmp_path / "k.db").close()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x", "S01"),
        (bytes(PAGE_SIZE - 1), "S01"),
        (b"SQLite format 3\x00" + bytes(9000), "S08"),
        (bytes(2 * PAGE_SIZE), "S01"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_and_kept(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "k.db").write_bytes(content)
    assert refused(tmp_path / "k.db") == code
    assert (tmp_path / "k.db").read_bytes() == content


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none" / "k.db") == "S04"
    assert refused(tmp_path) == "S04"


def test_a_flipped_bit_on_any_page_is_found(tmp_path: Path) -> None:
    filled(tmp_path / "k.db", 8)
    whole = (tmp_path / "k.db").read_bytes()
    assert len(whole) % PAGE_SIZE == 0
    for page in range(len(whole) // PAGE_SIZE):
        at = page * PAGE_SIZE + 2345
        (tmp_path / "k.db").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert refused(tmp_path / "k.db") == "S01"
    (tmp_path / "k.db").write_bytes(whole)
    opened(tmp_path / "k.db").close()


def test_a_page_torn_during_a_checkpoint_is_mended_from_the_wal(tmp_path: Path) -> None:
    """What a power cut in a checkpoint leaves: the file's page torn, the WAL still holding it whole."""
    store = opened(tmp_path / "k.db")
    store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.outbox.submit("a", Submission("a"))
    cut = tmp_path / "cut"
    cut.mkdir()
    for name in ("k.db", "k.db-wal"):
        shutil.copy(tmp_path / name, cut / name)
    store.close()
    with (cut / "k.db").open("r+b") as file:
        file.seek(PAGE_SIZE * rewritten(cut / "k.db-wal") + 100)
        file.write(bytes(1000))
    mended = opened(cut / "k.db")
    assert [entry.id for entry in mended.outbox.entries()] == ["a"]
    mended.audit.verify()
    mended.close()


def rewritten(wal: Path) -> int:
    """The last page, counted from 0, that the WAL holds and the file had before: its frames are a header of 24 bytes and a page."""
    raw = wal.read_bytes()
    frames = range(32, len(raw), 24 + PAGE_SIZE)
    pages = {int.from_bytes(raw[at : at + 4], "big") - 1 for at in frames}
    return max(page for page in pages if 0 < page < (wal.with_name("k.db").stat().st_size // PAGE_SIZE))


def test_a_newer_programs_database_is_left_alone(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    with write_tx(store.db):
        store.db.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('kiosk', 'm999', 'x')"
        )
    store.close()
    assert refused(tmp_path / "k.db") == "S06"


def test_the_published_schema_has_not_changed() -> None:
    assert hashlib.sha256("\n".join(FIRST).encode()).hexdigest() == FIRST_SHA256
    assert hashlib.sha256("\n".join(SECOND).encode()).hexdigest() == SECOND_SHA256
    assert hashlib.sha256("\n".join(SALVAGED).encode()).hexdigest() == THIRD_SHA256
    assert hashlib.sha256("\n".join(TRAIL).encode()).hexdigest() == FOURTH_SHA256
    assert hashlib.sha256("\n".join(LEAN).encode()).hexdigest() == FIFTH_SHA256
    assert hashlib.sha256("\n".join(PAPER).encode()).hexdigest() == SIXTH_SHA256
    assert hashlib.sha256("\n".join(CARRIED).encode()).hexdigest() == SEVENTH_SHA256
    assert [step.__name__ for step in STEPS] == [
        "_m001_first",
        "_m002_clock_and_files",
        "_m003_salvaged",
        "_m004_trail",
        "_m005_lean",
        "_m006_paper",
        "_m007_carried",
    ]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "k.db")
    before = (tmp_path / "k.db").read_bytes()
    opened(tmp_path / "k.db").close()
    assert (tmp_path / "k.db").read_bytes() == before


def test_the_settings_are_in_force(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2,
        "wal_autocheckpoint": 1000, "recursive_triggers": 1, "page_size": PAGE_SIZE, "trusted_schema": 0,
    }  # fmt: skip
    said = {name: store.db.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert {name: str(value) for name, value in said.items()} == {name: str(value) for name, value in wanted.items()}
    tables = store.db.conn.execute("PRAGMA table_list").fetchall()
    ours = [row for row in tables if not row[1].startswith(("sqlite_", "_sqlite_"))]
    assert len(ours) == 10
    assert all(row[5] == 1 for row in ours), "a table is not STRICT"
    store.close()


def test_only_the_terminals_user_reads_the_files(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    store.outbox.submit("a", Submission("a"))
    files = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert files == {"k.db": 0o600, "k.db-wal": 0o600, "k.db-shm": 0o600}
    store.close()


def test_nobody_else_takes_it_for_a_database(tmp_path: Path) -> None:
    filled(tmp_path / "k.db")
    other = sqlite3.connect(tmp_path / "k.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        other.execute("SELECT 1 FROM sqlite_master")
    other.close()


def test_sqlite_utils_uses_the_keyed_driver() -> None:
    assert vars(sqlite_utils.utils)["sqlite3"] is sqlcipher3


def test_each_statement_is_compiled_once(tmp_path: Path) -> None:
    """The driver's cache, once full, throws away the newest statement: then each one is compiled anew at every call."""
    store = opened(tmp_path / "k.db")
    compiled: list[int] = []

    def looked_at(action: int, *_: object) -> int:
        compiled.append(action)
        return 0

    # Asked whenever a statement is compiled; to set it has every one compiled once more.
    store.db.conn.set_authorizer(looked_at)
    store.outbox.submit("a", Submission("a"))
    assert compiled
    compiled.clear()
    store.outbox.submit("b", Submission("b"))
    assert compiled == []
    store.close()
