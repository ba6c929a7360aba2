"""How a material and the ways to satisfy it are shown."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.catalogue.model import ServiceItem
from kiosk.materials.model import Way
from kiosk.materials.told import hint, material_name, told_ways
from ui.viewmodels.base import Row

# Blue: done now; green: nothing to bring; amber: promised or later.
CHIPS = {
    Way.CARD_READ: ("accent", "idcard"),
    Way.SIGNED: ("accent", "pen"),
    Way.CAPTURED: ("accent", "camera"),
    Way.WAIVED: ("done", "check"),
    Way.COMMITTED: ("warn", "hand"),
    Way.DEFERRED: ("warn", "clock"),
    Way.NOT_PROVIDED: ("ink", "minus"),
}


def chip(way: Way, say: Callable[..., str]) -> Row:
    """One way as a small label."""
    tone, pictogram = CHIPS[way]
    return {"text": say(f"way.{way.value}"), "tone": tone, "pictogram": pictogram}


def listed_rows(item: ServiceItem, devices: frozenset[str], *, say: Callable[..., str], language: str) -> list[Row]:
    """Every material of the list as the guide shows it; a paper no way leads to here is for the window."""
    return [
        {
            "number": number,
            "name": material_name(material, language),
            "hint": hint(material, found, say),
            "chips": [chip(way, say) for way in found]
            or [{"text": say("way.window"), "tone": "ink", "pictogram": "people"}],
        }
        for number, material in enumerate(item.materials, 1)
        for found in [told_ways(material, item, devices)]
    ]
