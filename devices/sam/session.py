"""Talking to a SAM over an open line: one question, one answer; and the order in which a card is read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from devices.cards.resident_id import BLOCK_BYTES, NEWEST_ADDRESS_BYTES
from devices.deadline import Deadline
from devices.sam.answers import (
    GARBLED,
    NO_ANSWER_FAULT,
    PERHAPS_LIFTED,
    PHOTO_BYTES,
    PROBLEMS,
    STATUS_FAULTS,
    UNEXPECTED_FAULT,
    SamAnswer,
    Status,
    answered,
    text_block,
)
from devices.sam.frames import FrameDecoder, framed
from devices.sam.line import Line
from devices.sam.profiles import ReaderProfile
from kiosk.base.clock import Clock
from kiosk.base.errors import DeviceError
from kiosk.cards import CardProblem

_MOST_STALE = 64
_BITS_A_BYTE = 10
_SHORT_ANSWER, _READ_ANSWER = 19, 16 + BLOCK_BYTES + PHOTO_BYTES
_TRIES = 3
_OK = frozenset({Status.OK})
_FOUND = frozenset({Status.FOUND})
_NO_ADDRESS = frozenset({Status.NO_SUCH_ITEM, Status.WRONG_COMMAND, Status.UNKNOWN})


class ReadingError(Exception):
    """A reading that ended for the card's or a person's sake."""

    def __init__(self, problem: CardProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class GarbledError(Exception):
    """Something came, and no frame in it; or the SAM says so of what it was sent."""


@dataclass(frozen=True, slots=True)
class SamReading:
    """What a SAM handed out of one card."""

    block: bytes
    newest_address: bytes = b""


class SamSession:
    """A SAM at the other end of a line, spoken to as its profile says.

    DeviceError C04 when it is not authorised, C05 when it is broken, C06 when it is silent or never understood.
    """

    def __init__(self, line: Line, profile: ReaderProfile, clock: Clock) -> None:
        self._line = line
        self._profile = profile
        self._clock = clock

    def greet(self) -> None:
        """What a reader wants first, and whether its SAM is well."""
        if self._profile.hello:
            self._line.send(bytes.fromhex(self._profile.hello))
            self._line.receive(self._profile.answers_in_s)
        if self._profile.status:
            answer = self._ask_again(self._profile.status)
            if answer.status is not Status.OK:
                raise _fault(answer)

    def finds_card(self) -> bool:
        """Whether a card is found; what is the matter with one that is there is for a reading to say."""
        answer = self._ask_again(self._profile.find)
        if answer.status is not Status.FOUND and answer.status not in PROBLEMS:
            raise _fault(answer)
        return answer.status is not Status.NOT_FOUND

    def read(self, deadline: Deadline) -> SamReading:
        """Find, select, read, every time in this order; begun anew twice when something arrived damaged in either direction.

        ReadingError when the card or the deadline ends it.
        """
        for attempt in range(_TRIES):
            with suppress(GarbledError):
                return SamReading(self._block(deadline, attempt), self._newest_address(deadline))
        raise DeviceError(NO_ANSWER_FAULT, "damaged again and again")

    def _block(self, deadline: Deadline, attempt: int) -> bytes:
        found = self._ask(self._profile.find, deadline)
        # A model that finds a card once has found it in the first attempt.
        spent = attempt > 0 and self._profile.not_found_after_reading == "unchanged"
        if not (spent and found.status is Status.NOT_FOUND):
            self._expect(found, _FOUND, deadline)
        self._expect(self._ask(self._profile.select, deadline), _OK, deadline)
        answer = self._ask(self._profile.read, deadline, expected=_READ_ANSWER)
        self._expect(answer, _OK, deadline)
        block = text_block(answer.data)
        if block is None:
            raise ReadingError(CardProblem.DAMAGED)
        return block

    def _newest_address(self, deadline: Deadline) -> bytes:
        """Where the holder lives since the card was made. Most cards have none, some readers do not know the question."""
        if not self._profile.newest_address:
            return b""
        answer = self._ask(self._profile.newest_address, deadline, expected=_SHORT_ANSWER + NEWEST_ADDRESS_BYTES)
        if answer.status in _NO_ADDRESS:
            return b""
        self._expect(answer, _OK, deadline)
        return answer.data

    def _expect(self, answer: SamAnswer, wanted: frozenset[Status], deadline: Deadline) -> None:
        if answer.status in wanted:
            return
        problem = PROBLEMS.get(answer.status) if answer.status else None
        if problem is None:
            raise _fault(answer)
        if answer.status in PERHAPS_LIFTED and self._ask(self._profile.find, deadline).status is Status.NOT_FOUND:
            problem = CardProblem.REMOVED
        raise ReadingError(problem)

    def _ask_again(self, command: str) -> SamAnswer:
        """The answer to a question that may be put twice."""
        for _ in range(_TRIES):
            with suppress(GarbledError):
                return self._ask(command, Deadline.after(self._clock, self._profile.reads_in_s))
        raise DeviceError(NO_ANSWER_FAULT, "damaged again and again")

    def _ask(self, command: str, deadline: Deadline, *, expected: int = _SHORT_ANSWER) -> SamAnswer:
        """One question and its answer, within the reader's own time and the deadline."""
        thinking_s = self._profile.answers_in_s if expected == _SHORT_ANSWER else self._profile.reads_in_s
        patience = Deadline.after(self._clock, thinking_s + expected * _BITS_A_BYTE / self._profile.baud)
        self._drop_stale()
        self._line.send(framed(bytes.fromhex(command)))
        answer = answered(self._listen(patience, deadline))
        if answer.status in GARBLED:
            raise GarbledError
        return answer

    def _listen(self, patience: Deadline, deadline: Deadline) -> bytes:
        """The first whole body that comes."""
        decoder, heard = FrameDecoder(), False
        while True:
            left_s = min(patience.left_s(), deadline.left_s())
            # An answer that is coming, or came damaged: what is still to come of it comes soon.
            soon = decoder.inside or decoder.dropped
            raw = self._line.receive(min(left_s, self._profile.gap_s) if soon else left_s)
            heard = heard or bool(raw)
            bodies = decoder.feed(raw) or (decoder.give_up() if not raw else [])
            if bodies:
                return bodies[0]
            if patience.passed() and not heard:
                raise DeviceError(NO_ANSWER_FAULT, "no answer")
            if deadline.passed() and not patience.passed():
                raise ReadingError(CardProblem.TIMEOUT)
            if heard and (not raw or patience.passed()):
                raise GarbledError

    def _drop_stale(self) -> None:
        """Noise, or the end of an answer that was given up: nobody waits for it any more."""
        for _ in range(_MOST_STALE):
            if not self._line.receive(0.0):
                return


def _fault(answer: SamAnswer) -> DeviceError:
    """The reader's own failure; only the status is told."""
    status = answer.status
    code = STATUS_FAULTS.get(status, UNEXPECTED_FAULT) if status else UNEXPECTED_FAULT
    return DeviceError(code, f"SAM status {status.name if status else 'unknown'}")
