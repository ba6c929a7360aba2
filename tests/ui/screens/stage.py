"""The screens' stage: real list, texts and rules, a made-up person, and the real machine of the visit between finger and screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from kiosk.applications.model import Place
from kiosk.base.clock import Moment
from kiosk.base.settings import Station
from kiosk.base.texts import LANGUAGES, Texts, read_texts
from kiosk.cards import Authenticity, CardContent, CardKind, CardRef, CardStatus, ReaderState
from kiosk.catalogue.load import load_catalogue
from kiosk.catalogue.offer import CLERK_SIGN_IN
from kiosk.catalogue.search import build_index
from kiosk.journey import events, states
from kiosk.journey.advance import advance
from kiosk.journey.effects import Effect
from kiosk.journey.visit import Collected, Facts, Language
from kiosk.receipts.model import Receipt
from ui.viewmodels.bundle import ViewModels, build
from ui.viewmodels.ports import Ports, Simulation

Q = TypeVar("Q", bound=QObject)

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "kiosk" / "catalogue" / "data"
NOW = Moment(1795401720000)
TODAY = date(2026, 11, 23)
DEVICES = frozenset(
    {"id_reader", "ss_card_reader", "sign_pad", "receipt_printer", "doc_camera", "qr_scanner", CLERK_SIGN_IN}
)
STATION = Station(
    name_zh="白音塔拉嘎查便民服务站",
    name_en="Baiyintala Gacha Service Station",
    banner_zh="乌拉特中旗",
    banner_en="Urad Middle Banner",
    division="150824100205",
    phone="0478-5912345",
    hours="8:30—17:30",
)
CARD = CardRef("reader", 1)
# A person who does not exist; the number's check digit is right, its region is of the banner.
PERSON = CardContent(
    kind=CardKind.RESIDENT_ID,
    authenticity=Authenticity.VERIFIED,
    name="其其格玛",
    id_number="150824194503120028",
    sex="女",
    ethnicity="蒙古",
    birth_date=date(1945, 3, 12),
    address="内蒙古乌拉特中旗白音塔拉嘎查三组",
    issuer="乌拉特中旗公安局",
    valid_from=date(2011, 1, 1),
    valid_to=date.max,
)


def read_files() -> Texts:
    """The product's own sentences."""
    return read_texts({name: (ROOT / "kiosk" / "texts" / f"{name}.toml").read_text("utf-8") for name in LANGUAGES})


def make_facts(devices: frozenset[str] = DEVICES) -> Facts:
    """The real list at a made-up station."""
    catalogue = load_catalogue((DATA / "catalogue.json").read_bytes(), None)
    place = Place(division=STATION.division, station=STATION.name_zh, terminal="demo-1")
    return Facts(catalogue, place, devices, consent="check.consent", deferral_days=15)


class Stage:
    """A visit on the real state machine: what a finger posts moves it, and every state is shown."""

    def __init__(self, facts: Facts, texts: Texts, simulation: Simulation | None = None) -> None:
        self.facts = facts
        self.posted: list[events.Event] = []
        self.effects: list[Effect] = []
        self.state: states.State = states.Attracting()
        index = build_index(facts.catalogue, (DATA / "search.json").read_bytes())
        used = ("elder-80", "rp-alive", "rp-claim", "dibao")
        ports = Ports(
            self.post, texts, facts, STATION, index, used, lambda: NOW, lambda: "0190aaaa-0000-7000-8000-000000000001",
            simulation=simulation,
        )  # fmt: skip
        self.viewmodels: ViewModels = build(ports)
        self.show(self.state)

    def of(self, kind: type[Q]) -> Q:
        """The view-model of a kind."""
        found = self.viewmodels.findChild(kind)
        assert isinstance(found, kind)
        return found

    def post(self, event: events.Event) -> None:
        """What the runner does with an event, without carrying out what follows from it."""
        self.posted.append(event)
        self.state, effects = advance(self.state, event, self.facts)
        self.effects += effects
        self.viewmodels.render(self.state)

    def show(self, state: states.State) -> None:
        """Put a state on the screen, however it came about."""
        self.state = state
        self.viewmodels.render(state)


def number_for(prefix: str) -> str:
    """A made-up identity number with the right check character (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(prefix, weights, strict=True))
    return prefix + "10X98765432"[total % 11]


def known_person() -> CardContent:
    """The person with a number that checks."""
    return replace(PERSON, id_number=number_for(PERSON.id_number[:17]))


def collected(facts: Facts, item_id: str) -> Collected:
    """What became of a submission that nobody made."""
    item = facts.catalogue.item(item_id)
    receipt = Receipt(
        "id", "B240000017X", (item.name.zh,), "其其*", "**28", "", "", (), (), "", "", "", "", "", "", "zh", {}
    )
    return Collected("id", "B240000017X", receipt, NOW)


def to_item(stage: Stage, item_id: str, language: Language = "zh") -> None:
    """From attract to being told once."""
    stage.post(events.Touched())

    stage.post(events.LanguageChosen(language))
    stage.post(events.ItemChosen(item_id))


def to_card(stage: Stage, item_id: str, language: Language = "zh") -> None:
    """On to the card."""
    to_item(stage, item_id, language)
    stage.post(events.ApplyPressed())
    stage.post(events.RoomChecked())


def to_known(stage: Stage, item_id: str, language: Language = "zh") -> None:
    """On to "is this you"."""
    to_card(stage, item_id, language)
    stage.post(events.ReaderChanged(CardStatus("reader", ReaderState.PRESENT, CARD)))
    stage.post(events.CardRead(known_person(), TODAY, "0190aaaa-0000-7000-8000-000000000002"))


def to_form(stage: Stage, item_id: str, language: Language = "zh") -> None:
    """On to the form's first page."""
    to_known(stage, item_id, language)
    stage.post(events.DraftFound(None))
    stage.post(events.Confirmed())
