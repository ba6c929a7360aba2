"""Cycles against a hub that fails in every way: nothing settles without proof, nothing waits for ever, nothing twice."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import StoreError
from kiosk.base.steps import Step
from kiosk.delivery.model import Acknowledgement, Outcome, Signed, Unreachable, Verdict
from kiosk.delivery.problems import HASH_ID_PREFIX, PROBLEM_PREFIX, RefusalProblem
from kiosk.outbox.model import EntryState
from tests.kiosk.delivery.fakes import HUB_AHEAD_MS, Village, sha256

HOUR_MS = 3_700_000
WEATHER = st.lists(st.sampled_from(["well", "offline", "lost", "forged", "stale", "silent"]), max_size=12)


@given(count=st.integers(0, 12), script=WEATHER, seed=st.integers(0, 99), size=st.sampled_from([10, 20_000, 100_000]))
def test_when_the_hub_is_healthy_again_the_queue_drains_and_each_id_counts_once(
    count: int, script: list[str], seed: int, size: int
) -> None:
    village = Village(count, seed, script, size)
    cycles = 0
    while village.script:
        village.delivery.run_cycle()
        assert village.outbox.states() <= {EntryState.QUEUED, EntryState.DELIVERED}, "bad weather settles nothing"
        village.clock.ms += HOUR_MS
        cycles += 1
        assert cycles < 100
    report = village.delivery.run_cycle()
    assert report.unreachable is None
    assert report.returned == 0
    assert village.outbox.states() <= {EntryState.DELIVERED}
    assert village.hub.held == {entry.id: entry.sha256 for entry in village.outbox.entries()}
    assert set(village.hub.writes.values()) <= {1}
    counters = [request.counter for request in village.hub.requests]
    assert counters == sorted(set(counters))
    assert len({request.nonce for request in village.hub.requests}) == len(village.hub.requests)


@given(script=WEATHER)
def test_what_is_kept_with_a_delivered_entry_proves_it(script: list[str]) -> None:
    village = Village(3, 0, script)
    while village.outbox.states() != {EntryState.DELIVERED}:
        village.delivery.run_cycle()
        village.clock.ms += HOUR_MS
    for entry in village.outbox.entries():
        signed = msgspec.json.decode(village.outbox.details[entry.id], type=Signed)
        ack = msgspec.json.decode(signed.body, type=Acknowledgement)
        assert (ack.id, ack.sha256) == (entry.id, entry.sha256)


def test_an_empty_queue_still_calls_once_for_the_time() -> None:
    village = Village(0)
    report = village.delivery.run_cycle()
    assert len(village.hub.requests) == 1
    assert (report.hub_offset_ms, report.next_call_s) == (HUB_AHEAD_MS, 300)
    assert village.numbers.hub_ms == village.clock.ms + HUB_AHEAD_MS


def test_steps_are_announced_in_order() -> None:
    village = Village(2)
    village.delivery.run_cycle()
    assert village.steps == [Step.LEASED, Step.ANSWERED, Step.VERIFIED, Step.SETTLED]


def test_offline_returns_everything_and_stops_at_once() -> None:
    village = Village(5, script=["offline"])
    report = village.delivery.run_cycle()
    assert (report.unreachable, report.returned) == (Unreachable.OFFLINE, 5)
    assert len(village.hub.requests) == 1
    assert all(due > village.clock.ms for due in village.outbox.due.values())
    village.delivery.run_cycle()
    assert village.hub.requests[1].items == (), "nothing is due yet"


def test_what_was_tried_is_asked_about_and_sent_again_only_if_the_hub_lacks_it() -> None:
    village = Village(2, script=["lost"])
    village.delivery.run_cycle()
    del village.hub.held["id-1"]
    village.hub.writes.clear()
    village.clock.ms += HOUR_MS
    report = village.delivery.run_cycle()
    _, asked, sent = village.hub.requests
    assert (asked.items, set(asked.ask)) == ((), {"id-0", "id-1"})
    assert [sha256(item) for item in sent.items] == [village.outbox.rows["id-1"].sha256]
    assert report.delivered == 2
    assert village.hub.writes == {"id-1": 1}


def test_batches_halve_when_the_line_fails_and_double_when_it_holds() -> None:
    village = Village(40, script=["offline", "offline"], size=10_000)
    village.delivery.run_cycle()
    first = village.hub.requests[0]
    village.delivery.run_cycle()
    village.delivery.run_cycle()
    sizes = [len(request.items) for request in village.hub.requests]
    assert len(first.items) == 6
    assert sizes[1] == 3
    assert sizes[2:5] == [1, 3, 6]


def test_a_cycle_over_a_slow_line_ends_in_time_and_the_next_goes_on() -> None:
    village = Village(5, script=["slow"] * 5, size=200_000)
    assert [village.delivery.run_cycle().delivered for _ in range(3)] == [2, 2, 1]


def test_one_envelope_larger_than_the_batch_travels_alone() -> None:
    village = Village(2, size=200_000)
    assert village.delivery.run_cycle().delivered == 2
    assert [len(request.items) for request in village.hub.requests] == [1, 1]


@pytest.mark.parametrize(
    ("outcome", "state", "due_later"),
    [
        (Outcome("id-0", Verdict.CONFLICT), EntryState.PARKED, False),
        (Outcome("id-0", Verdict.REFUSED, RefusalProblem.MALFORMED), EntryState.REFUSED, False),
        (Outcome("id-0", Verdict.REFUSED, RefusalProblem.SIGNATURE), EntryState.REFUSED, False),
        (Outcome("id-0", Verdict.REFUSED, RefusalProblem.UNOPENABLE), EntryState.REFUSED, False),
        (Outcome("id-0", Verdict.REFUSED, RefusalProblem.TERMINAL_UNKNOWN), EntryState.QUEUED, True),
        (Outcome("id-0", Verdict.REFUSED, RefusalProblem.TERMINAL_SUSPENDED), EntryState.QUEUED, True),
        (Outcome("id-0", Verdict.REFUSED, RefusalProblem.CONTENT), EntryState.QUEUED, True),
        (Outcome("id-0", Verdict.REFUSED, PROBLEM_PREFIX + "of-the-future"), EntryState.PARKED, False),
        (Outcome("id-0", Verdict.REFUSED), EntryState.PARKED, False),
        (Outcome("id-0", Verdict.STORED), EntryState.QUEUED, True),
        (Outcome("id-0", Verdict.UNKNOWN), EntryState.QUEUED, True),
        (Outcome("id-9", Verdict.CONFLICT), EntryState.QUEUED, True),
    ],
)
def test_each_verdict_has_its_place_and_the_others_go_on(outcome: Outcome, state: EntryState, due_later: bool) -> None:
    village = Village(2)
    village.hub.verdicts["id-0"] = outcome
    report = village.delivery.run_cycle()
    assert village.outbox.rows["id-0"].state is state
    assert (village.outbox.due["id-0"] > village.clock.ms) is due_later
    assert village.outbox.rows["id-1"].state is EntryState.DELIVERED
    assert report.delivered + report.refused + report.parked + report.returned == 2
    if state in (EntryState.PARKED, EntryState.REFUSED):
        assert village.outbox.details["id-0"] == (outcome.problem or outcome.verdict).encode()


def test_an_envelope_whose_header_the_hub_cannot_read_is_named_by_its_hash() -> None:
    village = Village(1)
    by_hash = HASH_ID_PREFIX + village.outbox.rows["id-0"].sha256
    village.hub.verdicts["id-0"] = Outcome(by_hash, Verdict.REFUSED, RefusalProblem.MALFORMED)
    village.delivery.run_cycle()
    assert village.outbox.states() == {EntryState.REFUSED}


def test_a_stale_reply_settles_nothing_but_what_it_proves() -> None:
    village = Village(2, script=["stale"])
    report = village.delivery.run_cycle()
    assert report.unreachable is Unreachable.NOT_THE_HUB
    assert (report.hub_offset_ms, report.next_call_s) == (None, None)
    assert village.outbox.states() == {EntryState.QUEUED}
    assert village.numbers.hub_ms == 0


def test_an_asked_id_that_the_hub_holds_with_other_bytes_ends_as_a_conflict_with_a_person() -> None:
    village = Village(1, script=["offline"])
    village.delivery.run_cycle()
    village.hub.held["id-0"] = "another hash"
    village.clock.ms += HOUR_MS
    report = village.delivery.run_cycle()
    assert [len(request.items) for request in village.hub.requests] == [1, 0, 1]
    assert report.parked == 1
    assert village.outbox.states() == {EntryState.PARKED}


@given(
    count=st.integers(2, 12),
    which=st.integers(0, 11),
    seed=st.integers(0, 99),
    size=st.sampled_from([10, 600, 20_000, 100_000]),
    trouble=st.sampled_from([Unreachable.HUB_TROUBLE, Unreachable.TIMEOUT, Unreachable.NOT_THE_HUB]),
)
def test_one_entry_that_makes_every_round_fail_holds_up_no_other(
    count: int, which: int, seed: int, size: int, trouble: Unreachable
) -> None:
    """The hub is well for all but one: it fails alone after a few halvings, and all others drain in bounded rounds."""
    village = Village(count, seed, size=size)
    poison = f"id-{which % count}"
    village.hub.poison[poison] = trouble
    cycles = 0
    while set(village.hub.held) != set(village.outbox.rows) - {poison}:
        village.delivery.run_cycle()
        village.clock.ms += HOUR_MS
        cycles += 1
        assert cycles <= 8 + 2 * count
    assert village.outbox.rows[poison].state is EntryState.QUEUED
    village.hub.poison.clear()
    village.clock.ms += HOUR_MS
    village.delivery.run_cycle()
    assert village.outbox.states() == {EntryState.DELIVERED}


@pytest.mark.parametrize("asked", ["sent first", "asked about"])
def test_one_entry_that_cannot_be_settled_holds_up_no_other(asked: str) -> None:
    """The others of its batch are settled, and those the hub lacks are sent, before the fault is told."""
    village = Village(4, script=["lost"] if asked == "asked about" else [])
    if asked == "asked about":
        village.delivery.run_cycle()
        del village.hub.held["id-3"]
        village.clock.ms += HOUR_MS
    village.outbox.stubborn.add("id-1")
    with pytest.raises(StoreError, match="S05"):
        village.delivery.run_cycle()
    states = {id: row.state for id, row in village.outbox.rows.items()}
    assert states.pop("id-1") is EntryState.LEASED
    assert set(states.values()) == {EntryState.DELIVERED}


@pytest.mark.parametrize("jump_ms", [-400 * 86_400_000, 12 * 365 * 86_400_000, -7_200_000, 7_200_000])
def test_a_clock_that_is_set_neither_holds_up_nor_cuts_short_a_wait(jump_ms: int) -> None:
    village = Village(1, script=["offline"])
    village.delivery.run_cycle()
    village.clock.wrong_ms = jump_ms
    village.clock.ms += 7_000
    village.delivery.run_cycle()
    assert village.outbox.rows["id-0"].attempts == 1, "it waits 7.5 to 15 s after its first try"
    village.clock.ms += 8_000
    village.delivery.run_cycle()
    assert village.outbox.rows["id-0"].state is EntryState.DELIVERED
