"""Being told once: everything the list says about an item, before anything is asked."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.model import ServiceItem
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.journey import events, states
from ui.viewmodels.base import QVariantList, Row, ViewModel
from ui.viewmodels.listing import TONES, item_name
from ui.viewmodels.papers import listed_rows
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class GuideViewModel(ViewModel):
    """One item's guide; `offerTitle` is empty when it can be applied for here."""

    titleChanged = Signal()
    canApplyChanged = Signal()
    offerTitleChanged = Signal()
    offerBodyChanged = Signal()
    offerToneChanged = Signal()
    offerPictogramChanged = Signal()
    factsChanged = Signal()
    conditionsChanged = Signal()
    materialsChanged = Signal()
    detailsChanged = Signal()
    elsewhereChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(
            ports,
            title="",
            canApply=False,
            offerTitle="",
            offerBody="",
            offerTone="accent",
            offerPictogram="book",
            facts=[],
            conditions=[],
            materials=[],
            details=[],
            elsewhere=[],
        )

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        return self.shown("title", str)

    @Property(bool, notify=canApplyChanged)
    def canApply(self) -> bool:
        return self.shown("canApply", bool)

    @Property(str, notify=offerTitleChanged)
    def offerTitle(self) -> str:
        return self.shown("offerTitle", str)

    @Property(str, notify=offerBodyChanged)
    def offerBody(self) -> str:
        return self.shown("offerBody", str)

    @Property(str, notify=offerToneChanged)
    def offerTone(self) -> str:
        return self.shown("offerTone", str)

    @Property(str, notify=offerPictogramChanged)
    def offerPictogram(self) -> str:
        return self.shown("offerPictogram", str)

    @Property(QVariantList, notify=factsChanged)
    def facts(self) -> list[Row]:
        return self.shown("facts", list)

    @Property(QVariantList, notify=conditionsChanged)
    def conditions(self) -> list[str]:
        return self.shown("conditions", list)

    @Property(QVariantList, notify=materialsChanged)
    def materials(self) -> list[Row]:
        return self.shown("materials", list)

    @Property(QVariantList, notify=detailsChanged)
    def details(self) -> list[Row]:
        return self.shown("details", list)

    @Property(QVariantList, notify=elsewhereChanged)
    def elsewhere(self) -> list[Row]:
        return self.shown("elsewhere", list)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, states.ReadingGuide) or not beneath.visit.item_ids:
            return
        item = self._ports.facts.catalogue.item(beneath.visit.item_ids[0])
        offer = offer_of(item, self._ports.facts.devices)
        here = offer is Offer.APPLY
        self.show(
            title=item_name(item, self._language),
            canApply=here,
            offerTitle="" if here else self.say(f"offer.{offer.value}.short"),
            offerBody="" if here else self.say(f"offer.{offer.value}.why"),
            offerTone=TONES[offer][0],
            offerPictogram=TONES[offer][1],
            facts=self._facts(item, offer),
            conditions=list(item.conditions) if item.fidelity == "full" else [self.say("told.conditions.outline")],
            materials=listed_rows(item, self._ports.facts.devices, say=self.flat, language=self._language),
            details=self._details(item),
            elsewhere=[self._channel(name) for name in ("window", "app", "phone", "visit")],
        )

    def _facts(self, item: ServiceItem, offer: Offer) -> list[Row]:
        charged = item.fee.charged
        fee = self.say("guide.fee.unknown" if charged is None else "guide.fee.charged" if charged else "guide.fee.none")
        offline = "guide.offline.yes" if item.kiosk.offline in ("queue", "complete_offline") else "guide.offline.no"
        return [
            {"question": self.say("guide.limit"), "answer": self._limit(item), "tone": "ink"},
            {"question": self.say("guide.fee"), "answer": fee, "tone": "ink" if charged or charged is None else "done"},
            {"question": self.say("guide.visits"), "answer": self._visits(item), "tone": "ink"},
            {"question": self.say("guide.offline"), "answer": self.say(offline), "tone": "ink"},
        ]

    def _visits(self, item: ServiceItem) -> str:
        return (
            self.say("guide.visits.none")
            if item.onsite_visits == 0
            else self.say("guide.visits.n", n=str(item.onsite_visits))
        )

    def _limit(self, item: ServiceItem) -> str:
        limit = item.time_limits.committed
        if limit.unit == "immediate":
            return self.say("guide.limit.immediate")
        if limit.value is None:
            return self.say("guide.limit.unknown")
        return self.say(f"guide.limit.{limit.unit}", n=str(limit.value))

    def _details(self, item: ServiceItem) -> list[Row]:
        """What stands in the list in its own words; a row without words is left out."""
        charged = item.fee.amount if item.fee.charged else ""
        authority = self._ports.facts.catalogue.authority_name(item.authority)
        proxy = item.proxy.who if item.proxy.allowed else self.say("guide.proxy.none")
        rows = [
            ("guide.fee", charged),
            ("guide.result", "，".join(part for part in (item.result.name, item.result.delivery) if part)),
            ("guide.authority", authority),
            ("guide.proxy", proxy),
            ("guide.limit_from", self.say("guide.limit_from.words")),
            ("guide.basis", "\n".join(item.legal_basis)),
        ]
        return [{"label": self.say(key), "value": value} for key, value in rows if value]

    def _channel(self, name: str) -> Row:
        station = self._ports.station
        body = self.say(f"channel.{name}.body", phone=station.phone, hours=station.hours)
        return {"label": self.say(f"channel.{name}.title"), "value": body}

    @Slot()
    def apply(self) -> None:
        self.post(events.ApplyPressed())
