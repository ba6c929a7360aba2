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
from tests.sync.support import Submission, opened, receipt


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "kiosk.db")
    yield store
    store.close()


def test_a_receipt_is_intended_from_its_birth(store: Store) -> None:
    store.outbox.submit("b", Submission("b"))
    store.outbox.submit("none", Submission("none").without_receipt())
    store.outbox.submit("a", Submission("a"))
    rows = store.ledger.rows()
    assert [(row.application_id, row.state, row.copies) for row in rows] == [
        ("b", PrintState.INTENDED, 0),
        ("a", PrintState.INTENDED, 0),
    ]
    assert rows[0].receipt == receipt("b")


def test_one_receipt_is_found_by_its_application(store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.outbox.submit("none", Submission("none").without_receipt())
    assert store.ledger.row("a") == store.ledger.rows()[0]
    with pytest.raises(StoreError) as raised:
        store.ledger.row("none")
    assert raised.value.code == "S05"


def test_a_move_is_kept_counted_and_audited(tmp_path: Path, store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    for state in (PrintState.PRINTING, PrintState.UNCERTAIN, PrintState.PRINTED, PrintState.PRINTED):
        store.ledger.move("a", state)
    again = opened(tmp_path / "kiosk.db")
    (row,) = again.ledger.rows()
    assert (row.state, row.copies) == (PrintState.PRINTED, 2)
    again.close()
    assert [event.verb for event in store.audit.events()][1:] == [
        "receipt_printing",
        "receipt_uncertain",
        "receipt_printed",
        "receipt_printed",
    ]


def test_a_printed_receipt_does_not_move_and_unknown_ones_are_refused(store: Store) -> None:
    store.outbox.submit("a", Submission("a"))
    store.ledger.move("a", PrintState.PRINTING)
    store.ledger.move("a", PrintState.PRINTED)
    for id in ("a", "z"):
        with pytest.raises(StoreError) as raised:
            store.ledger.move(id, PrintState.INTENDED)
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
