"""The people of the village: who they are, what they came for, and what they are like at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

from app.person import Person
from app.village.chance import Chance
from devices.citizens import Citizen
from devices.images import CardImage
from kiosk.base.clock import Moment
from kiosk.cards import LONG_TERM
from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.themes import theme_of
from kiosk.feedback.model import Grade
from kiosk.identity.id_number import check_character
from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.receipts.model import PrintState

SYLLABLES = "阿 拉 坦 其 木 格 乌 云 娜 仁 图 雅 巴 特 尔 苏 和 宝 音 德 力 斯 琴 萨 日 朝 鲁".split()
LANGUAGES: tuple[Language, ...] = ("zh", "zh", "zh", "mn", "en")
# Screens somebody may walk away from; None stays to the end, as most do.
WALKS_AWAY: tuple[type[states.State], ...] = (
    states.ChoosingItem, states.ReadingGuide, states.InsertingCard, states.ConfirmingIdentity, states.FillingForm,
    states.ShowingMaterials, states.Photographing, states.JudgingPicture, states.CountingPages, states.Checking, states.Signing, states.Submitting, states.Submitted, states.TakingReceipt, states.Rating,
)  # fmt: skip
Habit = Literal["calm", "hasty", "walks_away", "pulls_card", "wants_copy"]
HABITS: tuple[Habit, ...] = ("calm", "calm", "calm", "calm", "hasty", "walks_away", "pulls_card", "wants_copy")


@dataclass(frozen=True, slots=True)
class Villager:
    """One person with their cards and their ways; `leaves_at` is the screen at which one who walks away does."""

    citizen: Citizen
    item_id: str
    language: Language
    habit: Habit
    leaves_at: type[states.State]
    grade: Grade | None
    brings: Literal["resident_id", "social_security"]
    pages: int

    def card(self) -> CardImage:
        """What they put in."""
        return self.citizen.resident_id() if self.brings == "resident_id" else self.citizen.social_security()

    def traces(self) -> tuple[str, str]:
        """What must be nowhere when they have left."""
        return self.citizen.id_number, self.citizen.name


def villager(chance: Chance, offered: tuple[str, ...]) -> Villager:
    """Somebody of the village, with a number nobody else has."""
    born = date(1935 + chance.below(65), 1 + chance.below(12), 1 + chance.below(28))
    digits = f"1508{chance.one_of(('22', '23', '24', '25', '26'))}{born:%Y%m%d}{chance.below(1000):03d}"
    citizen = Citizen(
        name="".join(chance.one_of(SYLLABLES) for _ in range(5)),
        id_number=digits + check_character(digits),
        sex_code=chance.one_of("12"),
        ethnic_code=chance.one_of(("01", "02")),
        address="内蒙古巴彦淖尔市乌拉特中旗样例苏木样例嘎查9号",
        issuer="乌拉特中旗公安局",
        valid_from=date(2015, 5, 5),
        valid_to=LONG_TERM,
        social_security_number=f"A{chance.below(10**8):08d}",
    )
    return Villager(
        citizen,
        chance.one_of(offered),
        chance.one_of(LANGUAGES),
        chance.one_of(HABITS),
        chance.one_of(WALKS_AWAY),
        chance.one_of((*Grade, None)),
        chance.one_of(("resident_id", "social_security")),
        1 + chance.below(3),
    )


@dataclass(frozen=True, slots=True)
class Hands:
    """What a person does at a terminal beside pressing: card in, card out; `lies_there`: a paper of that name came out."""

    insert: Callable[[CardImage], None]
    remove: Callable[[], None]
    now: Callable[[], Moment]
    fresh_id: Callable[[], str]
    lies_there: Callable[[str], bool]


def played(who: Villager, hands: Hands, catalogue: Catalogue) -> Person:
    """The played person who makes their moves."""
    theme = theme_of(catalogue.item(who.item_id))
    insert = partial(_put_in, who, hands)
    return Person(who.item_id, theme, who.language, insert, hands.now, hands.fresh_id, grade=who.grade, pages=who.pages)


def _put_in(who: Villager, hands: Hands) -> None:
    hands.insert(who.card())


def moves(who: Villager, person: Person, hands: Hands, state: states.State) -> tuple[events.Event, ...] | None:
    """What they do at this screen, by their ways; None when they have turned their back on it."""
    if who.habit == "walks_away" and isinstance(state, who.leaves_at):
        return None
    match state:
        case states.TakingReceipt(visit) if visit.print_state is PrintState.UNCERTAIN and visit.collected is not None:
            lies = hands.lies_there(visit.collected.number)
            return (events.PaperAnswered("came_out" if lies else "did_not"),)
        case states.TakingReceipt(visit) if who.habit == "wants_copy" and visit.print_state is PrintState.PRINTED:
            return (events.PaperAnswered("again"),)
        case states.OutOfService():
            return ()
        case states.Leaving():
            hands.remove()
            return (events.Touched(),)
        case states.ReadingCard() if who.habit == "pulls_card":
            hands.remove()
            return ()
    chosen = person.moves(state)
    return (*chosen, *chosen[-1:]) if who.habit == "hasty" else chosen


def contented(who: Villager) -> Villager:
    """The same person with their wish fulfilled: a copy is asked for once, a card pulled once."""
    return replace(who, habit="calm")
