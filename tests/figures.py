"""The figures of a run: one row a fault class, printed as one table at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

COLUMNS = ("what was done", "how often", "bad", "more")


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows in the order they were measured."""

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, what: str, count: int, *, bad: int, more: str = "") -> None:
        """One class of faults: how many, how many of them broke a law, and what else is worth telling."""
        self.rows.append((what, f"{count:,}", f"{bad:,}", more))

    def table(self) -> list[str]:
        """As Markdown, so that it goes into docs/durability.md as it is."""
        return ["| " + " | ".join(row) + " |" for row in (COLUMNS, ("---", "--:", "--:", "---"), *self.rows)]
