"""A person who is played: decides at each screen what a villager would do next, for demos, training and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.base.clock import Moment
from kiosk.catalogue.model import ListedField
from kiosk.feedback.model import Grade
from kiosk.forms import person
from kiosk.forms.choices import NO, choices
from kiosk.forms.model import FieldKind, FormField, Problem, Raw
from kiosk.forms.visible import visible_fields
from kiosk.journey import events, states
from kiosk.journey.at_clerk import AtClerk
from kiosk.journey.visit import Language
from kiosk.materials.model import Way
from kiosk.materials.papers import pages_of

# A relative's number, an account and a place that belong to nobody; check digits are right.
RELATIVE_ID = "150824197003154216"
ACCOUNT = "6217000000000000004"
WITNESS = "0007"
PLACE = "白音塔拉嘎查东组 12 号"
STORY = "去年冬天下了白灾，\n羊损失了一半，家里没有别的收入。"
DAY = "20250601"
EAR_TAG = "115082400000017"
# What is written in a form of its own.
WRITTEN = MappingProxyType(
    {"witness_id": WITNESS, "disab_no": RELATIVE_ID + "44", "invoice_no": "00001234", "plate": "蒙L00000"}
)

# Nothing to do here but wait.
BUSY = (
    states.ReadingCard
    | states.Photographing
    | states.TakingPicture
    | states.KeepingPicture
    | states.Submitting
    | states.OutOfService
    | states.Leaving
)


@dataclass(frozen=True, slots=True)
class PlayedClerk:
    """A clerk who is called: their card put in and taken out, and what they type. `enters` is who stands here without a card, as the pages ask."""

    insert: Callable[[], None]
    remove: Callable[[], None]
    pin: str
    enters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """What they came for and how they answer; `insert` puts their card in, `pages` has each paper they have to photograph.

    `clerk` is whom they call where a clerk can sign in.
    """

    item_id: str
    theme: str
    language: Language
    insert: Callable[[], None]
    now: Callable[[], Moment]
    fresh_id: Callable[[], str]
    grade: Grade | None = Grade.VERY_SATISFIED
    pages: int = 1
    clerk: PlayedClerk | None = None

    def moves(self, state: states.State) -> tuple[events.Event, ...]:
        """What they do at this screen, in order; nothing while the terminal is busy."""
        if isinstance(state, AtClerk):
            return _of_clerk(state, self.clerk)
        match state:
            case states.Attracting():
                return (events.Touched(),)
            case states.ChoosingLanguage():
                return (events.LanguageChosen(self.language),)
            case states.ChoosingItem(theme="", query=""):
                return (events.ThemeChosen(self.theme),)
            case states.ChoosingItem():
                return (events.ItemChosen(self.item_id),)
            case states.ReadingGuide():
                return (events.ApplyPressed(),)
            case states.InsertingCard():
                return self._at_the_card()
            case states.FillingForm():
                return self._answers(state)
            case states.Signing():
                return (events.SignatureDone(SIGNATURE, self.now()),)
            case states.ShowingMaterials(problems=(problem, *_)):
                return (_shown(problem),)
            case states.Photographing(problem=None):
                return (events.PictureAsked(),)
            case states.CountingPages():
                return (self._next_page(state),)
            case states.Rating():
                return (self._rate(),)
            case _ if isinstance(state, BUSY):
                return ()
            case _:
                return (events.Confirmed(),)

    def _at_the_card(self) -> tuple[events.Event, ...]:
        if self.clerk is not None and self.clerk.enters:
            return (events.ClerkAsked(),)
        self.insert()
        return ()

    def _answers(self, state: states.FillingForm) -> tuple[events.Event, ...]:
        form = state.visit.form
        if form is None or not form.pages:
            return (events.Confirmed(),)
        entered: dict[str, Raw] = {name: answer.value for name, answer in state.visit.answers.items()}
        given: list[events.Event] = []
        page = form.pages[state.page]
        for field in page.fields:
            if field not in visible_fields(page, form, entered) or field.id in state.visit.answers:
                continue
            if field.kind is FieldKind.WITNESS:
                # Whom they call answers this by being there; what stands on the page already is kept meanwhile.
                if state.visit.clerk is None:
                    return (*given, events.ClerkAsked())
                continue
            entered[field.id] = answer_to(field)
            given.append(events.AnswerEntered(field.id, entered[field.id]))
        return (*given, events.Confirmed())

    def _next_page(self, state: states.CountingPages) -> events.Event:
        pages = pages_of(state.visit.materials, state.item_id, state.material_id)
        return events.PictureAsked() if len(pages) < self.pages else events.Confirmed()

    def _rate(self) -> events.Event:
        if self.grade is None:
            return events.RatingSkipped()
        return events.Rated(self.grade, (), self.now(), self.fresh_id())


def _of_clerk(state: AtClerk, clerk: PlayedClerk | None) -> tuple[events.Event, ...]:
    """What the clerk does; where none was called, nothing is done."""
    if clerk is None:
        return ()
    match state:
        case states.InsertingClerkCard():
            clerk.insert()
            return ()
        case states.TakingClerkCard():
            clerk.remove()
            return ()
        case states.EnteringPin():
            return (events.PinEntered(clerk.pin),)
        case states.KeyingPerson(page=page):
            asked = person.FORM.pages[page].fields[0].id
            return (events.AnswerEntered(asked, clerk.enters[page]), events.Confirmed())
        case states.RecognisingClerkCard() | states.ProvingClerk() | states.PausingAfterPin():
            return ()


def _shown(missing: Problem) -> events.Event:
    """A paper that is missing is photographed."""
    item_id, _, material_id = missing.field.partition("/")
    return events.WayChosen(item_id, material_id, Way.CAPTURED)


def answer_to(field: FormField) -> Raw:
    """A plausible answer to any field; what may be left blank and is a phone number stays blank."""
    match field.kind:
        case FieldKind.CHOICE | FieldKind.DIVISION:
            return choices(field)[-1 if field.kind is FieldKind.CHOICE else 0].value
        case FieldKind.MULTI_CHOICE:
            return (choices(field)[0].value,)
        case FieldKind.YES_NO:
            return NO
        case FieldKind.TABLE:
            columns = field.listed.validation.columns
            row = tuple(_cell(column) for column in columns)
            return (row,) * max(1, field.listed.validation.min_rows or 0)
        case FieldKind.ID_NUMBER:
            return RELATIVE_ID
        case FieldKind.DATE:
            return DAY
        case FieldKind.DATE_TIME:
            return DAY + "T083000"
        case FieldKind.DIGITS | FieldKind.DECIMAL:
            return _digits(field.listed)
        case FieldKind.LONG_TEXT:
            return STORY
        case FieldKind.TEXT | FieldKind.CODE | FieldKind.WITNESS:
            return _text(field.listed)


def _digits(listed: ListedField) -> str:
    if listed.type == "mobile":
        return ""
    if listed.type == "bank_account":
        return ACCOUNT
    most = listed.validation.le
    return "12" if most is None or most >= 12 else str(int(most))


def _text(listed: ListedField) -> str:
    if listed.id in WRITTEN:
        return WRITTEN[listed.id]
    return PLACE if listed.type == "address" else "白音塔拉"


def _cell(column: str) -> str:
    return {"证件号": RELATIVE_ID, "耳标号（15位）": EAR_TAG, "月收入": "800", "出生日期": DAY}.get(column, "其木格")


# Three strokes of a finger, in 1/1000 of the pad's width, milliseconds since the first touch.
SIGNATURE: events.Strokes = (
    tuple((120 + 6 * at, 300 + (at * at) % 90, 12 * at) for at in range(40)),
    tuple((380 + 5 * at, 220 + 7 * at, 600 + 12 * at) for at in range(30)),
    tuple((560 + 7 * at, 380 - (at * at) % 110, 1100 + 12 * at) for at in range(40)),
)
