"""Looking for an item: the most used, the nine themes, the lists below them, the search."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.model import ServiceItem
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.catalogue.themes import THEMES, items_of
from kiosk.journey import events, states
from ui.viewmodels.base import QVariantList, Row, ViewModel
from ui.viewmodels.listing import PICTOGRAMS, item_row
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ChooseViewModel(ViewModel):
    """`mode` is "home" (most used and themes), "theme" (its list) or "search" (keyboard and results)."""

    modeChanged = Signal()
    queryChanged = Signal()
    themeNameChanged = Signal()
    mostUsedChanged = Signal()
    themesChanged = Signal()
    itemsChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, mode="home", query="", themeName="", mostUsed=[], themes=[], items=[])
        self._searching = False

    @Property(str, notify=modeChanged)
    def mode(self) -> str:
        return self.shown("mode", str)

    @Property(str, notify=queryChanged)
    def query(self) -> str:
        return self.shown("query", str)

    @Property(str, notify=themeNameChanged)
    def themeName(self) -> str:
        return self.shown("themeName", str)

    @Property(QVariantList, notify=mostUsedChanged)
    def mostUsed(self) -> list[Row]:
        return self.shown("mostUsed", list)

    @Property(QVariantList, notify=themesChanged)
    def themes(self) -> list[Row]:
        return self.shown("themes", list)

    @Property(QVariantList, notify=itemsChanged)
    def items(self) -> list[Row]:
        return self.shown("items", list)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, states.ChoosingItem):
            self._searching = False
            return
        self._searching = (self._searching or bool(beneath.query)) and not beneath.theme
        self.show(
            mode="theme" if beneath.theme else "search" if self._searching else "home",
            query=beneath.query,
            themeName=self.say(beneath.theme) if beneath.theme else "",
            mostUsed=[self._row(self._ports.facts.catalogue.item(item_id)) for item_id in self._ports.most_used],
            themes=[self._theme(key) for key in THEMES],
            items=[self._row(item) for item in self._found(beneath)],
        )

    def wipe(self) -> None:
        self._searching = False
        super().wipe()

    def _found(self, state: states.ChoosingItem) -> list[ServiceItem]:
        """A theme's items with those that can be applied for here first; a search's as the index ranks them."""
        catalogue, devices = self._ports.facts.catalogue, self._ports.facts.devices
        if state.theme:
            return sorted(items_of(catalogue, state.theme), key=lambda item: offer_of(item, devices) is not Offer.APPLY)
        return [catalogue.item(item_id) for item_id in self._ports.search.search(state.query)]

    def _row(self, item: ServiceItem) -> Row:
        return item_row(item, self._language, devices=self._ports.facts.devices, say=self.say)

    def _theme(self, key: str) -> Row:
        return {"key": key, "name": self.say(key), "example": self.say(f"{key}.example"), "pictogram": PICTOGRAMS[key]}

    @Slot(str)
    def openTheme(self, key: str) -> None:
        self.post(events.ThemeChosen(key))

    @Slot(str)
    def openItem(self, item_id: str) -> None:
        self.post(events.ItemChosen(item_id))

    @Slot()
    def beginSearch(self) -> None:
        """The search box was touched: the keyboard comes up before there is a letter to search for."""
        self._searching = True
        self.show(mode="search", items=[])

    @Slot()
    def leave(self) -> None:
        """Back: out of the search or the theme first, then out of the screen."""
        began, self._searching = self._searching, False
        if began and not self._shown["query"]:
            self.show(mode="home")
        else:
            self.post(events.BackPressed())

    @Slot(str)
    def search(self, text: str) -> None:
        self.post(events.QueryChanged(text))
