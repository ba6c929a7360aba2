"""What cables, cards and services do, by a seed, to a reader that is followed; and the laws it is held to meanwhile."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from threading import Event

from kiosk.base.errors import KioskError
from kiosk.cards import CardContent, CardRef, ReaderState
from tests.devices.clock import RealClock
from tests.devices.follower import Follower, Reading
from tests.devices.pcscd import NO_FAULT, Fault, Rig

# How many APDUs the reading of a card takes.
APDUS = 13
# Twice the deadline that the lane is given here: the call comes back in time, or its lane is left behind.
LANE_S, LONGEST_SILENCE_S = 1.5, 3.0
# A lane that was left behind, and a service that died under a reading. Nothing else is to be told.
EXPECTED = {"B02", "C01"}


@dataclass(frozen=True, slots=True)
class Report:
    """How long after each fault's end the next card had been read, by kind; and every law that did not hold."""

    usable_s: dict[str, list[float]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def all_s(self) -> list[float]:
        """Over all kinds, shortest first."""
        return sorted(seconds for each in self.usable_s.values() for seconds in each)


class Chaos:
    """Every card that is put in is another one. A fault ends with a good card in the slot, which has to be read as itself.

    Each kind does its harm and gives back when it was over, and the good card it left in, if it did.
    """

    def __init__(self, rig: Rig, follower: Follower, seed: int) -> None:
        self.report = Report()
        self._rig, self._follower = rig, follower
        self._chance = random.Random(seed)
        self._clock = RealClock()
        self._in_slot: dict[int, tuple[float, float]] = {}
        self._cards = 0
        self._kinds: dict[str, Callable[[], tuple[float, int | None]]] = {
            "pcscd killed, started again": self._kill,
            "reader unplugged, plugged in again": self._unplug,
            "card pulled while it was read": self._yank,
            "card pulled in the middle of a command": self._gone,
            "card swapped between two looks": self._swap,
            "card swapped in the middle of a reading": self._swap_read,
            "card silent in the middle of a command": self._mute,
            "card slow": self._slow,
        }

    def run(self, cycles: int) -> Report:
        """So many faults, every kind as often as the others, in an order of chance."""
        kinds = [kind for _ in range(-(-cycles // len(self._kinds))) for kind in self._kinds][:cycles]
        self._chance.shuffle(kinds)
        self._read_as(self._put())
        for kind in kinds:
            ended_s, card = self._kinds[kind]()
            reading = self._read_as(self._put() if card is None else card)
            self.report.usable_s.setdefault(kind, []).append(reading.ended_s - ended_s)
        self._judge()
        return self.report

    def _kill(self) -> tuple[float, None]:
        self._rig.kill()
        self._taken()
        self._pause(0.4)
        self._rig.start()
        return self._clock.monotonic_s(), None

    def _unplug(self) -> tuple[float, None]:
        self._rig.kill()
        self._taken()
        self._rig.start(readers=0)
        self._follower.wait_for(lambda: self._follower.seen[-1].state is ReaderState.NO_READER)
        self._pause(0.4)
        self._rig.kill()
        self._rig.start()
        return self._clock.monotonic_s(), None

    def _yank(self) -> tuple[float, None]:
        self._put_and_begin(Fault(slow_s=0.02))
        self._pause(0.3)
        return self._pull()

    def _gone(self) -> tuple[float, None]:
        begun_s = self._put_and_begin(Fault(at=self._chance.randint(1, APDUS), kind="gone"))
        self._taken()
        return begun_s, None

    def _swap(self) -> tuple[float, int]:
        card = self._put()
        return self._clock.monotonic_s(), card

    def _swap_read(self) -> tuple[float, int]:
        self._cards += 1
        other, put_s = self._cards, self._clock.monotonic_s()
        begun_s = self._put_and_begin(Fault(at=self._chance.randint(1, APDUS), swap=f"numbered-{other}"))
        self._in_slot[other] = (put_s, inf)
        return begun_s, other

    def _mute(self) -> tuple[float, None]:
        self._put_and_begin(Fault(at=self._chance.randint(1, APDUS), kind="silent"))
        self._pause(LONGEST_SILENCE_S)
        return self._pull()

    def _slow(self) -> tuple[float, None]:
        self._read_as(self._put(Fault(slow_s=self._chance.uniform(0.01, 0.06))))
        return self._pull()

    def _put(self, fault: Fault = NO_FAULT) -> int:
        """Another card, instead of the one that is in."""
        self._cards += 1
        card = self._cards
        begun_s = self._clock.monotonic_s()
        self._rig.insert(f"numbered-{card}", fault)
        self._taken()
        self._in_slot[card] = (begun_s, inf)
        # pcscd may have seen nothing of it: whoever commits reads the card once more, and is not to be given another one's words.
        self._follower.again.emit()
        return card

    def _put_and_begin(self, fault: Fault) -> float:
        """Another card, whose reading has begun; when it did."""
        before = self._follower.begun[-1]
        self._put(fault)
        self._follower.wait_for(lambda: self._follower.begun[-1] != before)
        return self._clock.monotonic_s()

    def _pull(self) -> tuple[float, None]:
        self._rig.pull()
        self._taken()
        return self._clock.monotonic_s(), None

    def _taken(self) -> None:
        """Nothing that was in the slot before is in it after this moment."""
        now_s = self._clock.monotonic_s()
        for card, (put_s, taken_s) in self._in_slot.items():
            self._in_slot[card] = (put_s, min(taken_s, now_s))

    def _read_as(self, card: int) -> Reading:
        """The reading that told this card."""
        self._follower.wait_for(lambda: bool(self._told(card)))
        return self._told(card)[0]

    def _told(self, card: int) -> list[Reading]:
        return [one for one in self._follower.readings[-5:] if card in _numbers(one)]

    def _pause(self, most_s: float) -> None:
        Event().wait(self._chance.uniform(0, most_s))

    def _judge(self) -> None:
        told: dict[CardRef, set[int]] = {}
        for one in self._follower.readings:
            if isinstance(one.outcome, KioskError) and one.outcome.code not in EXPECTED:
                self.report.broken.append(f"told {one.outcome}")
            numbers = _numbers(one)
            if len(numbers) > 1:
                self.report.broken.append(f"one reading told of the cards {numbers}")
            for number in numbers:
                put_s, taken_s = self._in_slot[number]
                if not (put_s <= one.ended_s and one.begun_s <= taken_s):
                    self.report.broken.append(f"card {number} was told and not there")
                told.setdefault(one.card, set()).add(number)
        self.report.broken.extend(f"{ref} told of the cards {cards}" for ref, cards in told.items() if len(cards) > 1)


def _numbers(reading: Reading) -> set[int]:
    """The cards whose words are in what was read: one, when all is well."""
    content = reading.outcome
    if not isinstance(content, CardContent):
        return set()
    return {int(content.id_number), int(content.name.removeprefix("N")), int(content.card_number)}
