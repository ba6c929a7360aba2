"""One set of papers for several items: a paper shared by name is settled once for all of them (一套材料)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Catalogue, ListedMaterial, ServiceItem
from kiosk.materials.model import Material, Way
from kiosk.materials.rules import Situation, asked_materials, proposal, satisfy, ways


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as the person sees it: the items that want it, and the ways open for all of them."""

    material: ListedMaterial
    items: tuple[ServiceItem, ...]
    ways: tuple[Way, ...]

    def names(self) -> frozenset[tuple[str, str]]:
        """Item and material of each that is settled with it."""
        return frozenset((item.id, self.material.id) for item in self.items)


# A household register shown whole has some; more is a bundle of papers, and belongs to a window.
MOST_PAGES = 8


def papers(
    items: tuple[ServiceItem, ...], situation: Situation, *, catalogue: Catalogue | None = None
) -> tuple[Paper, ...]:
    """Every paper of these items, shared ones once, in list order.

    Papers are the same when id and name agree and at least one way is open for both: a paper
    one list waives and another wants to see stays two.
    """
    found: list[Paper] = []
    for item in items:
        for material in asked_materials(item, agent=situation.agent, catalogue=catalogue):
            paper = Paper(material, (item,), ways(material, item, situation))
            at = next((at for at, other in enumerate(found) if _common(other, paper)), None)
            if at is None:
                found.append(paper)
            else:
                found[at] = Paper(found[at].material, (*found[at].items, item), _common(found[at], paper))
    return tuple(found)


def propose(every: tuple[Paper, ...], *, until: str, kept: tuple[Material, ...] = ()) -> tuple[Material, ...]:
    """Every paper as it is proposed, or as it was chosen before (`kept`) where that way is still open."""
    chosen = {(one.item_id, one.material_id): one for one in kept}
    settled: list[Material] = []
    for paper in every:
        before = chosen.get((paper.items[0].id, paper.material.id))
        if before is not None and before.way in paper.ways:
            settled += settle(paper, before.way, until=before.until or until, sha256=before.sha256)
        else:
            way = proposal(paper.ways)
            settled += settle(paper, way, until=until) if way else ()
    return tuple(settled)


def choose(
    materials: tuple[Material, ...], paper: Paper, way: Way, *, until: str, sha256: tuple[str, ...] = ()
) -> tuple[Material, ...]:
    """The papers after one was settled another way; a way that is not open changes nothing."""
    if way not in paper.ways:
        return materials
    others = tuple(one for one in materials if (one.item_id, one.material_id) not in paper.names())
    return others + settle(paper, way, until=until, sha256=sha256)


def settle(paper: Paper, way: Way, *, until: str, sha256: tuple[str, ...] = ()) -> tuple[Material, ...]:
    """The paper in this way for every item that wants it, linked by the same hash."""
    return tuple(satisfy(paper.material, item, way, until=until, sha256=sha256) for item in paper.items)


def pages_of(materials: tuple[Material, ...], item_id: str, material_id: str) -> tuple[str, ...]:
    """The hashes of a paper's photographed pages, in their order."""
    return next((one.sha256 for one in materials if (one.item_id, one.material_id) == (item_id, material_id)), ())


def pictures_of(materials: tuple[Material, ...]) -> frozenset[str]:
    """The hashes of every picture these materials are shown by."""
    return frozenset(sha256 for one in materials for sha256 in one.sha256)


def without_lost(materials: tuple[Material, ...], whole: frozenset[str]) -> tuple[Material, ...]:
    """The materials whose every picture is still there; of one that lost a page the others are taken anew too, or nobody would miss it."""
    return tuple(one for one in materials if whole.issuperset(one.sha256))


def paper_of(every: tuple[Paper, ...], item_id: str, material_id: str) -> Paper:
    """The paper that stands for this item's material; KeyError when there is none."""
    for paper in every:
        if paper.material.id == material_id and any(item.id == item_id for item in paper.items):
            return paper
    raise KeyError(f"{item_id}/{material_id}")


def _common(one: Paper, other: Paper) -> tuple[Way, ...]:
    """The ways open for both, empty when they are not the same paper."""
    if (one.material.id, one.material.zh) != (other.material.id, other.material.zh):
        return ()
    return tuple(way for way in one.ways if way in other.ways)
