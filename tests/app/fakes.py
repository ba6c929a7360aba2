"""A crew that is played by the test: lanes worked by hand, a clock that is pushed, and colleagues who say what they are told to."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from app.crew import Crew
from kiosk.applications.draft import Draft
from kiosk.applications.model import Document, Signature
from kiosk.base.clock import Moment
from kiosk.cards import CardContent, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.cards.mrz import DocumentKey
from kiosk.delivery.model import CycleReport
from kiosk.feedback.model import Rating
from kiosk.identity.clerk import Clerk, ClerkProof, PinRefusal, SignInChallenge, SignInRefusal
from kiosk.journey.visit import Collected
from kiosk.materials.camera import CameraProblem, Shot, View
from kiosk.receipts.model import PrintState
from tests.sync.support import CountedEntropy

T = TypeVar("T")


@dataclass(slots=True)
class Job:
    """Something a lane was asked to do."""

    lane: str
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]

    def do(self) -> None:
        """Let it be done, with whatever comes of it."""
        try:
            result = self.work()
        except Exception as error:
            self.failed(error)
        else:
            self.done(result)


@dataclass(slots=True)
class HandLanes:
    """Implements Lanes and Clock: nothing is done, and no time passes, but by the test's hand."""

    jobs: deque[Job] = field(default_factory=deque)
    timers: dict[int, tuple[float, Callable[[], None]]] = field(default_factory=dict)
    passed_s: float = 0.0
    number: int = 0

    def run(
        self, lane: str, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self.jobs.append(Job(lane, job, done, failed))

    def after(self, seconds: float, then: Callable[[], None]) -> Callable[[], None]:
        self.number += 1
        number = self.number
        self.timers[number] = (self.passed_s + seconds, then)
        return lambda: (self.timers.pop(number, None), None)[1]

    def close(self) -> None:
        self.jobs.clear()
        self.timers.clear()

    def now(self) -> Moment:
        return Moment(1_795_000_000_000 + int(self.passed_s * 1000))

    def monotonic_s(self) -> float:
        return self.passed_s

    def asked(self) -> list[str]:
        """The lanes that have something to do, in order."""
        return [job.lane for job in self.jobs]

    def take(self, lane: str) -> Job:
        """The next job of a lane."""
        job = next(job for job in self.jobs if job.lane == lane)
        self.jobs.remove(job)
        return job

    def do(self, lane: str) -> None:
        """Let a lane do its next job."""
        self.take(lane).do()

    def push(self, seconds: float) -> None:
        """Let time pass; whatever is due happens in its order."""
        end = self.passed_s + seconds
        while due := sorted((at, number) for number, (at, _) in self.timers.items() if at <= end):
            self.passed_s, number = due[0]
            self.timers.pop(number)[1]()
        self.passed_s = end


@dataclass(slots=True)
class PlayedReader:
    """A CardReader that sees what it is told to see; an exception is raised instead."""

    sees: CardStatus | Exception
    reads: CardContent | CardProblem | Exception = CardProblem.REMOVED
    interruptions: int = 0
    proves: ClerkProof | PinRefusal | CardProblem | Exception = CardProblem.UNSUPPORTED
    challenges: list[SignInChallenge] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)

    def wait(self, timeout_s: float) -> CardStatus:
        return _said(self.sees)

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        if isinstance(self.reads, Exception):
            raise self.reads
        return self.reads

    def read_document(self, card: CardRef, key: DocumentKey, *, deadline_s: float) -> CardContent | CardProblem:
        return self.read(card, deadline_s)

    def prove(
        self, card: CardRef, pin: str, *, challenge: SignInChallenge, deadline_s: float
    ) -> ClerkProof | PinRefusal | CardProblem:
        self.pins.append(pin)
        self.challenges.append(challenge)
        if isinstance(self.proves, Exception):
            raise self.proves
        return self.proves

    def interrupt(self) -> None:
        self.interruptions += 1

    def close(self) -> None:
        """Nothing is held."""


