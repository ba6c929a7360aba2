"""Being told once: everything the list says about an item, before anything is asked."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.model import ServiceItem
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.journey import events, states
from kiosk.materials.told import fee_words, limit_words, proxy_words, result_words, visits_words
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
        offline = "guide.offline.yes" if item.kiosk.offline in ("queue", "complete_offline") else "guide.offline.no"
        fee_tone = "done" if item.fee.charged is False else "ink"
        return [
            {"question": self.say("guide.limit"), "answer": limit_words(item, self.say), "tone": "ink"},
            {"question": self.say("guide.fee"), "answer": fee_words(item, self.say), "tone": fee_tone},
            {"question": self.say("guide.visits"), "answer": visits_words(item, self.say), "tone": "ink"},
            {"question": self.say("guide.offline"), "answer": self.say(offline), "tone": "ink"},
        ]

    def _details(self, item: ServiceItem) -> list[Row]:
        """What stands in the list in its own words; a row without words is left out."""
        charged = item.fee.amount if item.fee.charged else ""
        authority = self._ports.facts.catalogue.authority_name(item.authority)
        rows = [
            ("guide.fee", charged),
            ("guide.result", result_words(item)),
            ("guide.authority", authority),
            ("guide.proxy", proxy_words(item, self.say)),
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
