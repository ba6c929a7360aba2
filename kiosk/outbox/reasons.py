"""Why an entry is set aside: one word, kept with it, and what the word means to whoever looks at the queue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ParkReason(StrEnum):
    """The terminal finds the first three, the hub's answers make the next two, persons give the last three."""

    CHANGED = "changed"
    UNREADABLE = "unreadable"
    MISLABELLED = "mislabelled"
    CONFLICT = "conflict"
    UNKNOWN_ANSWER = "unknown_answer"
    HUB_ASKED = "hub_asked"
    CITIZEN_ASKED = "citizen_asked"
    BY_HAND = "by_hand"


PERSONS = (ParkReason.BY_HAND, ParkReason.HUB_ASKED, ParkReason.CITIZEN_ASKED)
MEANING: Mapping[ParkReason, str] = MappingProxyType(
    {
        ParkReason.CHANGED: "its stored bytes are no longer those that were hashed when it was handed in",
        ParkReason.UNREADABLE: "its stored bytes are no envelope that this program knows",
        ParkReason.MISLABELLED: "its envelope says another id, number, kind or item than its row",
        ParkReason.CONFLICT: "the hub holds other bytes under this id",
        ParkReason.UNKNOWN_ANSWER: "the hub said something this program does not know",
        ParkReason.HUB_ASKED: "the hub's operator asked for it to be held back",
        ParkReason.CITIZEN_ASKED: "the citizen asked for it to be held back",
        ParkReason.BY_HAND: "a technician set it aside",
    }
)


def reason_of(detail: bytes) -> ParkReason:
    """The reason kept with a parked entry; what a hub said beyond `conflict` is the hub's own word."""
    word = detail.decode(errors="replace")
    return ParkReason(word) if word in set(ParkReason) else ParkReason.UNKNOWN_ANSWER
