"""Virtual time: what is due, in order; nothing happens between two happenings."""

from __future__ import annotations

import heapq
from collections.abc import Callable

Then = Callable[[], None]


class Timeline:
    """A queue of happenings by their second; those of the same second happen in the order they were asked for."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._due: list[tuple[float, int, Then]] = []
        self._asked = 0
        self._off: set[int] = set()

    def after(self, seconds: float, then: Then) -> Then:
        """Let `then` happen in so many seconds, unless the returned function is called first."""
        self._asked += 1
        number = self._asked
        heapq.heappush(self._due, (self.now_s + max(0.0, seconds), number, then))

        def call_off() -> None:
            self._off.add(number)

        return call_off

    def step(self) -> bool:
        """Let the next thing happen; False when nothing is due any more."""
        while self._due:
            at_s, number, then = heapq.heappop(self._due)
            if number in self._off:
                self._off.discard(number)
                continue
            self.now_s = at_s
            then()
            return True
        return False
