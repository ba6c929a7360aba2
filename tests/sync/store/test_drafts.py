"""A draft comes back for its own card only, goes with its submission, and is forgotten after a month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.base.steps import Step
from sync.seal.keys import derive
from sync.store.drafts import KEPT_MS
from sync.store.driver import write_tx
from sync.store.store import Store
from tests.sync.support import BINDING, NOW_MS, CountedEntropy, Submission, draft, opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "kiosk.db")
    yield store
    store.close()


def rows(store: Store) -> int:
    return int(store.db.execute("SELECT count(*) FROM drafts").fetchone()[0])


def test_it_comes_back_for_the_same_card_after_a_restart(tmp_path: Path) -> None:
    store = opened(tmp_path / "kiosk.db")
    store.drafts.save(draft("a"), BINDING)
    store.close()
    again = opened(tmp_path / "kiosk.db")
    assert again.drafts.find(BINDING) == draft("a")
    assert again.drafts.find(BINDING + b"x") is None
    again.close()


def test_a_save_replaces_the_earlier_state_and_the_newest_is_found(store: Store) -> None:
    store.drafts.save(draft("a", name="early"), BINDING)
    store.drafts.save(draft("a", name="late"), BINDING)
    assert rows(store) == 1
    assert store.drafts.find(BINDING) == draft("a", name="late")
    store.drafts.save(draft("b", saved_at_ms=NOW_MS - 1), BINDING)
    assert store.drafts.find(BINDING) == draft("a", name="late")


def test_no_nonce_comes_twice(store: Store) -> None:
    for name in ("one", "two", "three"):
        store.drafts.save(draft(name), BINDING)
    nonces = {row[0][:12] for row in store.db.execute("SELECT body FROM drafts").fetchall()}
    assert nonces == {nonce(n) for n in range(1, 4)}


def nonce(n: int) -> bytes:
    """The n-th nonce that the store's entropy gave."""
    return CountedEntropy(count=n - 1).bytes(12)


def test_discarded_is_gone_and_unknown_ids_are_fine(store: Store) -> None:
    store.drafts.save(draft("a"), BINDING)
    store.drafts.discard("a")
    store.drafts.discard("a")
    assert store.drafts.find(BINDING) is None
    assert rows(store) == 0


def test_a_month_old_draft_is_forgotten(store: Store) -> None:
    store.drafts.save(draft("old", saved_at_ms=NOW_MS - KEPT_MS - 1), b"one card")
    store.drafts.save(draft("kept", saved_at_ms=NOW_MS - KEPT_MS), b"another card")
    store.drafts.save(draft("new"), BINDING)
    assert store.drafts.find(b"one card") is None
    assert store.drafts.find(b"another card") is not None
    assert rows(store) == 2


def test_a_late_save_does_not_raise_a_submitted_draft(store: Store) -> None:
    store.drafts.save(draft("a"), BINDING)
    store.outbox.submit("a", Submission("a"))
    store.drafts.save(draft("a"), BINDING)
    assert store.drafts.find(BINDING) is None


def test_what_no_longer_opens_is_passed_over(store: Store) -> None:
    store.drafts.save(draft("good", saved_at_ms=NOW_MS - 5), BINDING)
    store.drafts.save(draft("bad"), BINDING)
    with write_tx(store.db):
        store.db.execute("UPDATE drafts SET body = zeroblob(40) WHERE id = 'bad'")
    assert store.drafts.find(BINDING) == draft("good", saved_at_ms=NOW_MS - 5)


def test_another_devices_key_finds_nothing(tmp_path: Path, store: Store) -> None:
    store.drafts.save(draft("a"), BINDING)
    mine = derive(b"\x07" * 32)
    other = type(mine)(database=mine.database, signing=mine.signing, drafts=b"\x09" * 32)
    stolen = opened(tmp_path / "kiosk.db", keys=other)
    assert stolen.drafts.find(BINDING) is None
    stolen.close()


def test_it_is_announced_when_it_is_durable(tmp_path: Path) -> None:
    seen: list[Step] = []
    store = opened(tmp_path / "other.db", reached=seen.append)
    store.drafts.save(draft("a"), BINDING)
    assert seen == [Step.DRAFT_SAVED]
    store.close()
