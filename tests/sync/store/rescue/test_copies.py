"""A copy made earlier and the file that was damaged since have more together than either alone."""

from __future__ import annotations

from pathlib import Path

from kiosk.outbox.model import EntryState, OutboxEntry
from tests.sync.store.rescue.kit import Handed, by_id, deciphered, lies_on, salvaged, settle, trash
from tests.sync.support import opened


def copied(tmp_path: Path) -> dict[str, OutboxEntry]:
    store = opened(tmp_path / "k.db")
    for n in range(40):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    store.db.conn.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    for n in range(20):
        settle(store, f"id-{n}", EntryState.DELIVERED, b"signed")
    for n in range(40, 80):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    before: dict[str, OutboxEntry] = dict(by_id(store))
    store.close()
    return before


def test_together_they_have_all(tmp_path: Path) -> None:
    before = copied(tmp_path)
    plain = deciphered(tmp_path / "k.db")
    envelopes = {f"id-{n}": before[f"id-{n}"].envelope for n in range(40)}
    trash(tmp_path / "k.db", sorted({page for it in envelopes.values() for page in lies_on(it, plain)}))
    report = salvaged(tmp_path / "copy.db", tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    after = by_id(store)
    assert set(after) >= {f"id-{n}" for n in range(40)}
    assert {lost.id for lost in report.lost} == set(before) - set(after)
    assert all(after[id].envelope == before[id].envelope for id in after)
    store.close()


def test_the_newest_state_wins_whoever_has_it(tmp_path: Path) -> None:
    before = copied(tmp_path)
    salvaged(tmp_path / "copy.db", tmp_path / "k.db", out=tmp_path / "one.db")
    salvaged(tmp_path / "k.db", tmp_path / "copy.db", out=tmp_path / "other.db")
    for name in ("one.db", "other.db"):
        store = opened(tmp_path / name)
        states = {id: entry.state for id, entry in by_id(store).items()}
        assert states == {id: EntryState.DELIVERED if n < 20 else EntryState.QUEUED for n, id in enumerate(before)}
        store.close()


def test_a_copy_has_the_salt_that_the_file_has_lost(tmp_path: Path) -> None:
    copied(tmp_path)
    trash(tmp_path / "k.db", [1])
    report = salvaged(tmp_path / "copy.db", tmp_path / "k.db", out=tmp_path / "out.db")
    assert [source.authentic for source in report.sources] == [True, True]


def test_a_copy_alone_is_restored(tmp_path: Path) -> None:
    copied(tmp_path)
    report = salvaged(tmp_path / "copy.db", tmp_path / "none.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    assert len(by_id(store)) == 40
    assert report.next_sequence > 540, "what was given after the copy must not be given again"
    store.close()
