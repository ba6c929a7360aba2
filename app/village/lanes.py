"""Lanes in virtual time: every job takes as long as its lane would, is done at the end of it, and can be cut off anywhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from app.village.timeline import Then, Timeline

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do, and who is told."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class VillageLanes:
    """Implements Lanes on a timeline. `takes` says how many seconds a job of a lane takes, `worked` hears of each job done.

    `halted` says that the machine died while a job was done: then nobody is told anything, and nothing happens any more.
    """

    def __init__(
        self,
        timeline: Timeline,
        takes: Callable[[str, Callable[[], Any]], float],
        *,
        worked: Callable[[str], None],
    ) -> None:
        self._timeline = timeline
        self._takes = takes
        self._worked = worked
        self._waiting: dict[str, deque[Job]] = {}
        self._pending: dict[str, Then] = {}
        self.halted = False

    def run(
        self, lane: str, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Queue a job; it begins when those before it have been answered."""
        queue = self._waiting.setdefault(lane, deque())
        queue.append(Job(job, done, failed))
        if len(queue) == 1:
            self._begin(lane)

    def after(self, seconds: float, then: Callable[[], None]) -> Callable[[], None]:
        """Call `then` in so many virtual seconds, unless called off or halted."""
        return self._timeline.after(seconds, lambda: None if self.halted else then())

    def hurry(self, lane: str) -> None:
        """The lane's job is done now, instead of at the end of its time: something came for it."""
        if lane in self._pending:
            self._pending.pop(lane)()
            self._pending[lane] = self._timeline.after(0.0, lambda: self._do(lane))

    def close(self) -> None:
        """Do what was asked before, at once; then nothing more."""
        for queue in self._waiting.values():
            while queue and not self.halted:
                queue.popleft().work()
        self.halt()

    def halt(self) -> None:
        """The machine is off: nothing that was asked is done, nobody is told."""
        self.halted = True
        for call_off in self._pending.values():
            call_off()
        self._pending.clear()
        self._waiting.clear()

    def _begin(self, lane: str) -> None:
        seconds = self._takes(lane, self._waiting[lane][0].work)
        self._pending[lane] = self._timeline.after(seconds, lambda: self._do(lane))

    def _do(self, lane: str) -> None:
        del self._pending[lane]
        job = self._waiting[lane][0]
        tell = _tried(job)
        if not self.halted:
            self._worked(lane)
        if self.halted:
            return
        self._waiting[lane].popleft()
        if self._waiting[lane]:
            self._begin(lane)
        tell()


def _tried(job: Job) -> Then:
    """Do the job; what is returned tells the one who asked."""
    try:
        return partial(job.done, job.work())
    except Exception as error:
        return partial(job.failed, error)
