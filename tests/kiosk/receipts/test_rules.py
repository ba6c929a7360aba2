"""The print ledger's rules: what may follow what, and what a start does about an open row."""

from __future__ import annotations

import itertools

import pytest

from kiosk.receipts.model import LedgerRow, PrintOutcome, PrintState
from kiosk.receipts.rules import LEGAL_MOVES, Recovery, after_crash, job_name, may_move, next_copy, settled
from tests.kiosk.receipts.samples import CATALOGUE, DIBAO, receipt

RECEIPT = receipt((CATALOGUE.item(DIBAO),))


def test_printed_never_becomes_anything_else() -> None:
    assert [state for state in PrintState if may_move(PrintState.PRINTED, state)] == [PrintState.PRINTED]


def test_only_printing_becomes_uncertain_and_uncertain_never_prints_by_itself() -> None:
    assert [state for state in PrintState if may_move(state, PrintState.UNCERTAIN)] == [PrintState.PRINTING]
    assert not may_move(PrintState.UNCERTAIN, PrintState.PRINTING)


def test_paper_comes_only_out_of_printing_or_a_person_s_word() -> None:
    into_printed = {before for before, after in LEGAL_MOVES if after is PrintState.PRINTED}
    assert into_printed == {PrintState.PRINTING, PrintState.UNCERTAIN, PrintState.PRINTED}


def test_every_state_has_a_way_out_or_is_printed() -> None:
    assert all(any(before is state for before, _ in LEGAL_MOVES) for state in PrintState)


@pytest.mark.parametrize("outcome", list(PrintOutcome))
def test_what_the_printer_says_may_be_recorded(outcome: PrintOutcome) -> None:
    assert may_move(PrintState.PRINTING, settled(outcome))


@pytest.mark.parametrize(("state", "known"), list(itertools.product(PrintState, PrintOutcome)))
def test_after_a_crash_only_what_surely_is_not_on_paper_is_printed(state: PrintState, known: PrintOutcome) -> None:
    action = after_crash(state, known)
    begun = state is PrintState.PRINTING
    assert (action is Recovery.PRINT) == (state is PrintState.INTENDED or (begun and known is PrintOutcome.NOT_PRINTED))
    assert (action is Recovery.ASK) == (begun and known is PrintOutcome.UNCERTAIN)
    assert (action is Recovery.RECORD_PRINTED) == (begun and known is PrintOutcome.PRINTED)


@pytest.mark.parametrize(
    ("copies", "known", "copy"),
    [
        (0, PrintOutcome.NOT_PRINTED, 1),
        (0, PrintOutcome.UNCERTAIN, 2),
        (0, PrintOutcome.PRINTED, 2),
        (1, PrintOutcome.NOT_PRINTED, 2),
        (3, PrintOutcome.UNCERTAIN, 5),
    ],
)
def test_two_papers_never_both_claim_to_be_the_original(copies: int, known: PrintOutcome, copy: int) -> None:
    row = LedgerRow("id", RECEIPT, PrintState.FAILED, copies)
    assert next_copy(row, known) == copy


def test_a_job_is_named_by_number_and_copy() -> None:
    assert job_name("B240000017X", 2) == "B240000017X-2"
