"""What the list says of an item and its papers, in plain words: the same on the guide's page and on paper."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.catalogue.model import ListedMaterial, ServiceItem
from kiosk.catalogue.offer import OPTIONAL
from kiosk.materials.model import Way
from kiosk.materials.rules import PROXY_PAPER, told_situation, ways

Words = Callable[..., str]


def limit_words(item: ServiceItem, say: Words) -> str:
    """How long it takes once it is accepted."""
    limit = item.time_limits.committed
    if limit.unit == "immediate":
        return say("guide.limit.immediate")
    if limit.value is None:
        return say("guide.limit.unknown")
    return say(f"guide.limit.{limit.unit}", n=str(limit.value))


def fee_words(item: ServiceItem, say: Words) -> str:
    """Whether it costs anything."""
    charged = item.fee.charged
    return say("guide.fee.unknown" if charged is None else "guide.fee.charged" if charged else "guide.fee.none")


def visits_words(item: ServiceItem, say: Words) -> str:
    """How often somebody has to come."""
    return say("guide.visits.none") if item.onsite_visits == 0 else say("guide.visits.n", n=str(item.onsite_visits))


def proxy_words(item: ServiceItem, say: Words) -> str:
    """Who may come for somebody else."""
    return item.proxy.who if item.proxy.allowed else say("guide.proxy.none")


def result_words(item: ServiceItem) -> str:
    """What the person gets in the end, and how, in the list's words."""
    return "，".join(part for part in (item.result.name, item.result.delivery) if part)


def material_name(material: ListedMaterial, language: str) -> str:
    """The list's own name of a paper."""
    return material.en if language == "en" and material.en else material.zh


def told_ways(material: ListedMaterial, item: ServiceItem, devices: frozenset[str]) -> tuple[Way, ...]:
    """The ways open at a terminal with these devices; leaving an optional paper out is told in words, not as a way."""
    return tuple(way for way in ways(material, item, told_situation(devices)) if way is not Way.NOT_PROVIDED)


def hint(material: ListedMaterial, found: tuple[Way, ...], say: Words) -> str:
    """Whom it concerns at all, then what the first way means for the person."""
    if material.id == PROXY_PAPER:
        return say("material.proxy")
    if material.necessity.code == OPTIONAL:
        return say("material.optional")
    if not found:
        return say("way.window.hint")
    return say("way.deferred.told") if found[0] is Way.DEFERRED else say(f"way.{found[0].value}.why")
