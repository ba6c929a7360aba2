"""Entries and events carry stamps that agree with their sequence whatever the clock did in between, also after a restart."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.base.events import TERMINAL, AuditEvent, Verb
from kiosk.base.hybrid import DRIFT_MS, physical_ms
from sync.store.schema_clock import HYBRID_CLOCK
from sync.store.store import Store
from tests.sync.support import NOW_MS, Submission, ToldClock, opened

DAY_MS = 86_400_000
JUMPS_MS = [0, 12 * 365 * DAY_MS, -400 * DAY_MS, 1, -1]


def stamps(store: Store, table: str) -> list[int]:
    return [int(row[0]) for row in store.db.execute(f"SELECT hybrid FROM {table} ORDER BY rowid").fetchall()]


def kept(store: Store) -> int:
    return int(store.db.execute("SELECT value FROM counters WHERE name = ?", (HYBRID_CLOCK,)).fetchone()[0])


def test_the_order_of_stamps_is_that_of_the_sequence_whatever_the_clock_says(tmp_path: Path) -> None:
    for n, jump in enumerate(JUMPS_MS):
        store = opened(tmp_path / "k.db", clock=ToldClock(NOW_MS + jump))
        for part in ("a", "b"):
            store.outbox.submit(f"{part}{n}", Submission(f"{part}{n}"))
        store.audit.record(AuditEvent(Verb.RECEIPT_FAILED, TERMINAL, "id", NOW_MS))
        store.close()
    store = opened(tmp_path / "k.db")
    for table in ("outbox", "audit"):
        assert len(stamps(store, table)) >= 10
        assert all(earlier < later for earlier, later in pairwise(stamps(store, table))), table
    assert physical_ms(max(stamps(store, "audit"))) <= NOW_MS + DRIFT_MS
    assert kept(store) == max(stamps(store, "audit"))
    store.audit.verify()
    store.close()


def test_an_entry_has_the_stamp_of_its_own_event(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    entry = store.outbox.submit("a", Submission("a"))
    assert [entry.hybrid] == stamps(store, "audit") == stamps(store, "outbox")
    assert physical_ms(entry.hybrid) == NOW_MS
    store.close()


def test_two_lanes_share_one_clock(tmp_path: Path) -> None:
    behind, ahead = (opened(tmp_path / "k.db", clock=ToldClock(NOW_MS + ms)) for ms in (0, 5_000))
    entries = [lane.outbox.submit(f"{n}", Submission(f"{n}")) for n, lane in enumerate((behind, ahead, behind, ahead))]
    assert [entry.hybrid for entry in entries] == sorted({entry.hybrid for entry in entries})
    behind.close()
    ahead.close()


def test_the_hubs_time_moves_it_forward_only(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    store.counters.saw_hub_time(NOW_MS + DAY_MS)
    entry = store.outbox.submit("a", Submission("a"))
    assert physical_ms(entry.hybrid) == NOW_MS + DAY_MS
    store.counters.saw_hub_time(NOW_MS + DAY_MS - 1)
    assert kept(store) == entry.hybrid, "an older time writes nothing"
    store.counters.saw_hub_time(NOW_MS + 2 * DAY_MS)
    assert physical_ms(kept(store)) == NOW_MS + 2 * DAY_MS
    store.close()


def test_a_deed_undone_gives_its_stamp_back(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    before = kept(store)
    with pytest.raises(ValueError, match="another id"):
        store.outbox.submit("a", Submission("b"))
    assert kept(store) == before
    store.close()
