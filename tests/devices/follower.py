"""Readers on lanes of their own, followed as the runner follows them; every card that is seen is read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Condition

from PySide6.QtCore import QObject, Qt, Signal

from devices.renewal import RenewingCardReader
from kiosk.base import lanes as lane
from kiosk.base.errors import KioskError, LaneStuck
from kiosk.cards import CardContent, CardProblem, CardRef, CardStatus
from tests.devices.clock import RealClock
from ui.lanes import QtLanes

SESSION_S = 15.0
AGAIN_S = 1.0
# A machine that does much else gets its time; a reader that is lost for good is found out all the same.
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: of which card, what came of it, when it was asked for and when it was told."""

    card: CardRef
    outcome: CardContent | CardProblem | KioskError
    begun_s: float
    ended_s: float


class Follower(QObject):
    """Lives in the thread of the screen. What it saw may be asked from another thread, which can also wait for it."""

    again = Signal()

    def __init__(self, reader: RenewingCardReader, lanes: QtLanes, *, number: int = 0, wait_s: float = 1.0) -> None:
        super().__init__()
        self.seen: list[CardStatus] = []
        self.begun: list[CardRef] = []
        self.readings: list[Reading] = []
        self.hung = 0
        self._reader, self._lanes, self._lane, self._wait_s = reader, lanes, lane.cards(number), wait_s
        self._clock = RealClock()
        self._news = Condition()
        self.again.connect(self._read_again, Qt.ConnectionType.QueuedConnection)
        self._watch()

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Returns when that is so; called from another thread."""
        with self._news:
            assert self._news.wait_for(happened, PATIENCE_S), f"{self.seen[-3:]}, {self.readings[-3:]}"

    def _watch(self) -> None:
        self._lanes.run(self._lane, partial(self._reader.wait, self._wait_s), self._saw, self._lost)

    def _saw(self, status: CardStatus) -> None:
        if self.seen[-1:] != [status]:
            with self._news:
                self.seen.append(status)
                self._news.notify_all()
        if status.card is not None and status.card not in self.begun[-1:]:
            self._read(status.card)
        self._watch()

    def _lost(self, error: Exception) -> None:
        assert isinstance(error, LaneStuck), error
        self._renew()
        self._lanes.after(AGAIN_S, self._watch)

    def _read_again(self) -> None:
        """As the commit does: the card that was seen last, once more."""
        if self.seen and self.seen[-1].card is not None:
            self._reader.interrupt()
            self._read(self.seen[-1].card)

    def _read(self, card: CardRef) -> None:
        with self._news:
            self.begun.append(card)
            self._news.notify_all()
        done = partial(self._was_read, card, self._clock.monotonic_s())
        self._lanes.run(self._lane, partial(self._reader.read, card, SESSION_S), done, partial(self._not_read, done))

    def _was_read(self, card: CardRef, begun_s: float, outcome: CardContent | CardProblem | KioskError) -> None:
        with self._news:
            self.readings.append(Reading(card, outcome, begun_s, self._clock.monotonic_s()))
            self._news.notify_all()

    def _not_read(self, done: Callable[[KioskError], None], error: Exception) -> None:
        assert isinstance(error, KioskError), error
        if isinstance(error, LaneStuck):
            self._renew()
        done(error)

    def _renew(self) -> None:
        self.hung += 1
        self._reader.renew()
