"""A sealed file is durable before its row, read only as it was added, kept with what is handed in, and swept when nobody's."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.applications.draft import Draft
from kiosk.base.errors import StoreError
from kiosk.materials.model import Material, Way
from sync.store.attachments import Swept
from sync.store.drafts import KEPT_MS
from sync.store.store import Store
from tests.sync.store.child import SECOND_FILE
from tests.sync.support import BINDING, NOW_MS, Submission, draft, opened

FIRST_FILE = b"sealed bytes of a picture" * 1000
NOTHING = Swept(0, 0, 0, 0)


def name(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A draft with one attachment."""
    store = opened(tmp_path / "kiosk.db")
    store.drafts.save(draft("a"), BINDING)
    store.attachments.add("a", FIRST_FILE)
    yield store
    store.close()


def files(folder: Path) -> set[str]:
    return {file.name for file in (folder / "attachments").rglob("*") if file.is_file()}


def rows(store: Store) -> set[str]:
    return {str(row[0]) for row in store.db.execute("SELECT sha256 FROM attachments").fetchall()}


def test_it_lies_under_the_hash_of_its_sealed_bytes(tmp_path: Path, store: Store) -> None:
    file = tmp_path / "attachments" / name(FIRST_FILE)[:2] / name(FIRST_FILE)
    assert file.read_bytes() == FIRST_FILE
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert len(list((tmp_path / "attachments").iterdir())) == 256
    assert files(tmp_path) == {name(FIRST_FILE)}, "nothing unfinished is left beside it"
    assert store.attachments.read(name(FIRST_FILE)) == FIRST_FILE


def test_they_are_listed_in_the_order_they_were_added(store: Store) -> None:
    store.attachments.add("a", SECOND_FILE)
    store.attachments.add("b", SECOND_FILE)
    listed = [(one.place, one.sha256, one.size, one.added_at_ms) for one in store.attachments.of("a")]
    assert listed == [
        (1, name(FIRST_FILE), len(FIRST_FILE), NOW_MS),
        (2, name(SECOND_FILE), len(SECOND_FILE), NOW_MS),
    ]
    assert [one.place for one in store.attachments.of("b")] == [1]
    assert store.attachments.of("nobody") == ()


def test_the_same_picture_twice_is_one_file_and_one_row(tmp_path: Path, store: Store) -> None:
    assert store.attachments.add("a", FIRST_FILE) == name(FIRST_FILE)
    assert len(store.attachments.of("a")) == 1
    assert files(tmp_path) == {name(FIRST_FILE)}
    with pytest.raises(ValueError, match="one byte"):
        store.attachments.add("a", b"")


@pytest.mark.parametrize("damage", ["a bit", "cut short", "gone"])
def test_what_is_not_what_was_added_is_not_read(tmp_path: Path, store: Store, damage: str) -> None:
    file = tmp_path / "attachments" / name(FIRST_FILE)[:2] / name(FIRST_FILE)
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(bytes([FIRST_FILE[0] ^ 1]) + FIRST_FILE[1:] if damage == "a bit" else FIRST_FILE[:-1])
    with pytest.raises(StoreError, match="S13"):
        store.attachments.read(name(FIRST_FILE))
    assert store.attachments.sweep() == Swept(0, 0, 0, missing=int(damage == "gone"))
    store.attachments.add("a", FIRST_FILE)
    assert store.attachments.read(name(FIRST_FILE)) == FIRST_FILE


