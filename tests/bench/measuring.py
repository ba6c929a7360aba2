"""How long things take, one beside another: candidates by turns in an order of chance, their medians, a table with bounds."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# The order is one of chance, so that whatever else the machine does falls on all alike; and the same in every run.
SEED = 3
WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """What one candidate took, in milliseconds."""

    median_ms: float
    p99_ms: float


def interleaved(
    candidates: Mapping[str, Callable[[], object]], rounds: int, *, clock: Callable[[], float] = time.perf_counter
) -> dict[str, Taken]:
    """Every candidate `rounds` times; the first twenty of each are not counted."""
    order = [name for name in candidates for _ in range(rounds)]
    chance = random.Random(SEED)
    chance.shuffle(order)
    for once in candidates.values():
        for _ in range(WARM_UP):
            once()
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for name in order:
        once = candidates[name]
        begun = clock()
        once()
        taken[name].append((clock() - begun) * 1000)
    return {name: taken_of(each) for name, each in taken.items()}


def taken_of(each_ms: list[float]) -> Taken:
    """What many calls took together."""
    return Taken(statistics.median(each_ms), sorted(each_ms)[len(each_ms) * 99 // 100])


@dataclass(slots=True)
class Table:
    """What was measured, line by line, as it is printed at the end."""

    rows: list[tuple[str, ...]] = field(default_factory=list)

    def hold(self, what: str, taken: Taken, against: Taken, *, named: str, bound: float) -> None:
        """Write down a ratio of medians; AssertionError above its bound."""
        ratio = taken.median_ms / against.median_ms
        held = ratio <= bound
        self._row(what, taken, f"{ratio:.2f}× {named}", verdict=f"≤ {bound}× {'pass' if held else 'FAIL'}")
        assert held, f"{what}: {ratio:.2f}× {named}, at most {bound}×"

    def keep(self, what: str, taken: Taken, *, within_ms: float) -> None:
        """Write down a time; AssertionError when its median is longer than that."""
        held = taken.median_ms <= within_ms
        self._row(what, taken, "", verdict=f"≤ {within_ms:g} ms {'pass' if held else 'FAIL'}")
        assert held, f"{what}: {taken.median_ms:.1f} ms, at most {within_ms:g} ms"

    def tell(self, what: str, taken: Taken, against: Taken, *, named: str) -> None:
        """Write down a ratio that has no bound."""
        self._row(what, taken, f"{taken.median_ms / against.median_ms:.2f}× {named}", verdict="")

    def note(self, what: str, figure: str) -> None:
        """Write down something that is not a time."""
        self.rows.append((what, "", "", figure, ""))

    def _row(self, what: str, taken: Taken, ratio: str, *, verdict: str) -> None:
        self.rows.append((what, f"{taken.median_ms:.3f} ms", f"{taken.p99_ms:.3f} ms", ratio, verdict))

    def __str__(self) -> str:
        rows = [("", "median", "p99", "ratio of medians", "bound"), *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
        return "\n".join(line.rstrip() for line in lines)
