"""SamCardReader: the CardReader of resident ID cards, over a SAM at the end of a line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from queue import Empty, SimpleQueue

from devices.cards.registry import decode_block
from devices.cards.resident_id import decode_address
from devices.deadline import Deadline
from devices.sam.line import Line, OpenLine
from devices.sam.profiles import ReaderProfile
from devices.sam.session import ReadingError, SamReading, SamSession
from kiosk.base.clock import Clock
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardKind, CardProblem, CardRef, CardStatus, ReaderState

# Field notes: asked more often than every 300 ms, some readers do not find a card at all.
_FIND_EVERY_S = 0.3
_KINDS = frozenset({CardKind.RESIDENT_ID})
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.05, 2.0
_JUDGED = {
    CardProblem.UNSUPPORTED: ReaderState.UNSUPPORTED,
    CardProblem.MUTE: ReaderState.MUTE,
}


class SamCardReader:
    """One SAM. Everything but `interrupt` belongs to one thread.

    It is asked for a card three times a second, because it never says by itself that one has come. A silent or broken
    SAM, and a line that is gone, are states with their fault; the line is opened anew by itself.
    """

    def __init__(self, name: str, profile: ReaderProfile, open_line: OpenLine, *, clock: Clock) -> None:
        self._name = name
        self._profile = profile
        self._open_line = open_line
        self._clock = clock
        self._line: Line | None = None
        self._wake: SimpleQueue[None] = SimpleQueue()
        self._pause_s = _FIRST_PAUSE_S
        self._retry = Deadline(clock, clock.monotonic_s())
        self._rest = Deadline(clock, clock.monotonic_s())
        self._state, self._fault, self._epoch = ReaderState.NO_READER, "C02", 0
        # Of the card that was read in this epoch, to notice another one under the same epoch; never the block itself.
        self._read: bytes | None = None
        # The model finds a card once: it may still lie there, and the next one that is found is another insertion.
        self._unseen = False
        self._told: CardStatus | None = None

    def wait(self, timeout_s: float) -> CardStatus:
        """The status as soon as it differs from the last one returned, or after `timeout_s` seconds; never raises.

        A reader that is being asked answers first: an interruption may take a second to be heard.
        """
        deadline = Deadline.after(self._clock, timeout_s)
        # One wait follows another, and the reader is to have its rest between them too.
        self._pause(min(timeout_s, self._rest.left_s()))
        self._look()
        while self._status() == self._told and not self._woken() and not deadline.passed():
            self._pause(min(deadline.left_s(), _FIND_EVERY_S))
            if not deadline.passed():
                self._look()
        self._told = self._status()
        return self._told

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        """What the card gives, VERIFIED by the SAM, or why not. DeviceError C02 to C07 when reader or line failed."""
        deadline = Deadline.after(self._clock, deadline_s)
        if self._state not in (ReaderState.PRESENT, *_JUDGED.values()):
            return CardProblem.REMOVED
        if card.epoch != self._epoch:
            return CardProblem.CHANGED
        try:
            outcome = self._judge(self._session().read(deadline))
        except ReadingError as error:
            outcome = error.problem
        except DeviceError as error:
            self._lose_line(error)
            raise
        if isinstance(outcome, CardProblem):
            self._take_note(outcome)
        return outcome

    def interrupt(self) -> None:
        """Makes a blocked `wait` return; may be called from another thread."""
        self._wake.put(None)

    def close(self) -> None:
        """Gives the line back."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _judge(self, reading: SamReading) -> CardContent | CardProblem:
        digest = sha256(reading.block).digest()
        if self._read not in (None, digest):
            return CardProblem.CHANGED
        self._read = digest
        content = decode_block(reading.block)
        address = decode_address(reading.newest_address)
        return replace(content, address=address) if isinstance(content, CardContent) and address else content

    def _take_note(self, problem: CardProblem) -> None:
        if problem is CardProblem.REMOVED:
            self._enter(ReaderState.EMPTY)
        elif problem is CardProblem.CHANGED:
            self._read, self._epoch = None, self._epoch + 1
        elif problem in _JUDGED:
            self._state = _JUDGED[problem]

    def _look(self) -> None:
        """Asks for a card; failures become states."""
        if self._line is None and not self._retry.passed():
            return
        try:
            found = self._session().finds_card()
        except DeviceError as error:
            self._lose_line(error)
            return
        self._pause_s, self._fault = _FIRST_PAUSE_S, ""
        self._rest = Deadline.after(self._clock, _FIND_EVERY_S)
        if not found and self._read is not None and self._profile.not_found_after_reading == "unchanged":
            self._unseen = True
        elif not found:
            self._enter(ReaderState.EMPTY)
        elif self._unseen or self._state in (ReaderState.EMPTY, ReaderState.NO_READER):
            self._enter(ReaderState.PRESENT)
            self._epoch += 1

    def _enter(self, state: ReaderState) -> None:
        self._state, self._read, self._unseen = state, None, False

    def _session(self) -> SamSession:
        if self._line is not None:
            return SamSession(self._line, self._profile, self._clock)
        self._line = self._open_line()
        session = SamSession(self._line, self._profile, self._clock)
        session.greet()
        return session

    def _lose_line(self, error: DeviceError) -> None:
        self.close()
        self._enter(ReaderState.NO_READER)
        self._fault = error.code
        self._retry = Deadline.after(self._clock, self._pause_s)
        self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)

    def _status(self) -> CardStatus:
        present = self._state is ReaderState.PRESENT
        card = CardRef(self._name, self._epoch) if present else None
        return CardStatus(self._name, self._state, card, self._fault, _KINDS)

    def _pause(self, seconds: float) -> None:
        """Waits so long, or until interrupted; the interruption stays to be found by `wait`."""
        with suppress(Empty):
            self._wake.get(timeout=seconds)
            self._wake.put(None)

    def _woken(self) -> bool:
        woken = False
        while not self._wake.empty():
            self._wake.get()
            woken = True
        return woken
