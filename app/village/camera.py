"""The village's document cameras: every picture is of a page like no other, and is known again where it is opened."""

from __future__ import annotations

from app.village.chance import Chance
from kiosk.base.errors import SealError
from kiosk.materials.camera import Advice, CameraProblem, Picture, Shot, View
from sync.hub.keys import HubKeys
from sync.seal.attachment import open_attachment, parse_attachment

# How a JPEG begins, and what stands in none that anybody else made.
PAGE = b"\xff\xd8\xff a page of the village "
PAGE_BYTES = 3000
_DOT = Picture(1, 1, b"\xff\xff\xff")


class VillageCamera:
    """Implements DocumentCamera; `have` gives it a problem, or none."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._problem: CameraProblem | None = None

    def have(self, problem: CameraProblem | None) -> None:
        """From now on."""
        self._problem = problem

    def look(self, timeout_s: float) -> View | CameraProblem:
        """A page that lies well."""
        return self._problem or View(Advice.GOOD, _DOT)

    def shoot(self, deadline_s: float) -> Shot | CameraProblem:
        """The next page."""
        return self._problem or Shot(Advice.GOOD, 1, 1, PAGE + self._chance.bytes(PAGE_BYTES), _DOT)

    def turn(self, shot: Shot) -> Shot | CameraProblem:
        """It lay well."""
        return shot

    def rest(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing is held."""


def opens(sealed: bytes, application_id: str, keys: HubKeys) -> bool:
    """Whether the hub finds one of these pages in it, sealed for this very application."""
    try:
        parsed = parse_attachment(sealed)
        page = open_attachment(parsed, keys.opening[parsed.header.key_id], keys.suite)
    except (SealError, KeyError):
        return False
    return parsed.header.application == application_id and page.startswith(PAGE)
