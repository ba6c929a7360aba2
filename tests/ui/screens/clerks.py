"""A walk through a clerk's sign-in: card, PIN, everything that may be wrong with either, the card out again, a person by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.cards import CardProblem, CardRef, CardStatus, ReaderState
from kiosk.forms import person
from kiosk.identity.clerk import Clerk, PinRefusal, PinTrouble, SignInRefusal
from kiosk.journey import events, states
from kiosk.journey.at_clerk import ClerkProblem
from tests.ui.screens.stage import TODAY, Stage, number_for

CLERK = Clerk("乌云样例", 0x4D2A91F07C)
CLERK_S_CARD = CardRef("reader", 7)
PIN = "390517"
# What is said of a clerk's card alone; what befalls any card is walked with the others' cards.
OWN: tuple[ClerkProblem, ...] = (CardProblem.UNSUPPORTED, PinRefusal(PinTrouble.BLOCKED, 0), *SignInRefusal)
ENTERED = {person.NAME: "其其格玛", person.NUMBER: number_for("15082419450312002")}


def put_in(stage: Stage) -> None:
    """The clerk's card is put in, and found to be one."""
    stage.post(events.ReaderChanged(CardStatus("reader", ReaderState.PRESENT, CLERK_S_CARD)))
    stage.post(events.CardFailed(CardProblem.CLERK_CARD))


def sign_in(stage: Stage) -> None:
    """From the question for the clerk's card to where the clerk was called for."""
    put_in(stage)
    stage.post(events.PinEntered(PIN))
    stage.post(events.ClerkSignedIn(CLERK_S_CARD, CLERK, TODAY, "0190aaaa-0000-7000-8000-000000000004"))
    stage.post(events.ReaderChanged(CardStatus("reader", ReaderState.EMPTY)))


def enter(stage: Stage) -> None:
    """Somebody without a card is entered by hand."""
    for name, text in ENTERED.items():
        stage.post(events.AnswerEntered(name, text))
        stage.post(events.Confirmed())


def a_clerk(stage: Stage, inserting: states.InsertingCard) -> Iterator[str]:
    """Every screen of the sign-in, then the person who is entered, and the question whether that is them."""
    stage.show(inserting)
    stage.post(events.ClerkAsked())
    yield "clerk card"
    asking = stage.state
    assert isinstance(asking, states.InsertingClerkCard)
    for problem in OWN:
        stage.show(replace(asking, problem=problem))
        yield f"clerk {problem}"
    stage.show(asking)
    stage.post(events.ReaderChanged(CardStatus("reader", ReaderState.PRESENT, CLERK_S_CARD)))
    yield "clerk reading"
    stage.post(events.CardFailed(CardProblem.CLERK_CARD))
    yield "pin"
    typing = stage.state
    assert isinstance(typing, states.EnteringPin)
    for refusal in (PinRefusal(PinTrouble.WRONG, 2), PinRefusal(PinTrouble.MALFORMED)):
        stage.show(replace(typing, refusal=refusal))
        yield f"pin {refusal.trouble}"
    for refusal in (PinRefusal(PinTrouble.WRONG, 1), PinRefusal(PinTrouble.MALFORMED)):
        stage.show(states.PausingAfterPin(typing.visit, typing.card, refusal))
        yield f"pin pause {refusal.trouble}"
    stage.show(typing)
    stage.post(events.PinEntered(PIN))
    yield "clerk proving"
    stage.post(events.ClerkSignedIn(CLERK_S_CARD, CLERK, TODAY, "0190aaaa-0000-7000-8000-000000000004"))
    yield "clerk card out"
    stage.post(events.ReaderChanged(CardStatus("reader", ReaderState.EMPTY)))
    for name, text in ENTERED.items():
        yield name
        stage.post(events.Confirmed())
        yield f"{name} wrong"
        stage.post(events.AnswerEntered(name, text))
        stage.post(events.Confirmed())
    yield "entered by hand"


def by_hand(stage: Stage) -> Iterator[str]:
    """What is said of a person who was entered by hand, from the page that asks for a card to the signature."""
    stage.post(events.ClerkAsked())
    sign_in(stage)
    enter(stage)
    stage.post(events.Confirmed())
    yield "form by hand"
