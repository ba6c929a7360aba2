"""The presence loop of one reader: what is in its slot, through dead services, pulled readers and swapped cards."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue

from devices.deadline import Deadline
from devices.pcsc.errors import PcscError
from devices.pcsc.scard import PNP, UNAWARE, Scard
from devices.pcsc.slot import Slot
from kiosk.base.clock import Clock
from kiosk.base.errors import DeviceError
from kiosk.cards import CardProblem, CardStatus, ReaderState

# pcsc-lite counts readers when a wait begins, so a reader plugged just before is missed until the next listing.
_SLICE_S = 1.0
# A restarted pcscd was measured to be usable after 50 to 350 ms; asking one that is not there costs next to nothing.
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.05, 0.5
# pcscd asks a reader without an interrupt pipe every 400 ms, so a pulled card is seen that much later.
_SETTLE_S = 0.5
_ANY_READER = "pcsc"
_LOOKED_INTO = (ReaderState.EMPTY, ReaderState.MUTE)


class Presence:
    """Follows the first reader whose name contains the filter; holds a context of its own and makes a new one by itself."""

    def __init__(self, name_filter: str, clock: Clock, *, scard: Scard) -> None:
        self._filter = name_filter.casefold()
        self._clock = clock
        self._scard = scard
        self._context: int | None = None
        self._wake: SimpleQueue[None] = SimpleQueue()
        self._pause_s = _FIRST_PAUSE_S
        self._retry = Deadline(clock, clock.monotonic_s())
        self._second_look: Deadline | None = None
        self.slot = Slot(name_filter or _ANY_READER)
        self.listed = 0
        self._told: CardStatus | None = None

    @property
    def context(self) -> int | None:
        """The PC/SC context while the service is there; it changes with every restart of the service."""
        return self._context

    def wait(self, timeout_s: float) -> CardStatus:
        """The status as soon as it differs from the last one told, when interrupted, or when time has run out."""
        deadline = Deadline.after(self._clock, timeout_s)
        self.look(0.0)
        while self.slot.status() == self._told and not self._woken() and not deadline.passed():
            self.look(min(deadline.left_s(), _SLICE_S))
        self._told = self.slot.status()
        return self._told

    def look(self, timeout_s: float) -> None:
        """Brings the slot up to date, waiting up to `timeout_s` for a change; failures become states, never exceptions."""
        try:
            self._look(timeout_s)
        except PcscError as error:
            if error.meaning.state is ReaderState.NO_READER:
                self.slot = self.slot.without(ReaderState.NO_READER)
                self.pause(min(timeout_s, _FIRST_PAUSE_S))
            else:
                self._lose_service()
        except DeviceError:
            self._lose_service()

    def pause(self, seconds: float) -> None:
        """Waits so long, or until interrupted; the interruption stays to be found by `wait`."""
        if seconds <= 0:
            return
        with suppress(Empty):
            self._wake.get(timeout=seconds)
            self._wake.put(None)

    def interrupt(self) -> None:
        """Ends a blocked `wait`; may be called from any thread."""
        self._wake.put(None)
        context = self._context
        if context is not None:
            # The context may have died meanwhile; then the wait has ended already.
            with suppress(DeviceError):
                self._scard.cancel(context)

    def judge(self, problem: CardProblem) -> None:
        """Takes note of how an attempt to read ended.

        A card that seems gone is given time to be seen going; one that stays raises the epoch, because it may have
        been swapped between two polls.
        """
        if problem not in (CardProblem.REMOVED, CardProblem.CHANGED):
            self.slot = self.slot.judge(problem)
            return
        epoch = self.slot.epoch
        settled = Deadline.after(self._clock, _SETTLE_S)
        while self.slot.holds(epoch) and not settled.passed():
            self.look(settled.left_s())
        if self.slot.holds(epoch):
            self.slot = self.slot.doubted()
        else:
            self.rouse()

    def rouse(self) -> None:
        """Has pcscd look into a slot that became empty under a reading, now and once more after its next poll.

        A card pulled between its last answer and the reset that ends its session makes that reset fail, and pcscd 1.9.9 then
        calls the slot empty until a card is pulled from it, also when the next one has been put in within its 400 ms.
        """
        self._second_look = Deadline.after(self._clock, _SETTLE_S)
        self._look_into()

    def power_anew(self) -> None:
        """Powers whatever is in the slot once more."""
        if self._context is not None:
            # A slot that is really empty, and a card that is really dead, refuse; and nothing is lost.
            with suppress(DeviceError):
                self._scard.rouse(self._context, self.slot.device)

    def _look_into(self) -> None:
        if self.slot.state in _LOOKED_INTO:
            self.power_anew()

    def close(self) -> None:
        """Gives the context back."""
        context, self._context = self._context, None
        if context is not None:
            with suppress(DeviceError):
                self._scard.release(context)

    def _look(self, timeout_s: float) -> None:
        if self._context is None and not self._retry.passed():
            self.pause(min(timeout_s, self._retry.left_s()))
            return
        if self._context is None:
            self._context = self._scard.establish()
        names = self._scard.readers(self._context)
        self.listed = len(names)
        reader = self._choose(names)
        if reader is None:
            self._look_for_readers(self._context, timeout_s)
            return
        if self._second_look is not None and self._second_look.passed():
            self._second_look = None
            self._look_into()
        elif self._second_look is not None:
            timeout_s = min(timeout_s, self._second_look.left_s())
        known = self.slot.flags if timeout_s > 0 and reader == self.slot.device else UNAWARE
        views = self._scard.changes(self._context, timeout_s, known={reader: known, PNP: UNAWARE})
        self._pause_s = _FIRST_PAUSE_S
        before = self.slot.state
        for view in views:
            if view.name == reader:
                self.slot = self.slot.seen(view)
        if self.slot.state is ReaderState.MUTE and before is not ReaderState.MUTE:
            # A bad contact, or a card that was exchanged while it was powered: it gets a second chance.
            self._second_look = Deadline.after(self._clock, _SETTLE_S)

    def _look_for_readers(self, context: int, timeout_s: float) -> None:
        self.slot = self.slot.without(ReaderState.NO_READER)
        if timeout_s > 0:
            self._scard.changes(context, timeout_s, known={PNP: UNAWARE})
            self._pause_s = _FIRST_PAUSE_S

    def _choose(self, names: tuple[str, ...]) -> str | None:
        return next((name for name in names if self._filter in name.casefold()), None)

    def _lose_service(self) -> None:
        self.close()
        self.slot = self.slot.without(ReaderState.NO_SERVICE)
        self._retry = Deadline.after(self._clock, self._pause_s)
        self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)

    def _woken(self) -> bool:
        woken = False
        while not self._wake.empty():
            self._wake.get()
            woken = True
        return woken
