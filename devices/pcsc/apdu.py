"""Commands and answers of a chip card (ISO/IEC 7816-4), with what T=0 makes of their lengths (7816-3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.cards import CardProblem

OK = 0x9000
FILE_INVALIDATED = 0x6283
ACCESS_DENIED = 0x6982
FILE_NOT_FOUND = 0x6A82
RECORD_NOT_FOUND = 0x6A83
REFERENCE_NOT_FOUND = 0x6A88

# A status word alone; vpcd and some readers say that a card is gone by giving less.
SHORTEST_ANSWER = 2
_MORE_WAITS, _WRONG_LE = 0x61, 0x6C
# The bit of a class byte that says "more of this command follows"; what fetches an answer is no part of such a chain.
_CHAINED = 0x10
# 64 KiB is the longest answer an APDU can promise; a card that never stops saying "more" is cut off there.
_MOST_ROUNDS = 256

Transmit = Callable[[bytes], bytes]


class TransmitError(Exception):
    """A card gave no answer; raised by a Transmit, turned into the problem at the reader's door."""

    def __init__(self, problem: CardProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Answer:
    """What a card answered: its bytes and its status word."""

    body: bytes
    status: int

    @property
    def ok(self) -> bool:
        """Whether the card did what it was asked."""
        return self.status == OK


Exchange = Callable[[bytes], Answer]


def split(raw: bytes) -> Answer:
    """Body and status word; TransmitError when not even that came."""
    if len(raw) < SHORTEST_ANSWER:
        raise TransmitError(CardProblem.REMOVED)
    return Answer(raw[:-2], int.from_bytes(raw[-2:], "big"))


def exchange(transmit: Transmit, command: bytes) -> Answer:
    """Sends a command and brings its whole answer: 6Cxx is asked again with that length, 61xx is fetched to its end.

    Only what names a length is asked again. A command that ends with its data is sent once: it may be a PIN.
    """
    answer = split(transmit(command))
    if answer.status >> 8 == _WRONG_LE and _names_a_length(command):
        answer = split(transmit(command[:-1] + bytes([answer.status & 0xFF])))
    body = answer.body
    for _ in range(_MOST_ROUNDS):
        if answer.status >> 8 != _MORE_WAITS:
            break
        answer = split(transmit(bytes([command[0] & ~_CHAINED, 0xC0, 0x00, 0x00, answer.status & 0xFF])))
        body += answer.body
    return Answer(body, answer.status)


def _names_a_length(command: bytes) -> bool:
    """Whether the last byte is Le: alone after the header, or one more than the data whose length Lc gives."""
    return len(command) == 5 or (len(command) > 5 and len(command) == 6 + command[4])
