"""How each listed paper may be satisfied here, and whether nothing is missing; only what the list allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from kiosk.cards import CardKind
from kiosk.catalogue.model import Catalogue, ListedMaterial, ServiceItem
from kiosk.catalogue.offer import CAMERAS, GENERATED, OPTIONAL, may_commit, may_defer
from kiosk.forms.known import NAMES
from kiosk.forms.model import Problem
from kiosk.forms.visible import plain_id
from kiosk.identity.model import Identity
from kiosk.materials.model import Material, Verification, Way

# By the list's own ids: the applicant's card is read, another person's (spouse_id) is not in the slot.
OWN_CARDS: Mapping[str, CardKind] = MappingProxyType(
    {"id_card": CardKind.RESIDENT_ID, "sscard_account": CardKind.SOCIAL_SECURITY}
)
# What a list fills in from these no passport tells, but for the name.
CITIZENS_CARDS = frozenset({"id_card", "second_id_card", "ss_card"})
PROXY_PAPER = "proxy_docs"
CHOSEN_ONLY = frozenset({Way.CAPTURED, Way.COMMITTED})


@dataclass(frozen=True, slots=True)
class Situation:
    """Who and what is here: the cards that were read in this visit, the devices, and the agent if somebody applies for another."""

    cards: frozenset[CardKind]
    devices: frozenset[str]
    agent: Identity | None = None


def situation_of(identity: Identity, devices: frozenset[str], *, agent: Identity | None = None) -> Situation:
    """The situation after one card; a number a clerk keyed in is no card that was read."""
    return Situation(frozenset(() if identity.keyed_in else {identity.source}), devices, agent)


def told_situation(devices: frozenset[str]) -> Situation:
    """The situation of being told once, before any card: whatever the readers here could read."""
    readers = {"id_reader": CardKind.RESIDENT_ID, "ss_card_reader": CardKind.SOCIAL_SECURITY}
    return Situation(frozenset(card for device, card in readers.items() if device in devices), devices)


def asked_materials(
    item: ServiceItem, *, agent: Identity | None = None, catalogue: Catalogue | None = None
) -> tuple[ListedMaterial, ...]:
    """The materials that concern this person; proxy papers only when somebody applies for another (代办).

    A proxy paper the item requires but does not carry itself comes from the catalogue's common materials.
    """
    own = tuple(material for material in item.materials if agent is not None or material.id != PROXY_PAPER)
    if agent is None or catalogue is None:
        return own
    listed = {material.id for material in own}
    return own + tuple(
        common for common in catalogue.common_materials if common.id in item.proxy.requires and common.id not in listed
    )


def asks_for_citizen(items: tuple[ServiceItem, ...]) -> bool:
    """Whether one of these items wants what only a citizen's card tells: the card itself as a paper, or more than a name."""
    return any(
        any(material.id in OWN_CARDS and material.necessity.code != OPTIONAL for material in item.materials)
        or any(field.prefill in CITIZENS_CARDS and plain_id(field.id) not in NAMES for field in item.form_fields)
        for item in items
    )


def ways(material: ListedMaterial, item: ServiceItem, situation: Situation) -> tuple[Way, ...]:
    """The ways open for this paper of this item, the least trouble first; an optional one may be left out, and that comes first."""
    found = [way for way, is_open in _openings(material, item, situation) if is_open]
    needed = material.necessity.code != OPTIONAL or (material.id == PROXY_PAPER and situation.agent is not None)
    return tuple(found) if needed else (Way.NOT_PROVIDED, *found)


def _openings(material: ListedMaterial, item: ServiceItem, situation: Situation) -> tuple[tuple[Way, bool], ...]:
    """Offline, an e-certificate cannot be fetched: the waiver holds and the check is still owed (免证办)."""
    read = OWN_CARDS.get(material.id) in situation.cards
    # The terminal writes the power of attorney from its template; the list says so in the paper's note.
    written_here = material.capture == GENERATED or (material.id == PROXY_PAPER and situation.agent is not None)
    return (
        (Way.CARD_READ, read),
        (Way.SIGNED, written_here),
        (Way.WAIVED, material.waivable_by_ecert and not read),
        (Way.CAPTURED, material.capture in CAMERAS & situation.devices),
        (Way.COMMITTED, may_commit(material, item)),
        (Way.DEFERRED, may_defer(material, item)),
    )


def default_way(material: ListedMaterial, item: ServiceItem, situation: Situation) -> Way | None:
    """What is proposed for the paper; None when the person has to choose or nothing is open."""
    return proposal(ways(material, item, situation))


def proposal(open_ways: tuple[Way, ...]) -> Way | None:
    """The first way that may be proposed. A picture has to be taken, and a commitment has consequences: never by default."""
    return next((way for way in open_ways if way not in CHOSEN_ONLY), None)


def satisfy(
    material: ListedMaterial, item: ServiceItem, way: Way, *, until: str = "", sha256: tuple[str, ...] = ()
) -> Material:
    """The paper satisfied in this way. `until` (YYYYMMDD) is for a deferred one, `sha256` for a captured one.

    ValueError for a deferral without its day or a capture without its picture: those are bugs.
    """
    if (way is Way.DEFERRED and not until) or (way is Way.CAPTURED and not sha256):
        raise ValueError(f"{way} needs more than its name")
    return Material(
        item_id=item.id,
        material_id=material.id,
        name_zh=material.zh,
        way=way,
        verification=Verification.PENDING if way is Way.WAIVED else Verification.NONE,
        until=until if way is Way.DEFERRED else "",
        sha256=sha256 if way is Way.CAPTURED else (),
    )


def deferral_until(today: date, days: int) -> str:
    """The last day (YYYYMMDD) to bring a deferred paper, by the station's rule."""
    return (today + timedelta(days=days)).strftime("%Y%m%d")


def missing(
    materials: tuple[Material, ...],
    items: tuple[ServiceItem, ...],
    *,
    agent: Identity | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[Problem, ...]:
    """A problem for every demanded paper that is not satisfied; its field is "item/material"."""
    provided = {(one.item_id, one.material_id) for one in materials if one.way is not Way.NOT_PROVIDED}
    return tuple(
        Problem(f"{item.id}/{material.id}", "problem.material.missing", {"name": material.zh})
        for item in items
        for material in asked_materials(item, agent=agent, catalogue=catalogue)
        if _demanded(material, agent) and (item.id, material.id) not in provided
    )


def _demanded(material: ListedMaterial, agent: Identity | None) -> bool:
    return material.necessity.code != OPTIONAL or (material.id == PROXY_PAPER and agent is not None)
