"""Somebody without a card, and a clerk who enters them, walked to where a test begins."""

from __future__ import annotations

from kiosk.journey import effects, states
from tests.kiosk.journey.gallery import ITEM
from tests.kiosk.journey.world import World


def at(kind: type[states.State], item: str = ITEM) -> World:
    """Somebody without a card, and a clerk, up to the first page of that kind."""
    world = World()
    world.play(world.cardless(item), lambda state: isinstance(state, kind))
    world.done.clear()
    return world


def seen(world: World) -> list[type[effects.Effect]]:
    return [type(effect) for effect in world.done]