def test_what_is_handed_in_keeps_its_files_for_ever(tmp_path: Path, store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.drafts.discard("a")
    store.drafts.save(draft("later", saved_at_ms=NOW_MS + 2 * KEPT_MS), BINDING)
    assert store.attachments.sweep() == NOTHING
    assert [one.sha256 for one in store.attachments.of("a")] == [name(FIRST_FILE)]
    assert store.attachments.read(name(FIRST_FILE)) == FIRST_FILE
    with pytest.raises(StoreError, match="S05"):
        store.attachments.add("a", SECOND_FILE)
    assert store.attachments.sweep() == Swept(0, 1, 0, 0)
    assert files(tmp_path) == {name(FIRST_FILE)}


@pytest.mark.parametrize("end", ["discarded", "expired"])
def test_a_draft_that_goes_takes_along_what_no_other_has(tmp_path: Path, store: Store, end: str) -> None:
    store.drafts.save(draft("b"), b"another card")
    store.attachments.add("a", SECOND_FILE)
    store.attachments.add("b", SECOND_FILE)
    store.outbox.submit("b", Submission("b"))
    if end == "discarded":
        store.drafts.discard("a")
    else:
        store.drafts.save(draft("c", saved_at_ms=NOW_MS + KEPT_MS + 1), BINDING)
    assert store.attachments.of("a") == ()
    assert files(tmp_path) == {name(SECOND_FILE)}
    assert store.attachments.sweep() == NOTHING


def test_a_picture_of_a_draft_that_was_never_saved_goes_with_it(tmp_path: Path, store: Store) -> None:
    store.attachments.add("unsaved", SECOND_FILE)
    store.drafts.discard("unsaved")
    assert files(tmp_path) == {name(FIRST_FILE)}


def test_a_sweep_takes_away_what_is_nobodys(tmp_path: Path, store: Store) -> None:
    store.attachments.add("nobody", SECOND_FILE)
    folder = tmp_path / "attachments" / "00"
    (folder / ("0" * 64)).write_bytes(b"without a row")
    (folder / ("0" * 64 + ".unfinished")).write_bytes(b"half")
    assert store.attachments.sweep() == Swept(rows=1, files=2, unfinished=1, missing=0)
    assert files(tmp_path) == rows(store) == {name(FIRST_FILE)}
    assert store.attachments.sweep() == NOTHING


def with_pictures(id: str, *hashes: str) -> Draft:
    """A draft that names these pictures."""
    paper = Material("rp-alive", "m1", "居民身份证", Way.CAPTURED, sha256=hashes)
    return msgspec.structs.replace(draft(id), materials=(paper,))


def test_a_page_taken_out_of_a_draft_goes_with_its_next_save(tmp_path: Path, store: Store) -> None:
    """And one it never named, for a cut came before it could."""
    second = store.attachments.add("a", SECOND_FILE)
    store.drafts.save(draft("b"), b"another card")
    store.attachments.add("b", FIRST_FILE)
    store.drafts.save(with_pictures("a", second), BINDING)
    assert [one.sha256 for one in store.attachments.of("a")] == [second]
    assert files(tmp_path) == {name(FIRST_FILE), second}, "another draft has the same file"
    store.drafts.save(with_pictures("a"), BINDING)
    assert files(tmp_path) == {name(FIRST_FILE)}


def test_a_late_save_takes_nothing_from_what_is_handed_in(tmp_path: Path, store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.drafts.save(draft("a"), BINDING)
    assert [one.sha256 for one in store.attachments.of("a")] == [name(FIRST_FILE)]
    assert files(tmp_path) == {name(FIRST_FILE)}


def test_which_are_whole_is_found_by_reading_them(tmp_path: Path, store: Store) -> None:
    second = store.attachments.add("a", SECOND_FILE)
    assert store.attachments.whole("a") == {name(FIRST_FILE), second}
    (tmp_path / "attachments" / second[:2] / second).write_bytes(SECOND_FILE[:-1] + b"?")
    assert store.attachments.whole("a") == {name(FIRST_FILE)}
    assert store.attachments.whole("nobody") == frozenset()


def killed(*arguments: str | Path, root: Path) -> None:
    command = [sys.executable, "-m", "tests.sync.store.child", *map(str, arguments)]
    assert subprocess.run(command, cwd=root, timeout=30, check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("event", "nth", "left"),
    [
        ("os.rename", 1, Swept(0, 0, 1, 0)),
        ("BEGIN", 1, Swept(0, 1, 0, 0)),
        ("INSERT INTO attachments", 1, Swept(0, 1, 0, 0)),
        ("COMMIT", 1, Swept(0, 1, 0, 0)),
    ],
)
def test_killed_while_one_is_added(tmp_path: Path, root: Path, store: Store, event: str, nth: int, left: Swept) -> None:
    """Between file and row there is a file without a row, never a row without its file."""
    killed("attach", tmp_path / "kiosk.db", "a", event, str(nth), root=root)
    again = opened(tmp_path / "kiosk.db")
    assert rows(again) == {name(FIRST_FILE)} < files(tmp_path)
    assert again.attachments.sweep() == left
    assert files(tmp_path) == rows(again)
    again.attachments.add("a", SECOND_FILE)
    assert again.attachments.read(name(SECOND_FILE)) == SECOND_FILE
    again.close()


@pytest.mark.parametrize("nth", [1, 2, 200, 257])
def test_killed_while_the_folders_are_made(tmp_path: Path, root: Path, nth: int) -> None:
    opened(tmp_path / "kiosk.db").close()
    killed("attach", tmp_path / "kiosk.db", "a", "os.mkdir", str(nth), root=root)
    store = opened(tmp_path / "kiosk.db")
    assert store.attachments.sweep() == NOTHING
    for sealed in (FIRST_FILE, SECOND_FILE):
        assert store.attachments.read(store.attachments.add("a", sealed)) == sealed
    assert len(list((tmp_path / "attachments").iterdir())) == 256
    store.close()


@pytest.mark.parametrize(("event", "kept", "left"), [("COMMIT", 1, NOTHING), ("os.remove", 0, Swept(0, 1, 0, 0))])
def test_killed_while_a_draft_is_discarded(
    tmp_path: Path, root: Path, store: Store, event: str, kept: int, left: Swept
) -> None:
    killed("discard", tmp_path / "kiosk.db", "a", event, "1", root=root)
    again = opened(tmp_path / "kiosk.db")
    assert len(rows(again)) == kept
    assert rows(again) <= files(tmp_path)
    assert again.attachments.sweep() == left
    assert files(tmp_path) == rows(again)
    again.close()
