"""What the view-models are handed once, and never look for themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.base.clock import Moment
from kiosk.base.settings import Station
from kiosk.base.texts import Texts
from kiosk.journey.events import Event
from kiosk.journey.visit import Facts


class Search(Protocol):
    """Finds items by characters, pinyin, initials or English words."""

    def search(self, query: str) -> tuple[str, ...]:
        """Item ids, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """`post` takes a person's events; `most_used` are item ids in the order shown; `fresh_id` makes idempotency keys.

    `mode` is "" in service, else "demo" or "training"; `put_in` puts a simulated card ("id" or "social") into the reader,
    None where the readers are real.
    """

    post: Callable[[Event], None]
    texts: Texts
    facts: Facts
    station: Station
    search: Search
    most_used: tuple[str, ...]
    now: Callable[[], Moment]
    fresh_id: Callable[[], str]
    mode: str = ""
    put_in: Callable[[str], None] | None = None
