"""PcscCardReader: the CardReader over PC/SC."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from devices.cards.registry import read_chip
from devices.deadline import Deadline
from devices.pcsc.apdu import Exchange, TransmitError, exchange
from devices.pcsc.codes import PcscCode
from devices.pcsc.connection import session
from devices.pcsc.errors import SERVICE_FAULT, PcscError
from devices.pcsc.lost import LostReader
from devices.pcsc.presence import Presence
from devices.pcsc.scard import Scard
from kiosk.base.clock import Clock
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardProblem, CardRef, CardStatus

# Another program may reset the card between our connect and our transaction; a reading then starts once more.
_ATTEMPTS = 2
# A card that was powered anew in the middle of a command answers like one that does not know it, and one that was exchanged
# while it was powered has no protocol: only a second reading after another power-up tells.
_SAID_TWICE = (CardProblem.UNSUPPORTED, CardProblem.DAMAGED)

Outcome = TypeVar("Outcome")


class PcscCardReader:
    """The first PC/SC reader whose name contains `reader_name_filter` (empty: any), read by the drivers of the registry.

    Everything but `interrupt` belongs to one thread: a PC/SC context must not be shared. A card that goes mute in the
    middle of an APDU blocks `read` until it is pulled, because PC/SC cannot cancel a transmission; the lane's own
    deadline and `RenewingCardReader` are for that.
    """

    def __init__(
        self, reader_name_filter: str, clock: Clock, *, scard: Scard | None = None, lost: LostReader | None = None
    ) -> None:
        self._scard = scard or Scard()
        self._clock = clock
        self._lost = lost
        self._presence = Presence(reader_name_filter, clock, scard=self._scard)

    def wait(self, timeout_s: float) -> CardStatus:
        """The status as soon as it differs from the last one returned, or after `timeout_s` seconds; never raises."""
        status = self._presence.wait(timeout_s)
        if self._lost is not None:
            self._lost.saw(status, self._presence.listed)
        return status

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        """What the card gives freely, or why not. DeviceError C01 when the service died, C03 when it answers nonsense."""
        deadline = Deadline.after(self._clock, deadline_s)
        outcome = self.converse(card, deadline_s, dialogue=read_chip, attempts=_ATTEMPTS)
        if outcome in _SAID_TWICE:
            self._presence.power_anew()
            outcome = self.converse(card, deadline.left_s(), dialogue=read_chip, attempts=_ATTEMPTS)
        if outcome is CardProblem.UNSUPPORTED:
            self._presence.judge(outcome)
        if outcome is CardProblem.DENIED and self._presence.slot.over_the_air:
            # Some cards of two interfaces open the same files to their contacts only.
            return CardProblem.INSERT
        return outcome

    def converse(
        self, card: CardRef, deadline_s: float, *, dialogue: Callable[[Exchange], Outcome], attempts: int = 1
    ) -> Outcome | CardProblem:
        """What comes of a dialogue with that card, or why it did not; raises as `read` does.

        A card that another program reset meanwhile is spoken to anew only when more `attempts` are given: a dialogue
        with a PIN in it must not be held twice.
        """
        deadline = Deadline.after(self._clock, deadline_s)
        unfit = self._unfit(card)
        if unfit is not None:
            return unfit
        outcome = self._attempt(deadline, dialogue, attempts=attempts)
        if isinstance(outcome, CardProblem):
            # A card that does not know this dialogue may know another; only a reading has tried them all.
            if outcome is not CardProblem.UNSUPPORTED:
                self._presence.judge(outcome)
            return outcome
        # A card swapped during the dialogue has answered with two cards' words.
        unfit = self._unfit(card)
        if unfit is CardProblem.REMOVED:
            self._presence.rouse()
        return unfit or outcome

    def interrupt(self) -> None:
        """Makes a blocked `wait` return at once; may be called from another thread."""
        self._presence.interrupt()

    def close(self) -> None:
        """Gives the PC/SC context back."""
        self._presence.close()

    def _unfit(self, card: CardRef) -> CardProblem | None:
        self._presence.look(0.0)
        if self._presence.context is None:
            raise DeviceError(SERVICE_FAULT, "no card service")
        return self._presence.slot.problem_with(card)

    def _attempt(
        self, deadline: Deadline, dialogue: Callable[[Exchange], Outcome], *, attempts: int
    ) -> Outcome | CardProblem:
        for _ in range(attempts):
            try:
                return self._hold(deadline, dialogue)
            except TransmitError as error:
                return error.problem
            except PcscError as error:
                if error.result == PcscCode.W_RESET_CARD:
                    continue
                if error.meaning.problem is None:
                    raise
                return error.meaning.problem
        return CardProblem.CHANGED

    def _hold(self, deadline: Deadline, dialogue: Callable[[Exchange], Outcome]) -> Outcome:
        context = self._presence.context
        if context is None:
            raise DeviceError(SERVICE_FAULT, "no card service")
        reader = self._presence.slot.device
        with session(self._scard, context, reader=reader, deadline=deadline, pause=self._presence.pause) as transmit:
            return dialogue(partial(exchange, transmit))
