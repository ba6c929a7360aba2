"""The states at which a clerk signs in, and then enters a person by hand.

`page` is the page of the form whose witness the clerk is called for; None when a person without a card is to be entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.cards import CardProblem, CardRef, CardStatus
from kiosk.forms.model import Problem, Raw
from kiosk.identity.clerk import PinRefusal, SignInRefusal
from kiosk.journey.visit import Visit

ClerkProblem = CardProblem | PinRefusal | SignInRefusal


@dataclass(frozen=True, slots=True)
class InsertingClerkCard:
    """Putting in the clerk's card; what each reader sees, why the last one did not do, and those tried in vain so far."""

    visit: Visit
    page: int | None = None
    readers: tuple[CardStatus, ...] = ()
    problem: ClerkProblem | None = None
    tried: frozenset[CardRef] = frozenset()


@dataclass(frozen=True, slots=True)
class RecognisingClerkCard:
    """Waiting until it is known whether the card is a clerk's; what it tells of a citizen is not looked at."""

    visit: Visit
    card: CardRef
    page: int | None = None
    readers: tuple[CardStatus, ...] = ()
    tried: frozenset[CardRef] = frozenset()


@dataclass(frozen=True, slots=True)
class EnteringPin:
    """Typing the PIN, which is in no state; `refusal` is what was wrong with the last one, `wrong` how many were."""

    visit: Visit
    card: CardRef
    page: int | None = None
    refusal: PinRefusal | None = None
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class ProvingClerk:
    """Waiting for the card's signature and the judgement of it."""

    visit: Visit
    card: CardRef
    page: int | None = None
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class PausingAfterPin:
    """Reading what was wrong with the PIN, and waiting before another may be typed: longer after every wrong one."""

    visit: Visit
    card: CardRef
    refusal: PinRefusal
    page: int | None = None
    wrong: int = 1


@dataclass(frozen=True, slots=True)
class TakingClerkCard:
    """Signed in, and taking the card out again: nobody is to be left with it. `fresh_id` is for the application that begins."""

    visit: Visit
    card: CardRef
    fresh_id: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class KeyingPerson:
    """The clerk enters who stands here, a question a page; `entered` is what stands in the boxes."""

    visit: Visit
    fresh_id: str
    page: int = 0
    entered: Mapping[str, Raw] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


SigningIn = InsertingClerkCard | RecognisingClerkCard | EnteringPin | ProvingClerk | PausingAfterPin | TakingClerkCard
AtClerk = SigningIn | KeyingPerson
