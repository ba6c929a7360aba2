"""What the view-models are handed once, and never look for themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
class Simulation:
    """Simulated readers by name, and what can be played on them: `play` takes a reader, a group, and a name of that group."""

    readers: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    play: Callable[[str, str, str], None]


@dataclass(frozen=True, slots=True)
class Ports:
    """`post` takes a person's events; `most_used` are item ids in the order shown; `fresh_id` makes idempotency keys.

    `mode` is "" in service, else "demo" or "training"; `simulation` is what is played on, None where the readers are real.
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
    simulation: Simulation | None = None
