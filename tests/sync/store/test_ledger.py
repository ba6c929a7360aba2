"""The print ledger remembers every receipt and what became of it; counters and disk are told truly."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.base.errors import StoreError
from kiosk.receipts.model import PrintState
from sync.store.health import disk_free_mib, reserve
from sync.store.store import Store
from tests.sync.support import NOW_MS, Submission, opened, receipt


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "kiosk.db")
    yield store
    store.close()


def test_a_receipt_is_queued_from_its_birth(store: Store) -> None:
    store.outbox.submit("b", Submission("b"))
    store.outbox.submit("none", Submission("none").without_receipt())
    store.outbox.submit("a", Submission("a"))
    rows = store.ledger.rows()
    assert [(row.application_id, row.state, row.copies) for row in rows] == [
        ("b", PrintState.QUEUED, 0),
        ("a", PrintState.QUEUED, 0),
    ]
    assert rows[0].receipt == receipt("b")


def test_one_receipt_is_found_by_its_application(store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.outbox.submit("none", Submission("none").without_receipt())
    assert store.ledger.row("a") == store.ledger.rows()[0]
    with pytest.raises(StoreError) as raised:
        store.ledger.row("none")
    assert raised.value.code == "S05"


def test_a_paper_s_way_is_kept_counted_and_its_deeds_audited(tmp_path: Path, store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.ledger.move("a", PrintState.CLAIMED)
    store.ledger.move("a", PrintState.CREATED, ticket="7 urn:uuid:x")
    row = store.ledger.row("a")
    assert (row.attempt, row.ticket, row.spent, row.copy, row.moved_at_ms) == (1, "7 urn:uuid:x", 0, 1, NOW_MS)
    for state in (PrintState.SENT, PrintState.PRINTING, PrintState.UNCERTAIN):
        store.ledger.move("a", state)
    assert (store.ledger.row("a").copies, store.ledger.row("a").spent) == (0, 1)
    for state in (PrintState.PRINTED, PrintState.CLAIMED):
        store.ledger.move("a", state)
    row = store.ledger.row("a")
    assert (row.attempt, row.ticket, row.copies, row.copy) == (2, "", 1, 2)
    store.ledger.move("a", PrintState.PRINTED)
    again = opened(tmp_path / "kiosk.db")
    (row,) = again.ledger.rows()
    assert (row.state, row.copies, row.spent) == (PrintState.PRINTED, 2, 2)
    again.close()
    assert [event.verb for event in store.audit.events()][1:] == [
        "receipt_claimed",
        "receipt_uncertain",
        "receipt_printed",
        "receipt_claimed_again",
        "receipt_printed",
    ]


def test_a_number_in_doubt_is_not_given_again_whatever_a_person_says(store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    for state in (PrintState.CLAIMED, PrintState.UNCERTAIN, PrintState.FAILED):
        store.ledger.move("a", state)
    assert (store.ledger.row("a").copies, store.ledger.row("a").copy) == (0, 2)


def test_a_printed_receipt_only_moves_for_a_copy_and_unknown_ones_are_refused(store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.ledger.move("a", PrintState.CLAIMED)
    store.ledger.move("a", PrintState.PRINTED)
    for id in ("a", "z"):
        with pytest.raises(StoreError) as raised:
            store.ledger.move(id, PrintState.QUEUED)
        assert raised.value.code == "S05"
    assert len(store.audit.events()) == 3


def test_rounds_are_numbered_for_ever(tmp_path: Path, store: Store) -> None:
    assert [store.counters.next_round() for _ in range(3)] == [1, 2, 3]
    again = opened(tmp_path / "kiosk.db")
    assert again.counters.next_round() == 4
    again.close()


def test_the_hubs_time_only_grows(store: Store) -> None:
    assert store.counters.hub_time_ms() == 0
    for seen in (50, 40, 60):
        store.counters.saw_hub_time(seen)
    assert store.counters.hub_time_ms() == 60


def test_the_sequence_is_that_of_the_last_entry(store: Store) -> None:
    assert store.counters.sequence() == 0
    store.outbox.submit("a", Submission("a"))
    assert store.counters.sequence() == 1


def test_room_is_what_the_system_says(tmp_path: Path, store: Store) -> None:
    disk = os.statvfs(tmp_path)
    free = disk.f_bavail * disk.f_frsize // 2**20
    assert abs(disk_free_mib(tmp_path) - free) < 200
    assert store.reserve(1) is None
    assert reserve(tmp_path, free * 2 + 1000) == "S02"
    with pytest.raises(StoreError):
        disk_free_mib(tmp_path / "none")
