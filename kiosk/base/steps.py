"""The named steps of a submission, announced as they are reached, so that a test can cut the power at each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """In order; a name says what is true when it is announced."""

    PICTURE_WRITTEN = "picture-written"
    PICTURE_KEPT = "picture-kept"
    DRAFT_SAVED = "draft-saved"
    SEALED = "sealed"
    INSERTED = "inserted"
    COMMITTED = "committed"
    PRINT_INTENDED = "print-intended"
    JOB_CREATED = "job-created"
    JOB_RECORDED = "job-recorded"
    HALF_SENT = "half-sent"
    ALL_SENT = "all-sent"
    SENDING_RECORDED = "sending-recorded"
    PAPER_WRITTEN = "paper-written"
    PAPER_MOVED = "paper-moved"
    PRINT_RECORDED = "print-recorded"
    LEASED = "leased"
    ANSWERED = "answered"
    VERIFIED = "verified"
    SETTLED = "settled"


# Announced by a printer that is spoken to over IPP, and by no other.
OVER_IPP = (Step.JOB_CREATED, Step.HALF_SENT, Step.ALL_SENT)
# Announced by the ledger of a printer that tells its progress; a folder has none.
OF_PROGRESS = (Step.JOB_RECORDED, Step.SENDING_RECORDED)

Reached = Callable[[Step], None]


def unwatched(step: Step) -> None:
    """Nobody is counting: what production passes."""
