"""RenewingCardReader: a reader that is begun anew when its lane hangs at it, with nothing of the one that hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from devices.deadline import Deadline
from kiosk.base.clock import Clock
from kiosk.cards import (
    CardContent,
    CardProblem,
    CardReader,
    CardRef,
    CardService,
    CardStatus,
    DocumentReader,
    ReaderState,
)
from kiosk.cards.mrz import DocumentKey
from kiosk.identity.clerk import ClerkCardReader, ClerkProof, PinRefusal, SignInChallenge

# A person who is told takes the card out in this time, and that frees most readers.
PATIENCE_S = 15.0


Opens = Callable[[CardReader], DocumentReader | None]
Proves = Callable[[CardReader], ClerkCardReader | None]


def _none(_: CardReader) -> None:
    """A reader for cards that need neither key nor PIN."""


class _Turn:
    """One inner reader; `before` is the highest epoch told of the readers before it, `busy` while a lane is in it."""

    def __init__(self, reader: CardReader, before: int) -> None:
        self.reader = reader
        self.before = before
        self.busy = False


class RenewingCardReader:
    """The CardReader that `make` makes, as often as it takes; `opens` finds what opens travel documents on it, `proves` what has a clerk's card sign.

    A call that hangs cannot be ended from outside: whoever sees it hang abandons the lane and calls `renew`. Until the hung
    call comes back the state is STUCK, and no card is read; what it brings then is nobody's. Epochs go on, so that no
    card is taken for one of before. The service is asked to start anew when a second lane hangs while the first one
    is still out, or when nobody's hand has freed the reader after PATIENCE_S.
    """

    def __init__(
        self,
        make: Callable[[], CardReader],
        service: CardService,
        *,
        clock: Clock,
        opens: Opens = _none,
        proves: Proves = _none,
    ) -> None:
        self._make = make
        self._opens = opens
        self._proves = proves
        self._service = service
        self._clock = clock
        self._turn = _Turn(make(), 0)
        self._hung: tuple[_Turn, ...] = ()
        self._highest = 0
        self._patience = Deadline.after(clock, PATIENCE_S)

    def wait(self, timeout_s: float) -> CardStatus:
        """As `CardReader.wait`; STUCK while a call hangs."""
        with self._taken() as turn:
            status = turn.reader.wait(timeout_s)
        if turn is not self._turn:
            return status
        if self._stuck():
            self._lose_patience()
            return CardStatus(status.reader, ReaderState.STUCK, kinds=status.kinds)
        return self._told(status, turn)

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        """As `CardReader.read`; a card that was told before the reader was begun anew is no longer there."""
        with self._taken() as turn:
            return turn.reader.read(_known_to(turn, card), deadline_s)

    def read_document(self, card: CardRef, key: DocumentKey, *, deadline_s: float) -> CardContent | CardProblem:
        """As `DocumentReader.read_document`; UNSUPPORTED where nothing opens travel documents."""
        with self._taken() as turn:
            opens = self._opens(turn.reader)
            if opens is None:
                return CardProblem.UNSUPPORTED
            return opens.read_document(_known_to(turn, card), key, deadline_s=deadline_s)

    def prove(
        self, card: CardRef, pin: str, *, challenge: SignInChallenge, deadline_s: float
    ) -> ClerkProof | PinRefusal | CardProblem:
        """As `ClerkCardReader.prove`; UNSUPPORTED where nothing does. A PIN that hangs is not sent again by the reader that comes after."""
        with self._taken() as turn:
            proves = self._proves(turn.reader)
            if proves is None:
                return CardProblem.UNSUPPORTED
            return proves.prove(_known_to(turn, card), pin, challenge=challenge, deadline_s=deadline_s)

    def renew(self) -> None:
        """Goes on without the call that hangs; called from another lane, before anything more is asked of this one."""
        hangs_still = self._stuck()
        hung, self._turn = self._turn, _Turn(self._make(), self._highest)
        if not hung.busy:
            hung.reader.close()
        self._hung = (*(turn for turn in self._hung if turn.busy), hung)
        self._patience = Deadline.after(self._clock, PATIENCE_S)
        if hangs_still:
            self._service.restart()

    def interrupt(self) -> None:
        """Makes a blocked `wait` return at once; may be called from another lane."""
        self._turn.reader.interrupt()

    def close(self) -> None:
        """Lets go of the device; what hangs lets go of its own when it comes back."""
        self._turn.reader.close()

    @contextmanager
    def _taken(self) -> Iterator[_Turn]:
        turn = self._turn
        turn.busy = True
        try:
            yield turn
        finally:
            turn.busy = False
            if turn is not self._turn:
                turn.reader.close()
                self._turn.reader.interrupt()

    def _stuck(self) -> bool:
        return any(turn.busy for turn in self._hung)

    def _lose_patience(self) -> None:
        if self._patience.passed():
            self._patience = Deadline.after(self._clock, PATIENCE_S)
            self._service.restart()

    def _told(self, status: CardStatus, turn: _Turn) -> CardStatus:
        if status.card is None:
            return status
        self._highest = turn.before + status.card.epoch
        return replace(status, card=replace(status.card, epoch=self._highest))


def _known_to(turn: _Turn, card: CardRef) -> CardRef:
    """The card by the inner reader's own count; one of before has a number that it never gave."""
    return replace(card, epoch=card.epoch - turn.before)
