"""Checkpoints of the audit: what the hub makes of one, beside the furthest it has seen of the same terminal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.delivery.model import Checkpoint

CHECKPOINT_DOMAIN = "doorstep-checkpoint-v1"
COUNTERSIGNATURE_DOMAIN = "doorstep-countersignature-v1"


@dataclass(frozen=True, slots=True)
class Held:
    """The furthest checkpoint a hub has countersigned of one terminal; `at_ms` by the earlier of both clocks.

    `n` is 0 where a person let the terminal begin anew at `at_ms`, by the hub's clock.
    """

    n: int
    hash: str
    at_ms: int


class Standing(StrEnum):
    """What a checkpoint is beside the one held.

    GROWN is countersigned. KNOWN, UNPROVEN and LATE are answered with the one held: the first is that very one, the
    second says nothing of the event that is held, as after a reply that was lost, and the terminal's next one will;
    the third was signed before the one held and came after it. BACKWARDS and FORKED are for a person.
    """

    GROWN = "grown"
    KNOWN = "known"
    UNPROVEN = "unproven"
    LATE = "late"
    BACKWARDS = "backwards"
    FORKED = "forked"


ALARMS = frozenset({Standing.BACKWARDS, Standing.FORKED})


def standing(told: Checkpoint, held: Held | None) -> Standing:
    """Whether a terminal's audit has grown from what is held of it."""
    if held is None:
        return Standing.GROWN
    found = _compared(told, held)
    return Standing.LATE if found in ALARMS and told.at_ms <= held.at_ms else found


def _compared(told: Checkpoint, held: Held) -> Standing:
    if held.n == 0:
        # What was signed before belongs to the audit that was given up.
        return Standing.GROWN if told.at_ms > held.at_ms else Standing.LATE
    if (told.n, told.hash) == (held.n, held.hash):
        return Standing.KNOWN
    if told.n < held.n:
        return Standing.BACKWARDS
    if told.n == held.n:
        return Standing.FORKED
    if told.after_n != held.n:
        return Standing.UNPROVEN
    return Standing.GROWN if told.after_hash == held.hash else Standing.FORKED
