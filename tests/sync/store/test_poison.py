"""What is no longer what was sealed is set aside with its reason and blocks nobody; a person sets aside and restores, audited."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.applications.model import Kind
from kiosk.base.errors import StoreError
from kiosk.base.events import TECHNICIAN, TERMINAL, Actor, Verb
from kiosk.outbox.model import EntryState, OutboxEntry, UnsealedHeader
from kiosk.outbox.reasons import ParkReason
from sync.seal.doubt import doubt
from sync.store.store import Store
from tests.sync.support import NOW, SEALER, Submission, opened, plain

ALL = 1 << 20


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "kiosk.db")
    for id in ("a", "b", "c"):
        store.outbox.submit(id, Submission(id))
    yield store
    store.close()


def unguarded(store: Store, sql: str, *values: object) -> None:
    """What a fault below the guards does: a program that is wrong, a page of another time."""
    store.db.conn.execute("DROP TRIGGER outbox_envelope_is_fixed")
    store.db.conn.execute("PRAGMA foreign_keys=OFF")
    store.db.conn.execute(sql, values)


def entry(store: Store, id: str) -> OutboxEntry:
    return next(entry for entry in store.outbox.entries() if entry.id == id)


def deeds(store: Store) -> list[tuple[Verb, Actor, str]]:
    return [(event.verb, event.actor, event.subject) for event in store.audit.events()][3:]


def other_envelope() -> tuple[bytes, str]:
    """A sound envelope, of something else."""
    return SEALER.envelope(plain("z"), UnsealedHeader("z", Kind.APPLICATION, 2, "rp-alive"))


CHANGES = [
    ("UPDATE outbox SET envelope = CAST(substr(envelope, 1, length(envelope) - 1) || x'00' AS BLOB)", ParkReason.CHANGED),
    (f"UPDATE outbox SET sha256 = '{'0' * 64}'", ParkReason.CHANGED),
    (f"UPDATE outbox SET envelope = x'00', sha256 = '{hashlib.sha256(bytes(1)).hexdigest()}'", ParkReason.UNREADABLE),
    ("UPDATE outbox SET item = 'other'", ParkReason.MISLABELLED),
    ("UPDATE outbox SET kind = 'rating'", ParkReason.MISLABELLED),
    ("UPDATE outbox SET id = 'x'", ParkReason.MISLABELLED),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), CHANGES)
def test_what_is_not_what_was_sealed_is_parked_and_the_others_are_lent(
    store: Store, change: str, reason: ParkReason
) -> None:
    unguarded(store, f"{change} WHERE seq = 2")
    assert [lent.id for lent in store.outbox.lease(NOW, ALL)] == ["a", "c"]
    parked = store.outbox.numbered(2)
    assert parked is not None
    assert (parked.state, parked.detail, parked.attempts) == (EntryState.PARKED, reason.encode(), 0)
    assert deeds(store) == [(Verb.ENTRY_PARKED, TERMINAL, parked.id)]
    assert store.outbox.lease(NOW, ALL) == ()
    store.audit.verify()


def test_an_envelope_of_another_entry_is_mislabelled(store: Store) -> None:
    unguarded(store, "UPDATE outbox SET envelope = ?, sha256 = ? WHERE seq = 2", *other_envelope())
    store.outbox.lease(NOW, ALL)
    assert entry(store, "b").detail == ParkReason.MISLABELLED.encode()


def test_poison_at_the_head_does_not_leave_a_batch_empty(store: Store) -> None:
    """The smallest batch still holds an entry, or the round would end as if nothing were due."""
    unguarded(store, "UPDATE outbox SET item = 'other' WHERE seq < 3")
    assert [lent.id for lent in store.outbox.lease(NOW, 1)] == ["c"]


def test_a_name_by_the_other_suites_hash_is_as_good(store: Store) -> None:
    """An envelope is named by its own suite's hash: SM3 under gm. The digest of "abc" is that of GB/T 32905, A.1."""
    sound = entry(store, "a")
    assert doubt(sound) is None
    sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert doubt(replace(sound, envelope=b"abc", sha256=sm3)) is ParkReason.UNREADABLE
    assert doubt(replace(sound, envelope=b"abd", sha256=sm3)) is ParkReason.CHANGED


def test_a_person_sets_aside_and_restores(store: Store) -> None:
    store.outbox.park("b", ParkReason.HUB_ASKED, NOW)
    store.outbox.park("b", ParkReason.BY_HAND, NOW)
    assert (entry(store, "b").state, entry(store, "b").detail) == (EntryState.PARKED, b"hub_asked")
    assert [lent.id for lent in store.outbox.lease(NOW, ALL)] == ["a", "c"]
    store.outbox.restore("b", NOW)
    assert (entry(store, "b").state, entry(store, "b").detail) == (EntryState.QUEUED, b"")
    assert [lent.id for lent in store.outbox.lease(NOW, ALL)] == ["b"]
    assert deeds(store) == [(Verb.ENTRY_PARKED, TECHNICIAN, "b"), (Verb.ENTRY_RESTORED, TECHNICIAN, "b")]


def test_restored_without_having_been_mended_it_is_parked_again(store: Store) -> None:
    unguarded(store, "UPDATE outbox SET item = 'other' WHERE seq = 2")
    store.outbox.lease(NOW, ALL)
    store.outbox.restore("b", NOW)
    assert store.outbox.lease(NOW, ALL) == ()
    assert entry(store, "b").detail == ParkReason.MISLABELLED.encode()


@pytest.mark.parametrize("state", [EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED])
def test_what_the_hub_signs_while_a_person_parks_stays_true(store: Store, state: EntryState) -> None:
    """Parked by the door while the terminal is sending it: the answer settles it, and nothing fails."""
    store.outbox.lease(NOW, 1)
    store.outbox.park("a", ParkReason.BY_HAND, NOW)
    store.outbox.settle("a", state, b"signed", NOW)
    assert entry(store, "a").state is state
    store.outbox.release("a", NOW)
    assert entry(store, "a").state is state


def test_what_came_back_unanswered_stays_parked(store: Store) -> None:
    store.outbox.lease(NOW, 1)
    store.outbox.park("a", ParkReason.BY_HAND, NOW)
    store.outbox.release("a", NOW)
    store.outbox.return_leases()
    assert entry(store, "a").state is EntryState.PARKED


def test_settled_and_unknown_entries_are_left_alone(store: Store) -> None:
    store.outbox.lease(NOW, 1)
    store.outbox.settle("a", EntryState.DELIVERED, b"signed", NOW)
    before = deeds(store)
    for id in ("a", "z"):
        with pytest.raises(StoreError, match="S05"):
            store.outbox.park(id, ParkReason.BY_HAND, NOW)
        with pytest.raises(StoreError, match="S05"):
            store.outbox.restore(id, NOW)
    with pytest.raises(StoreError, match="S05 the entry is queued"):
        store.outbox.restore("b", NOW)
    assert deeds(store) == before
