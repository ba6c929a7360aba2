"""The print ledger's rules: what may follow what, which numbers are spent, and what a start does about an open row."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.receipts.model import PrintOutcome, PrintState
from kiosk.receipts.rules import (
    BY_ITSELF,
    IN_FLIGHT,
    LEGAL_MOVES,
    PATIENCE_S,
    Recovery,
    after_crash,
    counts_a_copy,
    is_open,
    job_name,
    may_move,
    settled,
    spends_a_number,
)


def test_what_is_printed_only_moves_for_one_more_copy() -> None:
    assert [state for state in PrintState if may_move(PrintState.PRINTED, state)] == [PrintState.CLAIMED]


def test_only_a_job_in_flight_becomes_uncertain() -> None:
    assert tuple(state for state in PrintState if may_move(state, PrintState.UNCERTAIN)) == IN_FLIGHT


def test_only_what_surely_has_no_paper_is_blocked_and_goes_on_by_itself() -> None:
    assert set(BY_ITSELF) == {PrintState.QUEUED, PrintState.BLOCKED}
    for data_may_have_gone in (PrintState.CREATED, PrintState.SENT, PrintState.PRINTING, PrintState.UNCERTAIN):
        assert not may_move(data_may_have_gone, PrintState.BLOCKED)
    assert not may_move(PrintState.UNCERTAIN, PrintState.QUEUED)


def test_paper_comes_only_out_of_a_job_in_flight_or_a_person_s_word() -> None:
    into_printed = {before for before, after in LEGAL_MOVES if after is PrintState.PRINTED}
    assert into_printed == {*IN_FLIGHT, PrintState.UNCERTAIN}


def test_a_job_never_goes_back_but_to_the_queue() -> None:
    for at, before in enumerate(IN_FLIGHT):
        assert not any(may_move(before, after) for after in IN_FLIGHT[: at + 1])
        assert may_move(before, PrintState.QUEUED)


def test_every_state_has_a_way_out() -> None:
    assert all(any(before is state for before, _ in LEGAL_MOVES) for state in PrintState)


@pytest.mark.parametrize(("state", "outcome"), list(itertools.product(IN_FLIGHT, PrintOutcome)))
def test_what_the_printer_says_may_be_recorded(state: PrintState, outcome: PrintOutcome) -> None:
    assert may_move(state, settled(outcome))


@pytest.mark.parametrize(("state", "known"), list(itertools.product(PrintState, PrintOutcome)))
def test_after_a_crash_only_what_surely_is_not_on_paper_is_printed(state: PrintState, known: PrintOutcome) -> None:
    action = after_crash(state, known, 1.0)
    begun = state in IN_FLIGHT
    assert (action is Recovery.PRINT) == (state in BY_ITSELF or (begun and known is PrintOutcome.NOT_PRINTED))
    assert (action is Recovery.ASK) == (begun and known is PrintOutcome.UNCERTAIN)
    assert (action is Recovery.RECORD_PRINTED) == (begun and known is PrintOutcome.PRINTED)
    assert (action is not Recovery.LEAVE) == is_open(state)


@pytest.mark.parametrize("age_s", [PATIENCE_S, 10 * PATIENCE_S, None])
def test_a_new_roll_does_not_bring_the_receipts_of_those_who_have_left(age_s: float | None) -> None:
    assert after_crash(PrintState.BLOCKED, PrintOutcome.NOT_PRINTED, age_s) is Recovery.LEAVE
    assert after_crash(PrintState.QUEUED, PrintOutcome.NOT_PRINTED, age_s) is Recovery.PRINT


@given(choices=st.lists(st.integers(min_value=0), max_size=60))
def test_a_number_that_may_lie_on_paper_is_never_given_again(choices: list[int]) -> None:
    """Over any life of a receipt: every job that may have left paper has a number of its own, and copies never exceed them."""
    state, spent, copies = PrintState.QUEUED, 0, 0
    on_paper: set[int] = set()
    for choice in choices:
        ways = sorted(after for before, after in LEGAL_MOVES if before is state)
        after = ways[choice % len(ways)]
        if after in (PrintState.UNCERTAIN, PrintState.PRINTED) and state in IN_FLIGHT:
            assert spent + 1 not in on_paper
            on_paper.add(spent + 1)
        copies += counts_a_copy(state, after)
        spent += spends_a_number(state, after)
        state = after
        assert spent == len(on_paper) == max(on_paper, default=0)
        assert copies <= spent


def test_a_job_is_named_by_number_and_copy() -> None:
    assert job_name("B240000017X", 2) == "B240000017X-2"
