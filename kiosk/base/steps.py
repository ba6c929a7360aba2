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
    PAPER_WRITTEN = "paper-written"
    PAPER_MOVED = "paper-moved"
    PRINT_RECORDED = "print-recorded"
    LEASED = "leased"
    ANSWERED = "answered"
    VERIFIED = "verified"
    SETTLED = "settled"


Reached = Callable[[Step], None]


def unwatched(step: Step) -> None:
    """Nobody is counting: what production passes."""
