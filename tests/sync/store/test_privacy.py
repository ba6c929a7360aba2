"""Nothing readable of a citizen is in the database, its WAL or its shm, with or without the key, before, during and after."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kiosk.base.steps import Step
from sync.store.store import Store
from tests.sync.support import BINDING, CANARY_NAME, CANARY_NUMBER, Submission, draft, opened, plain

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
# Parts count too: a name without its last character, a birthday.
TRACES = [
    text.encode(encoding)
    for text in (CANARY_NAME, CANARY_NAME[:-1], CANARY_NUMBER, CANARY_NUMBER[6:14])
    for encoding in ENCODINGS
]


def found(raws: Iterable[bytes]) -> list[bytes]:
    return [trace for raw in raws for trace in TRACES if trace in raw]


def files(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]


def cells(store: Store) -> list[bytes]:
    """Every cell of every table, read with the key."""
    names = [row[0] for row in store.db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    rows = [row for name in names for row in store.db.conn.execute(f'SELECT * FROM "{name}"').fetchall()]
    return [cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row]


def pages(store: Store, tmp_path: Path) -> list[bytes]:
    """The decrypted file itself, free pages and all: what a thief with the key carves in."""
    plain_copy = tmp_path / "plain"
    store.db.conn.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain_copy),))
    store.db.conn.execute("SELECT sqlcipher_export('plain')").fetchall()
    store.db.conn.execute("DETACH DATABASE plain")
    raw = plain_copy.read_bytes()
    assert raw.startswith(b"SQLite format 3\x00")
    plain_copy.unlink()
    return [raw]


def test_the_search_finds_what_is_there() -> None:
    assert len(found([plain("a")])) >= 4
    assert found([CANARY_NAME.encode("utf-16-le")])


def test_no_trace_of_a_citizen_is_left_anywhere(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    seen: list[Step] = []

    def look(step: Step) -> None:
        seen.append(step)
        assert found(files(folder)) == [], step

    store = opened(folder / "kiosk.db", reached=look)
    for id in ("a", "b"):
        store.drafts.save(draft(id), BINDING)
        assert found(cells(store)) == []
        store.outbox.submit(id, Submission(id))
    store.drafts.save(draft("c"), BINDING)
    assert len(cells(store)) > 30
    assert found(cells(store)) == []
    assert found(pages(store, tmp_path)) == []
    assert len(files(folder)) == 3
    assert found(files(folder)) == []
    store.close()
    assert found(files(folder)) == []
    assert len(seen) == 9
