"""What may become of a receipt's paper: legal moves, which numbers are spent, names of jobs, and what is done after a crash."""

from __future__ import annotations

from enum import StrEnum

from kiosk.receipts.model import PrintOutcome, PrintState

# Where a crash finds a job that a printer may know of.
IN_FLIGHT = (PrintState.CLAIMED, PrintState.CREATED, PrintState.SENT, PrintState.PRINTING)
# What goes on without being asked for.
BY_ITSELF = (PrintState.QUEUED, PrintState.BLOCKED)
# Whoever waited for a paper that was blocked is gone after so long, and a new roll is not to bring a week's receipts.
PATIENCE_S = 900

_AT_REST = (PrintState.FAILED, PrintState.CANCELLED, PrintState.PRINTED, PrintState.UNCERTAIN)
_SETTLED = (PrintState.PRINTED, PrintState.UNCERTAIN, PrintState.FAILED)
_ANSWERS = (PrintState.PRINTED, PrintState.FAILED, PrintState.CANCELLED)
_BEFORE_DATA = (PrintState.QUEUED, PrintState.CLAIMED, PrintState.FAILED, PrintState.CANCELLED)

LEGAL_MOVES: frozenset[tuple[PrintState, PrintState]] = frozenset(
    {
        # A claim: by itself what waits, at a person's wish what rests. One that nothing came of goes back to the queue.
        *((before, PrintState.CLAIMED) for before in (*BY_ITSELF, *_AT_REST)),
        *((before, PrintState.QUEUED) for before in IN_FLIGHT),
        *((before, after) for at, before in enumerate(IN_FLIGHT) for after in IN_FLIGHT[at + 1 :]),
        *((before, after) for before in IN_FLIGHT for after in _SETTLED),
        *((before, PrintState.BLOCKED) for before in _BEFORE_DATA),
        *((before, PrintState.FAILED) for before in BY_ITSELF),
        *((before, PrintState.CANCELLED) for before in (*BY_ITSELF, PrintState.FAILED)),
        *((PrintState.UNCERTAIN, after) for after in _ANSWERS),
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


def counts_a_copy(before: PrintState, after: PrintState) -> bool:
    """Whether one more paper is known to be out."""
    return after is PrintState.PRINTED and before is not PrintState.PRINTED


def spends_a_number(before: PrintState, after: PrintState) -> bool:
    """Whether the number of the job in flight may be on paper from now on, for good: two papers never carry the same one."""
    return before in IN_FLIGHT and after in (PrintState.PRINTED, PrintState.UNCERTAIN)


def is_in_flight(state: PrintState) -> bool:
    """Whether a printer may know of a job of this receipt."""
    return state in IN_FLIGHT


def is_open(state: PrintState) -> bool:
    """Whether something is still done about it without anybody asking."""
    return state in IN_FLIGHT or state in BY_ITSELF


def after_crash(state: PrintState, known: PrintOutcome, age_s: float | None) -> Recovery:
    """What to do about a receipt in that state since `age_s` (None: the clock cannot say), of whose job the printer knows `known`.

    Printed is only what surely is not on paper yet: the person was promised it, and it shows masked fields only.
    """
    if state is PrintState.BLOCKED:
        return Recovery.PRINT if age_s is not None and age_s < PATIENCE_S else Recovery.LEAVE
    if not is_open(state):
        return Recovery.LEAVE
    if state is PrintState.QUEUED or known is PrintOutcome.NOT_PRINTED:
        return Recovery.PRINT
    return Recovery.RECORD_PRINTED if known is PrintOutcome.PRINTED else Recovery.ASK


def job_name(number: str, copy: int) -> str:
    """The name of a print job, unique per receipt and copy: reference number and copy."""
    return f"{number}-{copy}"
