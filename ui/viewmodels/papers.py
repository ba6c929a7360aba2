"""How a material and the ways to satisfy it are shown."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.catalogue.model import ListedMaterial, ServiceItem
from kiosk.catalogue.offer import OPTIONAL
from kiosk.materials.model import Way
from kiosk.materials.rules import PROXY_PAPER, told_situation, ways
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


def material_name(material: ListedMaterial, language: str) -> str:
    """The list's own name of a paper."""
    return material.en if language == "en" and material.en else material.zh


def listed_rows(item: ServiceItem, devices: frozenset[str], *, say: Callable[..., str], language: str) -> list[Row]:
    """Every material of the list as the guide shows it; a paper no way leads to here is for the window."""
    return [
        {
            "number": number,
            "name": material_name(material, language),
            "hint": _hint(material, found, say),
            "chips": [chip(way, say) for way in found]
            or [{"text": say("way.window"), "tone": "ink", "pictogram": "people"}],
        }
        for number, material in enumerate(item.materials, 1)
        for found in [_told_ways(material, item, devices)]
    ]


def _told_ways(material: ListedMaterial, item: ServiceItem, devices: frozenset[str]) -> tuple[Way, ...]:
    """Leaving an optional paper out is told in words, not as a way."""
    return tuple(way for way in ways(material, item, told_situation(devices)) if way is not Way.NOT_PROVIDED)


def _hint(material: ListedMaterial, found: tuple[Way, ...], say: Callable[..., str]) -> str:
    """Whom it concerns at all, then what the first way means for the person."""
    if material.id == PROXY_PAPER:
        return say("material.proxy")
    if material.necessity.code == OPTIONAL:
        return say("material.optional")
    if not found:
        return say("way.window.hint")
    return say("way.deferred.told") if found[0] is Way.DEFERRED else say(f"way.{found[0].value}.why")
