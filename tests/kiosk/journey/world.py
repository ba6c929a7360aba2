"""A terminal without devices: it carries out what a visit asks for and brings the results back when told to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import msgspec

from app.person import Person, PlayedClerk
from kiosk.applications.draft import Draft
from kiosk.applications.model import Place
from kiosk.base.clock import Moment
from kiosk.base.ids import reference_number
from kiosk.cards import Authenticity, CardContent, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.cards.mrz import DocumentKey
from kiosk.catalogue.offer import CAMERAS, CLERK_SIGN_IN, Offer, offer_of
from kiosk.catalogue.themes import theme_of
from kiosk.identity.clerk import Clerk, PinRefusal, PinTrouble
from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from kiosk.journey.visit import Collected, Facts, Language, Visit
from kiosk.materials.camera import Advice, Picture, Shot
from kiosk.receipts.model import PrintState, Receipt
from tests.kiosk.people import DEVICES, SAMPLE_NUMBER, elder, sample_list

READER = "reader"
EMPTY = CardStatus(READER, ReaderState.EMPTY)
# 2026-11-23 10:42 in Beijing, a day on which the answers of the played person lie in the past.
NOW = Moment(1_795_401_720_000)
TODAY = NOW.day()
DEFERRAL_DAYS = 15
TEXTS = (
    "applicant", "id_tail", "collected", "time_note", "station", "division", "terminal", "authority", "qr_text",
    "verification_code", "language",
)  # fmt: skip
BLANK = {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(("items", "materials", "owed"), ()), "words": {}}
# A station whose camera takes papers, codes and faces: everything a list asks to be shown can be shown. Its clerks sign in.
CAMERAS_TOO = DEVICES | CAMERAS | {CLERK_SIGN_IN}
CLERK = Clerk("张守信", 0x1F2E3D)
PIN = "390517"
# Somebody whose card was lost, as the pages ask.
CARDLESS = ("乌云", SAMPLE_NUMBER)
OFFERED = tuple(item.id for item in sample_list().items if offer_of(item, CAMERAS_TOO) is Offer.APPLY)


@cache
def facts() -> Facts:
    """A terminal in a gacha, with readers, a pad and a camera, and an office whose clerks sign in."""
    return Facts(
        sample_list(),
        Place("150824100205", "白音塔拉嘎查便民服务站", "terminal-1"),
        CAMERAS_TOO,
        "我同意",
        DEFERRAL_DAYS,
        gacha="白音塔拉嘎查",
    )


def receipt(application_id: str, number: str) -> Receipt:
    """A receipt of which the visit only knows that it is there."""
    return msgspec.convert({**BLANK, "application_id": application_id, "number": number}, Receipt)


def collected(application_id: str, counter: int = 17) -> Collected:
    """What the store tells of an entry that is durable."""
    number = reference_number("B24", counter)
    return Collected(application_id, number, receipt(application_id, number), NOW)


def picture(number: int) -> Shot:
    """A picture like no other."""
    return Shot(
        Advice.GOOD, 210, 297, b"\xff\xd8\xff" + number.to_bytes(4, "big"), Picture(1, 1, number.to_bytes(3, "big"))
    )


def sealed(shot: Shot) -> str:
    """What a picture is kept under."""
    return hashlib.sha256(shot.jpeg).hexdigest()


def plain(state: states.State) -> states.State:
    """What lies beneath every overlay."""
    beneath = under(state)
    return state if beneath is None else plain(beneath)


def by_hand(visit: Visit) -> bool:
    """Whether the person was entered and not read."""
    return visit.identity is not None and visit.identity.content.authenticity is Authenticity.KEYED_IN


def under(state: states.State) -> states.State | None:
    """What lies directly beneath an overlay; nothing beneath a state of its own."""
    match state:
        case states.Warned() | states.AskingHelp():
            return state.inner
        case states.Faulted() | states.ChoosingLanguage():
            return state.back
        case _:
            return None


@dataclass(slots=True)
class World:
    """One terminal and the card somebody holds; `pending` are the results that are still on their way.

    With a `key` the card is a travel document that wants it; `clerks` says that a clerk's card lies there.
    """

    content: CardContent = field(default_factory=lambda: elder().content)
    state: states.State = field(default_factory=states.Attracting)
    reader: CardStatus = EMPTY
    pending: list[events.Event] = field(default_factory=list)
    drafts: dict[bytes, Draft] = field(default_factory=dict)
    done: list[effects.Effect] = field(default_factory=list)
    steps: list[tuple[states.State, events.Event, states.State, tuple[effects.Effect, ...]]] = field(
        default_factory=list
    )
    ids: int = 0
    key: DocumentKey | None = None
    clerks: bool = False

    def post(self, event: events.Event) -> tuple[effects.Effect, ...]:
        """One step; what it asks for is done, and answered later."""
        before = self.state
        self.state, doing = advance(before, event, facts())
        self.steps.append((before, event, self.state, doing))
        self.done += doing
        for effect in doing:
            self.pending += self._answers(effect)
        return doing

    def settle(self) -> None:
        """Bring every result back, and the results of those."""
        while self.pending:
            self.post(self.pending.pop(0))

    def insert(self) -> None:
        """Put the card in anew."""
        self.clerks = False
        self._present()

    def insert_clerk(self) -> None:
        """A clerk puts theirs in."""
        self.clerks = True
        self._present()

    def _present(self) -> None:
        epoch = self.reader.card.epoch + 1 if self.reader.card else self.ids + 1
        self.ids = max(self.ids, epoch)
        self._sees(CardStatus(READER, ReaderState.PRESENT, CardRef(READER, epoch)))

    def remove(self) -> None:
        """Take the card out."""
        self._sees(EMPTY)

    def fresh_id(self) -> str:
        """A new identifier."""
        self.ids += 1
        return f"018f0000-0000-7000-8000-{self.ids:012d}"

    def person(self, item_id: str) -> Person:
        """Somebody who came for this item, with the card of this world."""
        theme = theme_of(sample_list().item(item_id))
        return Person(item_id, theme, "zh", self.insert, lambda: NOW, self.fresh_id, clerk=self.clerk())

    def clerk(self, *enters: str) -> PlayedClerk:
        """Who is called; with somebody to enter, they are called instead of a card."""
        return PlayedClerk(self.insert_clerk, self.remove, PIN, enters)

    def cardless(self, item_id: str) -> Person:
        """Somebody who came without a card, and is entered by hand."""
        return replace(self.person(item_id), clerk=self.clerk(*CARDLESS))

    def play(self, person: Person, until: Callable[[states.State], bool]) -> None:
        """Let the person act at every new screen, results coming at once, until the end or for 60 screens."""
        for _ in range(60):
            self.settle()
            if until(self.state):
                return
            for event in person.moves(self.state):
                self.post(event)
        raise AssertionError(f"stuck at {type(self.state).__name__}")

    def play_to(self, item_id: str, *kinds: type[states.State]) -> states.State:
        """Play for an item until a state of one of these kinds."""
        self.play(self.person(item_id), lambda state: isinstance(state, kinds))
        return self.state

    def _sees(self, status: CardStatus) -> None:
        self.reader = status
        self.pending.append(events.ReaderChanged(status))

    def _answers(self, effect: effects.Effect) -> list[events.Event]:
        match effect:
            case effects.CheckRoom():
                return [events.RoomChecked()]
            case effects.WatchReaders():
                return [events.ReaderChanged(self.reader)]
            case effects.ReadCard() if self.key is not None:
                return [events.DocumentFound(TODAY)]
            case effects.ReadDocument(_, key) if key != self.key:
                return [events.CardFailed(CardProblem.KEY_WRONG)]
            case effects.ReadCard() if self.clerks:
                return [events.CardFailed(CardProblem.CLERK_CARD)]
            case effects.ProveClerk(card, pin) if pin == PIN:
                return [events.ClerkSignedIn(card, CLERK, TODAY, self.fresh_id())]
            case effects.ProveClerk(card):
                return [events.SignInRefused(card, PinRefusal(PinTrouble.WRONG, 2))]
            case effects.ReadCard() | effects.ReadDocument():
                return [events.CardRead(self.content, TODAY, self.fresh_id())]
            case effects.FindDraft(binding):
                return [events.DraftFound(self.drafts.get(binding))]
            case effects.SaveDraft(draft, binding):
                self.drafts[binding] = draft
                return []
            case effects.DiscardDraft(id):
                self.drafts = {key: draft for key, draft in self.drafts.items() if draft.id != id}
                return []
            case effects.TakePicture(application_id):
                self.ids += 1
                return [events.PictureTaken(application_id, picture(self.ids))]
            case effects.TurnPicture(application_id, shot):
                return [events.PictureTaken(application_id, replace(shot, width=shot.height, height=shot.width))]
            case effects.KeepPicture(_, shot):
                return [events.PictureKept(shot, sealed(shot))]
            case effects.Enqueue(document):
                return [events.ApplicationCollected(collected(document.id))]
            case effects.Print():
                return [events.PaperChanged(PrintState.PRINTED)]
            case _:
                return []


def spoken(state: states.State, language: Language) -> states.State:
    """The same state, all the way down, in another language: what a language may change, written down independently."""
    visit = replace(state.visit, language=language)
    match state:
        case states.Warned() | states.AskingHelp():
            return replace(state, visit=visit, inner=spoken(state.inner, language))
        case states.Faulted():
            return replace(state, visit=visit, back=spoken(state.back, language))
        case _:
            return replace(state, visit=visit)
