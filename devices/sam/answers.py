"""What a SAM answers: its status bytes (GA/T 467) and what each means while a card is being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from devices.cards.resident_id import BLOCK_BYTES
from kiosk.cards import CardProblem

UNAUTHORISED_FAULT, SELF_TEST_FAULT, NO_ANSWER_FAULT, UNEXPECTED_FAULT = "C04", "C05", "C06", "C03"
_STATUS_BYTES = 3
# The photo is compressed by a method that only licensed programs know, and is always this long.
PHOTO_BYTES = 1024
_LENGTHS_BYTES = 4


class Status(IntEnum):
    """The third status byte."""

    OK = 0x90
    FOUND = 0x9F
    WRONG_CHECK = 0x10
    WRONG_LENGTH = 0x11
    WRONG_COMMAND = 0x21
    UNKNOWN = 0x24
    CARD_REJECTED_SAM = 0x31
    SAM_REJECTED_CARD = 0x32
    NOT_VERIFIED = 0x33
    WRONG_TYPE = 0x40
    NOT_READ = 0x41
    NO_RANDOM = 0x47
    SELF_TEST_FAILED = 0x60
    UNAUTHORISED = 0x66
    NOT_FOUND = 0x80
    NOT_SELECTED = 0x81
    NO_SUCH_ITEM = 0x91


@dataclass(frozen=True, slots=True)
class SamAnswer:
    """One answer: its status, None when no table has it, and what came with it."""

    status: Status | None
    data: bytes = b""


# A card's or a person's doing ends a reading with a problem; the reader's own ends it with a fault.
PROBLEMS: Mapping[Status, CardProblem] = MappingProxyType(
    {
        Status.CARD_REJECTED_SAM: CardProblem.DENIED,
        Status.SAM_REJECTED_CARD: CardProblem.DENIED,
        Status.NOT_VERIFIED: CardProblem.DENIED,
        Status.WRONG_TYPE: CardProblem.UNSUPPORTED,
        Status.NOT_READ: CardProblem.DAMAGED,
        Status.NO_RANDOM: CardProblem.MUTE,
        Status.NOT_FOUND: CardProblem.REMOVED,
        Status.NOT_SELECTED: CardProblem.MUTE,
    }
)
STATUS_FAULTS: Mapping[Status, str] = MappingProxyType(
    {Status.SELF_TEST_FAILED: SELF_TEST_FAULT, Status.UNAUTHORISED: UNAUTHORISED_FAULT}
)
# What was sent arrived damaged: sent again, it may arrive whole.
GARBLED = frozenset({Status.WRONG_CHECK, Status.WRONG_LENGTH})
# These also say that a card was lifted in the middle; only another look can tell.
PERHAPS_LIFTED = frozenset({Status.NOT_READ, Status.NO_RANDOM, Status.NOT_SELECTED, Status.NOT_VERIFIED})


def answered(body: bytes) -> SamAnswer:
    """The answer in a frame's body."""
    known = body[:2] == b"\0\0" and body[2] in Status.__members__.values()
    return SamAnswer(Status(body[2]) if known else None, body[_STATUS_BYTES:])


def text_block(data: bytes) -> bytes | None:
    """The text block in what a reading answered with; None when its parts are not as long as they say.

    The photo that follows is looked at for its length only, and kept nowhere: no item asks for it.
    """
    text, photo = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:4], "big")
    if (text, photo) != (BLOCK_BYTES, PHOTO_BYTES) or len(data) != _LENGTHS_BYTES + text + photo:
        return None
    return data[_LENGTHS_BYTES : _LENGTHS_BYTES + text]
