"""Lanes: where blocking work is done, so that the screen never waits; Qt's are in ui/, virtual ones in a village."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")

STORE = "store"
PRINTER = "printer"
SYNC = "sync"
CAMERA = "camera"
# Where the doors of simulated readers are heard; no terminal in service has it.
SIMULATION = "simulation"


def cards(reader: int) -> str:
    """The lane of one reader; each reader has its own."""
    return f"cards-{reader}"


class Lanes(Protocol):
    """Runs jobs one at a time per lane; results come back on the caller's lane, in order."""

    def run(
        self, lane: str, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do `job` on `lane`, then `done(result)` or `failed(exception)` on the lane that owns the visit."""
        ...

    def after(self, seconds: float, then: Callable[[], None]) -> Callable[[], None]:
        """Call `then` on the visit's lane in so many seconds, unless the returned function is called first."""
        ...

    def close(self) -> None:
        """End every lane in order; nothing is called afterwards."""
        ...
