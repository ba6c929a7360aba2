"""Looking tells a damaged database from another key's, finds every flipped bit, and changes not a byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.base.errors import StoreError
from sync.seal.keys import derive
from sync.store.driver import PAGE_SIZE, connect, connect_to_copy
from sync.store.rescue.look import look
from tests.sync.store.rescue.kit import Handed, filled, pages, trash
from tests.sync.support import KEYS, opened

OTHER = derive(b"\x08" * 32).database


def seen(path: Path, key: bytes = KEYS.database) -> str:
    """The code of what is seen, nothing when all is well; the files stay as they are."""
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    try:
        look(path, key)
        code = ""
    except StoreError as error:
        code = error.code
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    return code


def cut(path: Path, size: int) -> None:
    """What is left when the end is gone."""
    path.write_bytes(path.read_bytes()[:size])


def zeroed(path: Path) -> None:
    """What is left of a file whose blocks were never written."""
    path.write_bytes(bytes(path.stat().st_size))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "one page": lambda path: trash(path, [5]),
    "the first page": lambda path: trash(path, [1]),
    "all but one": lambda path: trash(path, list(range(1, pages(path)))),
    "cut between pages": lambda path: cut(path, 7 * PAGE_SIZE),
    "cut inside a page": lambda path: cut(path, 7 * PAGE_SIZE + 99),
    "nothing but zeros": zeroed,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_from_another_key(tmp_path: Path, damage: str) -> None:
    filled(tmp_path / "k.db", 20)
    assert seen(tmp_path / "k.db") == ""
    assert seen(tmp_path / "k.db", OTHER) == "S08"
    DAMAGES[damage](tmp_path / "k.db")
    assert seen(tmp_path / "k.db") == "S01"


def judged(path: Path) -> bool:
    """Whether SQLCipher finds damage, be it on the pages it reads for opening."""
    try:
        db = connect_to_copy(path, KEYS.database)
    except StoreError:
        return True
    found = db.execute("PRAGMA cipher_integrity_check").fetchall()
    db.close()
    return len(found) == 1


def test_it_finds_what_sqlcipher_finds(tmp_path: Path) -> None:
    """One bit in each page in turn; SQLCipher's own check is the judge."""
    filled(tmp_path / "k.db", 4)
    whole = (tmp_path / "k.db").read_bytes()
    for page in range(pages(tmp_path / "k.db")):
        at = page * PAGE_SIZE + 321 + 53 * page
        (tmp_path / "k.db").write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert seen(tmp_path / "k.db") == "S01"
        assert judged(tmp_path / "k.db"), f"SQLCipher finds nothing on page {page + 1}"


def test_a_new_place_is_well(tmp_path: Path) -> None:
    assert seen(tmp_path / "k.db") == ""
    (tmp_path / "k.db").touch()
    assert seen(tmp_path / "k.db") == ""


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_wal_without_its_database_is_damage_and_is_kept(tmp_path: Path, left: str) -> None:
    """SQLite deletes such a WAL when it opens the database, and with it everything that was not folded in."""
    store = opened(tmp_path / "k.db")
    store.outbox.submit("a", Handed("a"))
    cut = tmp_path / "cut"
    cut.mkdir()
    shutil.copy(tmp_path / "k.db-wal", cut / "k.db-wal")
    store.close()
    if left == "an empty file":
        (cut / "k.db").touch()
    assert seen(cut / "k.db") == "S01"
    assert seen(cut / "k.db", OTHER) == "S08"
    with pytest.raises(StoreError, match="S01"):
        connect(cut / "k.db", KEYS.database)
    assert (cut / "k.db-wal").stat().st_size > PAGE_SIZE


def test_a_page_that_the_wal_holds_whole_is_no_damage(tmp_path: Path) -> None:
    """A power cut in the middle of a checkpoint leaves a torn page in the file, and SQLite reads the WAL's."""
    store = opened(tmp_path / "k.db")
    for n in range(12):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.db.conn.execute("VACUUM").fetchall()
    cut = tmp_path / "cut"
    cut.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"k.db{suffix}", cut / f"k.db{suffix}")
    store.close()
    raw = bytearray((cut / "k.db").read_bytes())
    raw[3 * PAGE_SIZE : 3 * PAGE_SIZE + 512] = bytes(512)
    (cut / "k.db").write_bytes(raw)
    assert seen(cut / "k.db") == ""
    torn = opened(cut / "k.db")
    assert len(torn.outbox.entries()) == 12
    torn.close()


def test_a_broken_frame_heals_nothing(tmp_path: Path) -> None:
    test_a_page_that_the_wal_holds_whole_is_no_damage(tmp_path)
    cut = tmp_path / "cut"
    store = opened(cut / "k.db")
    store.db.conn.execute("VACUUM").fetchall()
    again = tmp_path / "again"
    again.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(cut / f"k.db{suffix}", again / f"k.db{suffix}")
    store.close()
    trash(again / "k.db", [4])
    wal = bytearray((again / "k.db-wal").read_bytes())
    wal[32 + 24 + 100] ^= 1
    (again / "k.db-wal").write_bytes(wal)
    assert seen(again / "k.db") == "S01"


def test_looking_while_another_program_writes(tmp_path: Path) -> None:
    """Between any two writes, and with everything still in the WAL."""
    store = opened(tmp_path / "k.db")
    store.db.conn.execute("PRAGMA wal_autocheckpoint=20")
    for n in range(30):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
        assert seen(tmp_path / "k.db") == ""
    store.close()
