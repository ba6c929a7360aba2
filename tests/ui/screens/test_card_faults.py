"""Every fault of a card or its reader is told apart: words of its own, a picture of its own, in every place a card may go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from operator import ne

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from kiosk.cards import CardKind, CardProblem, CardStatus, ReaderState
from kiosk.identity.clerk import PinRefusal, PinTrouble, SignInRefusal
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import states
from kiosk.journey.visit import Language
from kiosk.status.faults import FAULTS
from tests.ui.screens.clerks import CLERK_S_CARD
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import place
from tests.ui.screens.walks import before_card
from ui.viewmodels.card import CardViewModel
from ui.viewmodels.clerk import OF_ANY_CARD, ClerkViewModel

Open = Callable[..., Opened]
# What a waiting person is asked for, or has done right: nothing is wrong.
IN_ORDER = {ReaderState.EMPTY, ReaderState.PRESENT}
# What a reader sees and what a reading ends with are one thing to a person.
SAME = {ReaderState.MUTE, ReaderState.UNSUPPORTED, ReaderState.WRONG_SLOT, ReaderState.STUCK}
SAID_BY_A_READER = ("C04", "C05", "C06", "C07")
# At least so many of a picture's points differ from every other picture: no mere line or spot.
OWN = 0.01


def at_the_card(shown: Opened, language: Language) -> states.InsertingCard:
    """The page that asks for a card."""
    for _ in before_card(shown.stage, "rp-alive", language):
        pass
    assert isinstance(shown.stage.state, states.InsertingCard)
    return shown.stage.state


def wrong(inserting: states.InsertingCard) -> Iterator[tuple[str, states.InsertingCard]]:
    """Every problem of a card, every refusal of a person, every state of a reader, every fault of one, by name."""
    for problem in (*CardProblem, *IdentityRefusal):
        yield str(problem), replace(inserting, problem=problem)
    for state in ReaderState:
        if state not in IN_ORDER:
            yield f"reader {state}", replace(inserting, readers=(CardStatus("reader", state),))
    for code in SAID_BY_A_READER:
        status = CardStatus("reader", ReaderState.NO_READER, fault=code)
        yield code, replace(inserting, readers=(status,))


def drawn(shown: Opened) -> tuple[int, ...]:
    """The picture as it is seen."""
    return points(shown.window.grabWindow().copy(QRect(place(shown.find("card-fault")).toRect())))


def points(picture: QImage) -> tuple[int, ...]:
    """Every fourth point of every fourth line."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    lines = memoryview(picture.constBits()).cast("I")
    across = picture.bytesPerLine() // 4
    return tuple(
        point for y in range(0, picture.height(), 4) for point in lines[y * across : y * across + picture.width() : 4]
    )