@dataclass(slots=True)
class PlayedDesk:
    """A Desk that keeps what it is given; `fails` is raised by everything."""

    fails: Exception | None = None
    full: str = ""
    draft: Draft | None = None
    answer: Collected | None = None
    given: list[tuple[str, object]] = field(default_factory=list)

    def room(self) -> str:
        self._note("room", None)
        return self.full

    def find_draft(self, binding: bytes) -> Draft | None:
        self._note("find", binding)
        return self.draft

    def save_draft(self, draft: Draft, binding: bytes) -> None:
        self._note("save", draft)

    def discard_draft(self, id: str) -> None:
        self._note("discard", id)

    def keep_picture(self, application_id: str, jpeg: bytes) -> str:
        self._note("picture", jpeg)
        return hashlib.sha256(jpeg).hexdigest()

    def collect(self, document: Document, signature: Signature) -> Collected:
        self._note("collect", document)
        assert self.answer is not None
        return self.answer

    def rate(self, rating: Rating) -> None:
        self._note("rate", rating)

    def record_paper(self, application_id: str, state: PrintState) -> None:
        self._note("paper", state)

    def waiting(self) -> int:
        return 0

    def _note(self, what: str, given: object) -> None:
        self.given.append((what, given))
        if self.fails is not None:
            raise self.fails


@dataclass(slots=True)
class PlayedPress:
    """A Press whose paper becomes what it is told, and which finds in its way what it is told."""

    told: tuple[PrintState, str] | Exception = (PrintState.PRINTED, "")
    finds: str | Exception = ""
    printed: list[str] = field(default_factory=list)
    recovered: int = 0

    def in_the_way(self) -> str:
        return _said(self.finds)

    def print_original(self, application_id: str) -> tuple[PrintState, str]:
        self.printed.append("original")
        return _said(self.told)

    def print_again(self, application_id: str) -> tuple[PrintState, str]:
        self.printed.append("again")
        return _said(self.told)

    def recover(self) -> None:
        self.recovered += 1


@dataclass(slots=True)
class PlayedCourier:
    """A Courier whose cycles end as they are told."""

    report: CycleReport | Exception = field(default_factory=CycleReport)
    cycles: int = 0

    def cycle(self) -> CycleReport:
        self.cycles += 1
        return _said(self.report)


@dataclass(slots=True)
class PlayedCamera:
    """A DocumentCamera that sees and takes what it is told to; an exception is raised instead."""

    sees: View | CameraProblem | Exception = CameraProblem.ABSENT
    takes: Shot | CameraProblem | Exception = CameraProblem.ABSENT
    rests: int = 0

    def look(self, timeout_s: float) -> View | CameraProblem:
        if isinstance(self.sees, Exception):
            raise self.sees
        return self.sees

    def shoot(self, deadline_s: float) -> Shot | CameraProblem:
        if isinstance(self.takes, Exception):
            raise self.takes
        return self.takes

    def turn(self, shot: Shot) -> Shot | CameraProblem:
        taken = self.shoot(0.0)
        return replace(shot, width=shot.height, height=shot.width) if isinstance(taken, Shot) else taken

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        """Nothing is held."""


def _one_reader() -> tuple[PlayedReader, ...]:
    return (PlayedReader(CardStatus("reader", ReaderState.EMPTY)),)


@dataclass(slots=True)
class Played:
    """The whole crew."""

    lanes: HandLanes = field(default_factory=HandLanes)
    readers: tuple[PlayedReader, ...] = field(default_factory=_one_reader)
    desk: PlayedDesk = field(default_factory=PlayedDesk)
    press: PlayedPress = field(default_factory=PlayedPress)
    courier: PlayedCourier = field(default_factory=PlayedCourier)
    renewed: list[int] = field(default_factory=list)
    camera: PlayedCamera = field(default_factory=PlayedCamera)
    admitted: Clerk | SignInRefusal = SignInRefusal.UNKNOWN_ISSUER

    def crew(self) -> Crew:
        """As the runner takes it."""
        return Crew(
            self.lanes,
            self.lanes,
            CountedEntropy(),
            self.readers,
            self.desk,
            self.press,
            self.courier,
            camera=self.camera,
            renew=self.renewed.append,
            documents=dict(enumerate(self.readers)),
            clerks=dict(enumerate(self.readers)),
            admits=lambda proof, challenge: self.admitted,
        )


def _said(told: T | Exception) -> T:
    if isinstance(told, Exception):
        raise told
    return told
