"""The clerk whom a played person calls, with the card and the PIN of the training's office."""

from __future__ import annotations

from functools import partial

from app.person import PlayedClerk
from devices.citizens import CLERKS, TRAINING_PIN
from devices.simulator import SimulatedCardReader


def colleague_at(reader: SimulatedCardReader, *enters: str) -> PlayedClerk:
    """At this reader; `enters` is who stands there without a card, as the pages ask."""
    return PlayedClerk(partial(reader.insert, CLERKS["clerk"]), reader.remove, TRAINING_PIN, enters)