def difference(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of points in which two pictures differ."""
    assert len(one) == len(other)
    different: int = sum(map(ne, one, other))
    return different / len(one)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_words_of_its_own(opened: Open, language: Language) -> None:
    shown = opened()
    card, said = shown.stage.of(CardViewModel), dict[tuple[str, ...], str]()
    inserting = at_the_card(shown, language)
    for name, state in wrong(inserting):
        shown.stage.show(state)
        words = (card.shown("title", str), card.shown("lead", str))
        assert all(words), name
        same = said.setdefault(words, name)
        assert same == name or ReaderState(name.removeprefix("reader ")) in SAME, f"{name} is told as {same}"
    assert len(said) == len(CardProblem) + len(IdentityRefusal) + len(ReaderState) - len(IN_ORDER | SAME) + len(
        SAID_BY_A_READER
    )


def of_a_clerk(shown: Opened, language: Language) -> Iterator[tuple[str, states.State]]:
    """Every problem of a clerk's card or PIN, by the name that it is drawn under."""
    asking = states.InsertingClerkCard(at_the_card(shown, language).visit)
    for problem in (*OF_ANY_CARD, CardProblem.UNSUPPORTED, PinRefusal(PinTrouble.BLOCKED, 0), *SignInRefusal):
        yield str(problem), replace(asking, problem=problem)
    for trouble, tries in ((PinTrouble.WRONG, 2), (PinTrouble.MALFORMED, None)):
        yield trouble, states.PausingAfterPin(asking.visit, CLERK_S_CARD, PinRefusal(trouble, tries))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_problem_of_a_clerk_s_card_has_words_of_its_own(opened: Open, language: Language) -> None:
    shown = opened()
    clerk, said = shown.stage.of(ClerkViewModel), set[tuple[str, str]]()
    for name, state in of_a_clerk(shown, language):
        shown.stage.show(state)
        words = (clerk.shown("title", str), clerk.shown("lead", str))
        assert all(words) and words[0] not in {title for title, _ in said}, name
        said.add(words)
    assert len(said) == len(OF_ANY_CARD) + 1 + len(PinTrouble) + len(SignInRefusal)


def test_a_card_that_is_no_clerk_s_is_told_as_that_whatever_it_is(opened: Open) -> None:
    shown = opened()
    asking = states.InsertingClerkCard(at_the_card(shown, "zh").visit)
    for problem in CardProblem:
        shown.stage.show(replace(asking, problem=problem))
        drawn_as = shown.stage.of(ClerkViewModel).shown("picture", str)
        assert drawn_as == (str(problem) if problem in OF_ANY_CARD else "not_clerk")


def test_every_problem_of_a_clerk_s_card_has_a_picture_of_its_own(opened: Open) -> None:
    shown = opened()
    pictures = {}
    for name, state in of_a_clerk(shown, "zh"):
        shown.stage.show(state)
        shown.settle()
        pictures[name] = drawn(shown)
    alike = [f"{a} and {b}" for a, b in combinations(pictures, 2) if difference(pictures[a], pictures[b]) < OWN]
    assert not alike


@pytest.mark.parametrize("slot", ["id", "social"])
def test_every_fault_has_a_picture_of_its_own(opened: Open, slot: str) -> None:
    shown = opened()
    inserting = at_the_card(shown, "zh")
    pictures = {}
    for name, state in wrong(inserting):
        shown.stage.show(state)
        shown.find("card-fault").setProperty("slot", slot)
        shown.settle()
        pictures[name.removeprefix("reader ")] = drawn(shown)
    alike = [f"{a} and {b}" for a, b in combinations(pictures, 2) if difference(pictures[a], pictures[b]) < OWN]
    assert not alike


def test_every_fault_of_a_reader_has_its_picture_where_it_is_told_by_its_code(opened: Open) -> None:
    shown = opened()
    inserting = at_the_card(shown, "zh")
    pictures = {}
    for code in sorted(code for code in FAULTS if code.startswith("C")):
        shown.stage.show(states.Faulted(inserting.visit, code, inserting))
        shown.settle()
        pictures[code] = drawn(shown)
    assert not [f"{a} and {b}" for a, b in combinations(pictures, 2) if difference(pictures[a], pictures[b]) < OWN]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_sent_to_a_reader_that_is_out_of_order(opened: Open, language: Language) -> None:
    """The reader for ID cards is unplugged, the one for chips works: it alone is shown, and an ID card in it is told as one."""
    shown = opened()
    card, inserting = shown.stage.of(CardViewModel), at_the_card(shown, language)
    lost = CardStatus("id", ReaderState.NO_READER, kinds=frozenset({CardKind.RESIDENT_ID}))
    chips = CardStatus("chips", ReaderState.EMPTY, kinds=frozenset({CardKind.SOCIAL_SECURITY}))
    for readers, slot, both in (
        ((replace(lost, state=ReaderState.EMPTY), chips), "id", True),
        ((lost, chips), "social", False),
    ):
        shown.stage.show(replace(inserting, readers=readers))
        assert (card.shown("slot", str), card.shown("both", bool)) == (slot, both)
        assert card.shown("title", str) == card.say(f"card.insert.{slot}.title")
    shown.stage.show(replace(inserting, readers=(lost, replace(chips, state=ReaderState.WRONG_SLOT))))
    shown.settle()
    told = drawn(shown)
    assert card.shown("lead", str) == card.say("card.use.social")
    shown.stage.show(replace(inserting, readers=(lost, replace(chips, state=ReaderState.UNSUPPORTED))))
    shown.settle()
    assert difference(told, drawn(shown)) > OWN, "an identity card is no bank card"
