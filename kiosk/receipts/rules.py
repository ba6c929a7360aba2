"""What may become of a receipt's paper: legal moves, names of jobs, and what is done after a crash."""

from __future__ import annotations

from enum import StrEnum

from kiosk.receipts.model import LedgerRow, PrintOutcome, PrintState

# INTENDED is born with the application. UNCERTAIN is left only by a person's answer; so is FAILED, which is surely no paper.
LEGAL_MOVES: frozenset[tuple[PrintState, PrintState]] = frozenset(
    {
        (PrintState.INTENDED, PrintState.PRINTING),
        (PrintState.INTENDED, PrintState.FAILED),
        (PrintState.INTENDED, PrintState.DECLINED),
        (PrintState.PRINTING, PrintState.PRINTED),
        (PrintState.PRINTING, PrintState.UNCERTAIN),
        (PrintState.PRINTING, PrintState.FAILED),
        (PrintState.UNCERTAIN, PrintState.PRINTED),
        (PrintState.UNCERTAIN, PrintState.FAILED),
        (PrintState.UNCERTAIN, PrintState.DECLINED),
        (PrintState.FAILED, PrintState.PRINTING),
        (PrintState.FAILED, PrintState.DECLINED),
        (PrintState.DECLINED, PrintState.PRINTING),
        (PrintState.PRINTED, PrintState.PRINTED),
    }
)

_BECOMES = {
    PrintOutcome.PRINTED: PrintState.PRINTED,
    PrintOutcome.NOT_PRINTED: PrintState.FAILED,
    PrintOutcome.UNCERTAIN: PrintState.UNCERTAIN,
}


class Recovery(StrEnum):
    """What is done about a receipt when the terminal starts again."""

    LEAVE = "leave"
    PRINT = "print"
    RECORD_PRINTED = "record_printed"
    ASK = "ask"


def may_move(before: PrintState, after: PrintState) -> bool:
    """Whether the ledger may record the move."""
    return (before, after) in LEGAL_MOVES


def settled(outcome: PrintOutcome) -> PrintState:
    """The state of a receipt of which the printer said what became of it."""
    return _BECOMES[outcome]


def is_open(state: PrintState) -> bool:
    """Whether a crash may have left it so: the only states that a start looks at."""
    return state in (PrintState.INTENDED, PrintState.PRINTING)


def after_crash(state: PrintState, known: PrintOutcome) -> Recovery:
    """What to do about a receipt in that state, of whose job the printer knows `known`.

    Printed is only what surely is not on paper yet: the person was promised it, and it shows masked fields only.
    PRINTING is recorded before the printer hears of a job, so INTENDED is never on paper.
    """
    if not is_open(state):
        return Recovery.LEAVE
    if state is PrintState.INTENDED or known is PrintOutcome.NOT_PRINTED:
        return Recovery.PRINT
    return Recovery.RECORD_PRINTED if known is PrintOutcome.PRINTED else Recovery.ASK


def job_name(number: str, copy: int) -> str:
    """The name of a print job, unique per receipt and copy: reference number and copy."""
    return f"{number}-{copy}"


def next_copy(row: LedgerRow, known: PrintOutcome) -> int:
    """Which copy is printed next; `known` is what became of the job of copy `row.copies` + 1.

    If that one may be on paper though it was never counted, the next is marked as one more (补打): two
    papers never both claim to be the original.
    """
    return row.copies + (1 if known is PrintOutcome.NOT_PRINTED else 2)
