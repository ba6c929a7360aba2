"""How an item of the list is shown in a row, a theme or a tile, in the language of the visit."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.catalogue.model import ServiceItem
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.catalogue.themes import theme_of
from ui.viewmodels.base import Row

# What the person is told before they begin, as the components' tones and drawings.
TONES = {
    Offer.APPLY: ("done", "check"),
    Offer.READ_ONLY: ("accent", "book"),
    Offer.ONLINE_ONLY: ("warn", "signal"),
    Offer.NEEDS_CAMERA: ("warn", "camera"),
    Offer.NEEDS_READER: ("warn", "idcard"),
    Offer.AT_WINDOW: ("accent", "people"),
}
PICTOGRAMS = {
    "theme.elders": "elder",
    "theme.health": "medical",
    "theme.aid": "hardship",
    "theme.work": "work",
    "theme.farm": "crop",
    "theme.family": "book",
    "theme.papers": "household",
    "theme.house": "house",
    "theme.everyday": "document",
}


# Characters of a condition that fit behind the offer, or alone in half a row.
ROOM_BEHIND, ROOM_ALONE = 20, 11


def item_name(item: ServiceItem, language: str) -> str:
    """The official name; in Mongolian only where the list has it."""
    if language == "mn" and item.name.mn_Mong:
        return item.name.mn_Mong
    return item.name.en if language == "en" and item.name.en else item.name.zh


def item_row(item: ServiceItem, language: str, *, devices: frozenset[str], say: Callable[[str], str]) -> Row:
    """One row of a list: the name and what can be done here with the item."""
    offer = offer_of(item, devices)
    name = item_name(item, language)
    can = say(f"offer.{offer.value}.short")
    who = item.conditions[0] if item.conditions and item.fidelity == "full" and language != "en" else ""
    return {
        "id": item.id,
        "name": name,
        "why": f"{can}　{who}" if 0 < len(who) <= ROOM_BEHIND else can,
        "short": who if 0 < len(who) <= ROOM_ALONE else "" if len(name) > ROOM_ALONE * 3 else can,
        "pictogram": PICTOGRAMS[theme_of(item)],
        "tone": TONES[offer][0],
    }
