"""Lanes on Qt threads: one thread a lane, made here and nowhere else; results come back to the GUI in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from kiosk.base.errors import LaneStuck

T = TypeVar("T")

# Seconds a job of a lane may take (house.md, "Threads"); cards wait in slices of 15 s; a cycle over the slowest line takes
# 30 s until its last batch, which has two rounds of 30 s, and a copy of the store may follow: 60 s to be written, as long
# again to be synced and read back. A lane given up too early would have two threads at one database.
DEADLINES_S = {"store": 10.0, "printer": 60.0, "sync": 240.0, "cards": 20.0, "camera": 15.0, "simulation": 30.0}
CLOSING_MS = 3000


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do on a lane, and who is told."""

    number: int
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job; `error` is None when it went well."""

    number: int
    value: object
    error: Exception | None


class Worker(QObject):
    """Lives on a lane's thread and does what it is sent, one job at a time."""

    finished = Signal(object)

    @Slot(object)
    def do(self, job: Job) -> None:
        """Every exception goes back to whoever asked: a bug must reach the GUI, not vanish with a thread."""
        try:
            result = Result(job.number, job.work(), None)
        except Exception as error:  # the one place where a lane's failures are gathered
            result = Result(job.number, None, error)
        self.finished.emit(result)

    @Slot()
    def end(self) -> None:
        """Sent behind the last job: everything before it has been done."""
        QThread.currentThread().quit()


class Lane(QObject):
    """One thread and its worker; the jobs it was sent and has not answered."""

    started = Signal(object)
    ending = Signal()

    def __init__(self, name: str, deadline_s: float) -> None:
        super().__init__()
        self.waiting: deque[Job] = deque()
        self.thread_ = QThread()
        self.thread_.setObjectName(name)
        self._worker = Worker()
        self._worker.moveToThread(self.thread_)
        self.started.connect(self._worker.do, Qt.ConnectionType.QueuedConnection)
        self.ending.connect(self._worker.end, Qt.ConnectionType.QueuedConnection)
        self._worker.finished.connect(self._finished, Qt.ConnectionType.QueuedConnection)
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(round(deadline_s * 1000))
        self._deadline.timeout.connect(self._passed)
        self.stuck: Callable[[Lane], None] = lambda lane: None
        self.abandoned = False
        self.thread_.start()

    def add(self, job: Job) -> None:
        """Queue a job; it starts when the ones before it have been answered."""
        self.waiting.append(job)
        if len(self.waiting) == 1:
            self._begin()

    def resume(self) -> None:
        """Start the first of the jobs that were handed over, unless one has been started meanwhile."""
        if self.waiting and not self._deadline.isActive():
            self._begin()

    def _begin(self) -> None:
        self._deadline.start()
        self.started.emit(self.waiting[0])

    @Slot(object)
    def _finished(self, result: Result) -> None:
        """A late answer of an abandoned lane is nobody's any more."""
        if self.abandoned or not self.waiting or self.waiting[0].number != result.number:
            return
        self._deadline.stop()
        job = self.waiting.popleft()
        if self.waiting:
            self._begin()
        if result.error is None:
            job.done(result.value)
        else:
            job.failed(result.error)

    @Slot()
    def _passed(self) -> None:
        self.stuck(self)

    def abandon(self) -> None:
        """Listen to the thread no more; it ends by itself if its job ever returns."""
        self.abandoned = True
        self._deadline.stop()
        self.thread_.requestInterruption()
        self.ending.emit()

    def finish(self) -> None:
        """Do what was asked before, tell nobody, then end the thread."""
        for job in tuple(self.waiting)[1:]:
            self.started.emit(job)
        self.waiting.clear()
        self.abandon()

    def ended(self) -> bool:
        """Wait for the thread; False when it did not end in time."""
        return self.thread_.wait(CLOSING_MS)


class QtLanes:
    """Implements kiosk.base.lanes.Lanes; to be used on the GUI's thread only."""

    def __init__(self, deadlines_s: dict[str, float] | None = None) -> None:
        self._deadlines_s = {**DEADLINES_S, **(deadlines_s or {})}
        self._lanes: dict[str, Lane] = {}
        # A thread that hangs must not be destroyed by Python's collector: Qt would abort the process.
        self._lost: list[Lane] = []
        self._timers: set[QTimer] = set()
        self._numbers = 0
        self._closed = False

    def run(
        self, lane: str, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do `job` on `lane`, then call one of the two on the GUI's thread; after `close` nothing is done."""
        if self._closed:
            return
        self._numbers += 1
        self._lane(lane).add(Job(self._numbers, job, done, failed))

    def after(self, seconds: float, then: Callable[[], None]) -> Callable[[], None]:
        """Call `then` in so many seconds on the GUI's thread, unless the returned function is called first."""
        timer = QTimer()
        timer.setSingleShot(True)

        def cancel() -> None:
            timer.stop()
            self._timers.discard(timer)

        def fire() -> None:
            cancel()
            then()

        timer.timeout.connect(fire)
        self._timers.add(timer)
        timer.start(max(0, round(seconds * 1000)))
        return cancel

    def close(self) -> None:
        """End timers, let every lane do what it was asked, end them in the order they were made; a hung one is left behind."""
        self._closed = True
        for timer in tuple(self._timers):
            timer.stop()
        self._timers.clear()
        for lane in self._lanes.values():
            lane.finish()
        self._lost += [lane for lane in self._lanes.values() if not lane.ended()]
        self._lanes.clear()

    def _lane(self, name: str) -> Lane:
        if name not in self._lanes:
            lane = Lane(name, self._deadlines_s.get(name, self._deadlines_s[name.partition("-")[0]]))
            lane.stuck = self._abandon
            self._lanes[name] = lane
        return self._lanes[name]

    def _abandon(self, lane: Lane) -> None:
        """The hung job has failed; the others go on, in order, on a new thread."""
        name = lane.thread_.objectName()
        lane.abandon()
        self._lost.append(lane)
        del self._lanes[name]
        hung, *rest = lane.waiting
        # Told before the others begin: what hangs may have to be replaced before it is used again.
        fresh = self._lane(name)
        fresh.waiting.extend(rest)
        hung.failed(LaneStuck(name))
        fresh.resume()
