"""What is given to somebody who asks: the guide of an item (办事指南), and everything to bring, told once (一次告知)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Catalogue, ListedMaterial, ServiceItem
from kiosk.materials.told import (
    fee_words,
    hint,
    limit_words,
    material_name,
    proxy_words,
    result_words,
    told_ways,
    visits_words,
)
from kiosk.receipts.occasion import Occasion, authority_words, sheet, subject
from kiosk.receipts.sheet import Fact, Facts, Listing, Notice, Part, Row, Sheet, Table

CHANNELS = ("window", "app", "phone", "visit")
STEPS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Desk:
    """What there is at the station: its devices, and how its people are reached."""

    devices: frozenset[str]
    phone: str
    hours: str


def guide_sheet(item: ServiceItem, occasion: Occasion, *, catalogue: Catalogue, desk: Desk) -> Sheet:
    """Everything the list publishes about one item: conditions, papers, way, limit, fee, place, telephones, basis."""
    say = occasion.say
    authority = authority_words((item,), catalogue, occasion)
    steps = tuple(say(f"paper.guide.step{step}", authority=authority) for step in STEPS)
    return sheet(
        occasion,
        say("paper.guide.title"),
        about=(subject((item,), occasion.language),),
        sections=(
            (_facts(item, occasion, authority),),
            (_conditions((item,), occasion),),
            _papers((item,), occasion, desk.devices),
            (Listing(say("paper.guide.steps"), steps),),
            (_channels(occasion, desk),),
            (Listing(say("guide.basis"), item.legal_basis),) if item.legal_basis else (),
        ),
        foot=(say("paper.list", version=catalogue.version),),
    )


def told_once_sheet(items: tuple[ServiceItem, ...], occasion: Occasion, *, catalogue: Catalogue, desk: Desk) -> Sheet:
    """All that is wanted for the items, at once: a paper that several want is listed once."""
    say = occasion.say
    return sheet(
        occasion,
        say("paper.told.title"),
        about=(subject(items, occasion.language),),
        sections=(
            (Notice(say("paper.told.all"), say("paper.told.nothing_else")),),
            _papers(items, occasion, desk.devices),
            (_conditions(items, occasion),),
            *((_short_facts(item, items, occasion),) for item in items),
            (_channels(occasion, desk),),
        ),
        foot=(say("paper.list", version=catalogue.version),),
    )


def _facts(item: ServiceItem, occasion: Occasion, authority: str) -> Facts:
    say = occasion.say
    rows = (
        ("guide.limit", limit_words(item, say)),
        ("guide.limit_from", say("guide.limit_from.words")),
        ("guide.fee", item.fee.amount if item.fee.charged else fee_words(item, say)),
        ("guide.visits", visits_words(item, say)),
        ("guide.result", result_words(item)),
        ("guide.authority", authority),
        ("paper.guide.place", say("receipt.join").join(place.zh for place in item.accept_at)),
        ("guide.proxy", proxy_words(item, say)),
    )
    return Facts(tuple(Fact(say(key), value) for key, value in rows if value))


def _short_facts(item: ServiceItem, items: tuple[ServiceItem, ...], occasion: Occasion) -> Facts:
    say = occasion.say
    (name,) = subject((item,), occasion.language).names
    rows = (
        ("guide.limit", limit_words(item, say)),
        ("guide.fee", item.fee.amount if item.fee.charged else fee_words(item, say)),
        ("guide.visits", visits_words(item, say)),
        ("guide.result", result_words(item)),
        ("guide.proxy", proxy_words(item, say)),
    )
    return Facts(tuple(Fact(say(key), value) for key, value in rows if value), name if len(items) > 1 else "")


def _conditions(items: tuple[ServiceItem, ...], occasion: Occasion) -> Listing:
    told = [item.conditions if item.fidelity == "full" else () for item in items]
    entries = tuple(dict.fromkeys(line for lines in told for line in lines))
    outline = () if all(told) else (occasion.say("told.conditions.outline"),)
    return Listing(occasion.say("told.conditions"), (*entries, *outline))


def _papers(items: tuple[ServiceItem, ...], occasion: Occasion, devices: frozenset[str]) -> tuple[Part, ...]:
    say = occasion.say
    rows = dict.fromkeys(
        _paper(material, item, occasion, devices=devices) for item in items for material in item.materials
    )
    if not rows:
        return (Listing(say("told.materials"), (say("told.materials.none"),)),)
    return (Table(say("told.materials"), tuple(rows), (say("told.materials.note"),), numbered=True),)


def _paper(material: ListedMaterial, item: ServiceItem, occasion: Occasion, *, devices: frozenset[str]) -> Row:
    say = occasion.say
    found = told_ways(material, item, devices)
    answer = f" {say('paper.or')} ".join(say(f"way.{way.value}") for way in found) or say("way.window")
    return Row(material_name(material, occasion.language), answer, hint(material, found, occasion.flat))


def _channels(occasion: Occasion, desk: Desk) -> Facts:
    rows = tuple(
        Fact(
            occasion.say(f"channel.{name}.title"),
            occasion.flat(f"channel.{name}.body", phone=desk.phone, hours=desk.hours),
        )
        for name in CHANNELS
    )
    return Facts(rows, occasion.say("told.elsewhere"))
