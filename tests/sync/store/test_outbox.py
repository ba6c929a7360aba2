"""The queue numbers without gaps, counts an id once, lends within a budget, and takes back what was lent too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.base.clock import Moment
from kiosk.base.errors import SealError, StoreError
from kiosk.base.events import ActorKind
from kiosk.base.steps import Step
from kiosk.outbox.model import EntryState, Sealed
from sync.seal.envelope import open_envelope, parse
from sync.store.disk import Disk
from sync.store.outbox import LEASE_S
from sync.store.store import Store
from tests.sync.support import BINDING, HUB_PRIVATE, NOW, SUITE, Submission, draft, opened, plain

LEASE_MS = LEASE_S * 1000
YEARS_MS = 5 * 365 * 86_400_000


@pytest.fixture
def store(tmp_path: Path, kept: Disk) -> Iterator[Store]:
    store = opened(tmp_path / "kiosk.db", disk=kept)
    yield store
    store.close()


def filled(store: Store, *ids: str) -> None:
    for id in ids:
        store.outbox.submit(id, Submission(id))


def lent(store: Store, now: Moment, limit_bytes: int = 1 << 20) -> list[str]:
    return [entry.id for entry in store.outbox.lease(now, limit_bytes)]


def never(sequence: int) -> Sealed:
    raise AssertionError("sealed again")


def test_a_submission_is_there_whole(store: Store) -> None:
    store.drafts.save(draft("a"), BINDING)
    store.drafts.save(draft("b"), BINDING)
    entry = store.outbox.submit("a", Submission("a"))
    assert (entry.sequence, entry.state, entry.attempts) == (1, EntryState.QUEUED, 0)
    assert store.outbox.entries() == (entry,)
    assert open_envelope(parse(entry.envelope), HUB_PRIVATE, SUITE) == plain("a")
    assert [row.application_id for row in store.ledger.rows()] == ["a"]
    assert [event.verb for event in store.audit.events()] == ["application_collected"]
    found = store.drafts.find(BINDING)
    assert found is not None
    assert found.id == "b"


def test_an_id_counts_once(store: Store) -> None:
    first = store.outbox.submit("a", Submission("a"))
    assert store.outbox.submit("a", never) == first
    assert len(store.outbox.entries()) == len(store.audit.events()) == 1


def test_what_fails_to_be_sealed_leaves_nothing_and_takes_no_number(store: Store) -> None:
    def fails(sequence: int) -> Sealed:
        raise SealError("K01")

    filled(store, "a")
    store.drafts.save(draft("b"), BINDING)
    with pytest.raises(SealError):
        store.outbox.submit("b", fails)
    assert store.drafts.find(BINDING) == draft("b")
    with pytest.raises(ValueError, match="another id"):
        store.outbox.submit("c", Submission("b"))
    assert store.outbox.submit("b", Submission("b")).sequence == 2
    assert [event.subject for event in store.audit.events()] == ["a", "b"]


def test_the_steps_are_announced_in_order(tmp_path: Path) -> None:
    seen: list[Step] = []
    store = opened(tmp_path / "kiosk.db", reached=seen.append)
    store.drafts.save(draft("a"), BINDING)
    store.outbox.submit("a", Submission("a"))
    assert seen == [Step.DRAFT_SAVED, Step.SEALED, Step.INSERTED, Step.COMMITTED]
    store.outbox.submit("a", never)
    assert len(seen) == 4
    store.close()


def test_it_lends_the_oldest_first_within_the_budget(store: Store) -> None:
    filled(store, "a", "b", "c")
    size = len(store.outbox.entries()[0].envelope)
    assert lent(store, NOW, 2 * size) == ["a", "b"]
    assert lent(store, NOW, 1) == ["c"], "one is lent, however large"
    assert lent(store, NOW) == []


def test_a_lease_is_counted_and_shown(store: Store) -> None:
    filled(store, "a")
    (entry,) = store.outbox.lease(NOW, 1)
    assert (entry.state, entry.attempts) == (EntryState.LEASED, 1)
    assert store.outbox.entries() == (entry,)


def test_a_dead_holders_lease_ends_by_itself(store: Store) -> None:
    filled(store, "a")
    assert lent(store, NOW) == ["a"]
    assert lent(store, NOW.plus_ms(LEASE_MS - 1)) == []
    assert lent(store, NOW.plus_ms(LEASE_MS)) == ["a"]


def test_a_released_entry_waits_and_lets_others_pass(store: Store) -> None:
    filled(store, "a", "b")
    assert lent(store, NOW, 1) == ["a"]
    store.outbox.release("a", NOW.plus_ms(15_000))
    assert lent(store, NOW) == ["b"]
    assert lent(store, NOW.plus_ms(14_999)) == []
    assert lent(store, NOW.plus_ms(15_000)) == ["a"]


@pytest.mark.parametrize("when", [NOW.plus_ms(ms) for ms in (-YEARS_MS, YEARS_MS, -7_200_000, 7_200_000)])
def test_a_clock_that_is_set_delays_nothing(store: Store, when: Moment) -> None:
    """A terminal wrong by years or by two hours, in either direction, still delivers: no wait is longer than an hour."""
    filled(store, "fresh", "lent", "waiting")
    store.outbox.lease(NOW, 1 << 20)
    store.outbox.release("fresh", Moment(0))
    store.outbox.release("waiting", NOW.plus_ms(3_600_000))
    assert set(lent(store, when)) == {"fresh", "lent", "waiting"}


@pytest.mark.parametrize("state", [EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED])
def test_a_settlement_is_audited_and_counted_once(store: Store, state: EntryState) -> None:
    filled(store, "a")
    store.outbox.lease(NOW, 1)
    for _ in range(2):
        store.outbox.settle("a", state, b"signed", NOW)
    assert store.outbox.entries()[0].state is state
    event = store.audit.events()[-1]
    assert (event.verb, event.actor.kind, event.subject) == (f"entry_{state}", ActorKind.HUB, "a")
    assert len(store.audit.events()) == 2
    assert store.db.execute("SELECT detail FROM outbox").fetchone() == (b"signed",)
    assert lent(store, NOW.plus_ms(YEARS_MS)) == []


def test_what_the_hub_signed_counts_though_the_lease_ended(store: Store) -> None:
    filled(store, "a")
    store.outbox.lease(NOW, 1)
    store.outbox.release("a", NOW)
    store.outbox.settle("a", EntryState.DELIVERED, b"signed", NOW)
    assert store.outbox.entries()[0].state is EntryState.DELIVERED


def test_a_settled_entry_is_not_settled_otherwise(store: Store) -> None:
    filled(store, "a")
    store.outbox.lease(NOW, 1)
    store.outbox.settle("a", EntryState.DELIVERED, b"signed", NOW)
    with pytest.raises(StoreError) as raised:
        store.outbox.settle("a", EntryState.REFUSED, b"later", NOW)
    assert raised.value.code == "S05"
    store.outbox.release("a", NOW)
    assert store.outbox.entries()[0].state is EntryState.DELIVERED
    assert len(store.audit.events()) == 2


def test_unknown_ids_and_states_that_settle_nothing_are_refused(store: Store) -> None:
    filled(store, "a")
    uses: list[Callable[[], None]] = [
        lambda: store.outbox.settle("z", EntryState.DELIVERED, b"", NOW),
        lambda: store.outbox.release("z", NOW),
    ]
    for use in uses:
        with pytest.raises(StoreError) as raised:
            use()
        assert raised.value.code == "S05"
    with pytest.raises(ValueError, match="settles nothing"):
        store.outbox.settle("a", EntryState.QUEUED, b"", NOW)


def test_the_queue_is_counted(store: Store) -> None:
    filled(store, "a", "b", "c")
    store.outbox.lease(NOW, 1)
    counts = store.queue()
    assert (counts.queued, counts.leased, counts.delivered, counts.oldest_ms) == (2, 1, 0, NOW.unix_ms)
    store.outbox.settle("a", EntryState.DELIVERED, b"signed", NOW)
    assert (store.queue().delivered, store.queue().leased) == (1, 0)


def test_a_long_history_costs_the_next_batch_nothing(store: Store) -> None:
    """Every statement of a round finds its rows by an index, as SQLite itself explains it."""
    filled(store, "a", "b")
    said: list[str] = []
    store.db.conn.set_trace_callback(said.append)
    store.outbox.lease(NOW, 1)
    store.outbox.release("a", NOW)
    store.queue()
    store.db.conn.set_trace_callback(None)
    plans = [explained(store, sql) for sql in said if "outbox" in sql and not sql.startswith("--")]
    assert len(plans) >= 6
    slow = [plan for plan in plans if "TEMP B-TREE" in plan or ("SCAN outbox" in plan and "COVERING INDEX" not in plan)]
    assert slow == []


def explained(store: Store, sql: str) -> str:
    rows = store.db.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    return " ".join(str(row[3]) for row in rows)
