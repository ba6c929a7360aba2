"""A runner with a played crew, walked to where a test begins."""

from __future__ import annotations

from datetime import date

from app import paths
from app.person import Person
from app.product import read_product
from app.runner import Runner
from kiosk.applications.model import Place
from kiosk.cards import Authenticity, CardContent, CardKind, CardRef, CardStatus, ReaderState
from kiosk.journey import events, states
from kiosk.journey.visit import Collected, Facts
from tests.app.fakes import Played
from tests.sync.support import receipt

PRODUCT = read_product(paths.DEMO_SETTINGS)
DEVICES = frozenset({"id_reader", "ss_card_reader", "sign_pad", "receipt_printer"})
FACTS = Facts(PRODUCT.catalogue, Place("150824100205", "站", "t"), DEVICES, "consent.v1", deferral_days=15)
EMPTY = CardStatus("reader", ReaderState.EMPTY)
CARD = CardRef("reader", 1)
PRESENT = CardStatus("reader", ReaderState.PRESENT, CARD)
ITEM = "elder-80"
CONTENT = CardContent(
    CardKind.RESIDENT_ID,
    Authenticity.VERIFIED,
    "其其格",
    "150824194305120026",
    sex="女",
    ethnicity="蒙古",
    birth_date=date(1943, 5, 12),
    address="样例嘎查",
    issuer="乌拉特中旗公安局",
    valid_from=date(2013, 6, 1),
    valid_to=date.max,
)


class Stand:
    """A runner with a played crew, and what was shown."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.shown: list[states.State] = []
        self.wipes = 0
        self.person = Person(ITEM, "elders", "zh", lambda: None, played.lanes.now, lambda: "rating")
        self.runner = Runner(played.crew(), FACTS, self.shown.append, self._wiped)
        self.runner.start()

    def _wiped(self) -> None:
        self.wipes += 1

    @property
    def state(self) -> states.State:
        return self.runner.state

    def post(self, *events_: events.Event) -> None:
        for event in events_:
            self.runner.post(event)

    def do(self, *lanes: str) -> None:
        for lane in lanes:
            self.played.lanes.do(lane)

    def to_card(self) -> None:
        """On to "put in your card"."""
        self.post(events.Touched(), events.LanguageChosen("zh"), events.ItemChosen(ITEM), events.ApplyPressed())
        self.do("store")
        assert isinstance(self.state, states.InsertingCard)

    def to_identity(self) -> None:
        """On to "is this you"."""
        self.to_card()
        self.played.readers[0].sees = PRESENT
        self.played.readers[0].reads = CONTENT
        self.do("cards-0")
        assert isinstance(self.state, states.ReadingCard)
        assert self.played.lanes.asked().count("cards-0") == 2, "read, then watched again"
        self.do("cards-0", "store")
        assert isinstance(self.state, states.ConfirmingIdentity)

    def to_submitting(self) -> None:
        """On to the signature given."""
        self.to_identity()
        self.post(events.Confirmed())
        while not isinstance(self.state, states.Submitting):
            before = self.state
            self.post(*self.person.moves(before))
            assert self.state != before, f"stuck at {before}"
        # The card that lies there is watched, then read again; what was kept on the way is done before what is handed in.
        self.do("cards-0", "cards-0")
        while self.played.lanes.asked().count("store") > 1:
            self.do("store")
        # What a crash left is settled, and the printer has said whether there will be paper.
        while "printer" in self.played.lanes.asked():
            self.do("printer")

    def to_submitted(self) -> None:
        """On to the number."""
        self.to_submitting()
        id = self.state.visit.application_id
        number = receipt(id)
        self.played.desk.answer = Collected(id, number.number, number, self.played.lanes.now())
        self.do("store")
        assert isinstance(self.state, states.Submitted)
