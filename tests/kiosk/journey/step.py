"""One step of a visit, as the laws look at it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.journey import effects, events, states


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it was made."""

    before: states.State
    event: events.Event
    after: states.State
    doing: tuple[effects.Effect, ...]

    def asks(self, kind: type[effects.Effect]) -> list[effects.Effect]:
        """The effects of one kind."""
        return [effect for effect in self.doing if isinstance(effect, kind)]

    def told(self, *kinds: type[events.Event]) -> bool:
        """Whether the event was of one of these kinds."""
        return isinstance(self.event, kinds)
