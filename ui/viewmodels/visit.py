"""Which screen is shown, what lies over it, and the ways out that every screen has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.journey import events, states
from kiosk.journey.at_clerk import SigningIn
from kiosk.journey.visit import Language
from ui.viewmodels.base import QVariantList, ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = {
    "told_once": 1,
    "insert_card": 2,
    "document": 2,
    "clerk_card": 2,
    "pin": 2,
    "person": 2,
    "card_read": 2,
    "resume": 3,
    "form": 3,
    "materials": 4,
    "photograph": 4,
    "picture": 4,
    "pages": 4,
    "check": 5,
    "sign": 5,
    "submitting": 5,
    "submitted": 6,
    "receipt": 6,
}
SPOKEN: Mapping[str, Language] = MappingProxyType({"zh": "zh", "mn": "mn", "en": "en"})
EVERY_WAY = ["back", "home", "helpline", "staff"]
# Nothing to go back to, or nothing may be left now; help is always there.
WAYS = {
    "attract": ["helpline", "staff"],
    "submitting": ["helpline", "staff"],
    "submitted": ["home", "helpline", "staff"],
    "leave": ["helpline", "staff"],
    "out_of_service": ["helpline", "staff"],
}


@QmlElement
class VisitViewModel(ViewModel):
    """`screen` is a QML file's name, `overlay` "", "warning" or "help"; `helpTopic` "hotline" or "staff"."""

    screenChanged = Signal()
    overlayChanged = Signal()
    helpTopicChanged = Signal()
    stationChanged = Signal()
    placeChanged = Signal()
    phoneChanged = Signal()
    hoursChanged = Signal()
    languageChanged = Signal()
    itemCountChanged = Signal()
    warningSecondsChanged = Signal()
    stepChanged = Signal()
    waysChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, screen="Attract", overlay="", helpTopic="", language="zh", step=0, ways=WAYS["attract"])

    @Property(str, notify=screenChanged)
    def screen(self) -> str:
        return self.shown("screen", str)

    @Property(str, notify=overlayChanged)
    def overlay(self) -> str:
        return self.shown("overlay", str)

    @Property(str, notify=helpTopicChanged)
    def helpTopic(self) -> str:
        return self.shown("helpTopic", str)

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self.shown("language", str)

    @Property(int, notify=stepChanged)
    def step(self) -> int:
        return self.shown("step", int)

    @Property(QVariantList, notify=waysChanged)
    def ways(self) -> list[str]:
        return self.shown("ways", list)

    @Property(str, notify=languageChanged)
    def station(self) -> str:
        station = self._ports.station
        return station.name_en if self._language == "en" else station.name_zh

    @Property(str, notify=stationChanged)
    def stationMongolian(self) -> str:
        return self._ports.station.name_mn

    @Property(str, notify=languageChanged)
    def banner(self) -> str:
        station = self._ports.station
        return station.banner_en if self._language == "en" else station.banner_zh

    @Property(str, notify=languageChanged)
    def role(self) -> str:
        """What the terminal is; said beside it when it only plays, so that nobody takes play for the real thing."""
        role = self.say("app.role")
        return f"{role} · {self.say(f'mode.{self._ports.mode}')}" if self._ports.mode else role

    @Property(str, notify=stationChanged)
    def division(self) -> str:
        code = self._ports.station.division
        return f"{code[:6]} {code[6:9]} {code[9:]}"

    @Property(str, notify=phoneChanged)
    def phone(self) -> str:
        return self._ports.station.phone

    @Property(str, notify=hoursChanged)
    def hours(self) -> str:
        return self._ports.station.hours

    @Property(int, notify=itemCountChanged)
    def itemCount(self) -> int:
        return len(self._ports.facts.catalogue.items)

    @Property(int, notify=warningSecondsChanged)
    def warningSeconds(self) -> int:
        return self._ports.facts.warning_s

    def present(self, state: states.State) -> None:
        beneath = states.screen_of(states.plain(state))
        overlay = states.screen_of(state) if isinstance(state, states.Warned | states.AskingHelp) else ""
        self.show(
            screen="".join(part.title() for part in beneath.split("_")),
            overlay=overlay,
            helpTopic=state.topic if isinstance(state, states.AskingHelp) else "",
            language=state.visit.language,
            step=STEPS["form"] if _for_the_form(state) else STEPS.get(beneath, 0),
            ways=WAYS.get(beneath, EVERY_WAY),
        )

    @Slot()
    def touch(self) -> None:
        """The attract screen, or a screen that only waits to be touched."""
        self.post(events.Touched())

    @Slot()
    def back(self) -> None:
        self.post(events.BackPressed())

    @Slot()
    def home(self) -> None:
        self.post(events.HomePressed())

    @Slot(str)
    def help(self, topic: str) -> None:
        """ "hotline" or "staff"."""
        self.post(events.HelpPressed(topic))

    @Slot()
    def askLanguage(self) -> None:
        self.post(events.LanguageAsked())

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        """ "zh", "mn" or "en"; anything else is not on the screen."""
        if language in SPOKEN:
            self.post(events.LanguageChosen(SPOKEN[language]))

    @Slot()
    def confirm(self) -> None:
        """The page's one primary button."""
        self.post(events.Confirmed())

    @Slot()
    def deny(self) -> None:
        """The page's secondary answer."""
        self.post(events.Denied())

    @Slot()
    def stillHere(self) -> None:
        self.post(events.StillHere())


def _for_the_form(state: states.State) -> bool:
    """A clerk who signs in as the witness of a form does so in the middle of it."""
    beneath = states.plain(state)
    return isinstance(beneath, SigningIn) and beneath.page is not None
