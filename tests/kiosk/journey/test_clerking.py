"""A clerk signs in: card, PIN, the card out again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.cards import CardProblem, CardRef, CardStatus, ReaderState
from kiosk.catalogue.offer import CLERK_SIGN_IN
from kiosk.forms import person
from kiosk.identity.clerk import PinRefusal, PinTrouble, SignInRefusal
from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from kiosk.journey.timeouts import LONGEST_PAUSE_S, PAUSE_S, timeout_s
from kiosk.journey.visit import Visit
from tests.kiosk.journey.clerks import at, seen
from tests.kiosk.journey.gallery import ITEM, NEW_ID
from tests.kiosk.journey.world import CLERK, PIN, READER, TODAY, World, facts

WITNESSED = "rp-alive"
WRONG = PinRefusal(PinTrouble.WRONG, 2)


def at_the_pin() -> World:
    return at(states.EnteringPin)


def test_a_clerk_is_only_offered_where_one_can_sign_in() -> None:
    without = replace(facts(), devices=facts().devices - {CLERK_SIGN_IN})
    asking = states.InsertingCard(Visit(item_ids=(ITEM,)))
    assert advance(asking, events.ClerkAsked(), without) == (asking, ())
    assert isinstance(advance(asking, events.ClerkAsked(), facts())[0], states.InsertingClerkCard)
    reading = states.ReadingCard(asking.visit, CardRef(READER, 1))
    told, _ = advance(reading, events.CardFailed(CardProblem.CLERK_CARD), without)
    assert isinstance(told, states.InsertingCard) and told.problem is CardProblem.CLERK_CARD


def test_a_clerk_s_card_put_in_by_itself_asks_for_its_pin() -> None:
    world = World()
    world.play(replace(world.person(ITEM), insert=lambda: None), lambda state: isinstance(state, states.InsertingCard))
    world.insert_clerk()
    world.settle()
    assert isinstance(world.state, states.EnteringPin) and world.state.page is None


def test_no_card_but_a_clerk_s_is_asked_for_a_pin() -> None:
    world = at(states.InsertingClerkCard)
    world.insert()
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard)
    assert world.state.problem is CardProblem.UNSUPPORTED and world.state.visit.identity is None
    assert seen(world).count(effects.ReadCard) == 1, "told once, and not read again until it is taken out"


@pytest.mark.parametrize("problem", [one for one in CardProblem if one is not CardProblem.CLERK_CARD])
def test_a_clerk_s_card_that_is_not_read_is_said_and_not_tried_again(problem: CardProblem) -> None:
    world = at(states.InsertingClerkCard)
    world.insert_clerk()
    world.post(world.pending.pop(0))
    world.pending[:] = [events.CardFailed(problem)]
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard) and world.state.problem is problem
    assert seen(world).count(effects.ReadCard) == 1
    world.remove()
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard) and world.state.problem is problem, "it stays said"
    world.insert_clerk()
    world.settle()
    assert isinstance(world.state, states.EnteringPin)


def test_a_pin_is_sent_once_for_each_time_it_is_typed() -> None:
    world = at_the_pin()
    assert isinstance(world.state, states.EnteringPin)
    card = world.state.card
    world.post(events.PinEntered(PIN))
    world.post(events.PinEntered(PIN))
    assert world.done == [effects.ProveClerk(card, PIN)]


def test_after_a_wrong_pin_one_waits_longer_each_time() -> None:
    world, waited = at_the_pin(), []
    for _ in range(6):
        world.post(events.PinEntered("000000"))
        world.settle()
        assert isinstance(world.state, states.PausingAfterPin) and world.state.refusal == WRONG
        waited.append(timeout_s(world.state, facts()))
        paused = world.state
        world.post(events.PinEntered(PIN))
        assert world.state == paused, "nothing is taken before the time is over"
        world.post(events.TimedOut())
        assert isinstance(world.state, states.EnteringPin) and world.state.refusal == WRONG
    assert waited == [PAUSE_S, 2 * PAUSE_S, 4 * PAUSE_S, 8 * PAUSE_S, LONGEST_PAUSE_S, LONGEST_PAUSE_S]


def test_a_card_taken_out_while_one_waits_is_noticed_when_the_waiting_is_over() -> None:
    world = at_the_pin()
    world.post(events.PinEntered("000000"))
    world.settle()
    world.remove()
    world.settle()
    assert isinstance(world.state, states.PausingAfterPin)
    world.post(events.TimedOut())
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard) and world.state.problem is CardProblem.REMOVED


def test_what_cannot_be_a_pin_is_told_and_makes_no_later_waiting_longer() -> None:
    world = at_the_pin()
    for _ in range(3):
        world.post(events.PinEntered("1"))
        assert isinstance(world.state, states.ProvingClerk)
        world.pending[:] = [events.SignInRefused(world.state.card, PinRefusal(PinTrouble.MALFORMED))]
        world.settle()
        assert isinstance(world.state, states.PausingAfterPin)
        assert world.state.refusal == PinRefusal(PinTrouble.MALFORMED)
        assert timeout_s(world.state, facts()) == PAUSE_S
        world.post(events.TimedOut())
        world.settle()
    world.post(events.PinEntered("000000"))
    world.settle()
    assert timeout_s(world.state, facts()) == PAUSE_S


@pytest.mark.parametrize("why", [PinRefusal(PinTrouble.BLOCKED, 0), *SignInRefusal])
def test_a_card_that_makes_no_clerk_is_told_why_and_has_to_be_taken_out(why: PinRefusal | SignInRefusal) -> None:
    world = at_the_pin()
    world.post(events.PinEntered(PIN))
    assert isinstance(world.state, states.ProvingClerk)
    card = world.state.card
    world.pending[:] = [events.SignInRefused(card, why)]
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard)
    assert world.state.problem == why and card in world.state.tried


@pytest.mark.parametrize("problem", [CardProblem.REMOVED, CardProblem.STUCK, CardProblem.UNSUPPORTED])
def test_a_card_that_does_not_sign_is_told_why(problem: CardProblem) -> None:
    world = at_the_pin()
    world.post(events.PinEntered(PIN))
    world.pending[:] = [events.CardFailed(problem)]
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard) and world.state.problem is problem


def test_an_answer_of_another_card_makes_nobody_a_clerk() -> None:
    world = at_the_pin()
    world.post(events.PinEntered(PIN))
    proving = world.state
    assert isinstance(proving, states.ProvingClerk)
    other = replace(proving.card, epoch=proving.card.epoch + 1)
    world.post(events.ClerkSignedIn(other, CLERK, TODAY, NEW_ID))
    world.post(events.SignInRefused(other, WRONG))
    assert world.state == proving


def test_nothing_goes_on_until_the_clerk_s_card_is_out() -> None:
    world = at(states.TakingClerkCard)
    for event in (events.Confirmed(), events.ClerkAsked(), events.AnswerEntered(person.NAME, "x")):
        world.post(event)
    world.post(events.ReaderChanged(CardStatus("another", ReaderState.EMPTY)))
    assert isinstance(world.state, states.TakingClerkCard) and world.state.visit.clerk == CLERK
    world.remove()
    world.settle()
    assert isinstance(world.state, states.KeyingPerson)


def test_a_card_that_was_taken_out_while_a_page_lay_over_it_is_noticed() -> None:
    for over in (events.LanguageAsked(), events.FaultRaised("C03")):
        world = at(states.TakingClerkCard)
        world.post(over)
        world.remove()
        world.post(events.BackPressed())
        world.settle()
        assert isinstance(world.state, states.KeyingPerson)


@pytest.mark.parametrize(
    "kind",
    [
        states.InsertingClerkCard,
        states.RecognisingClerkCard,
        states.EnteringPin,
        states.ProvingClerk,
        states.TakingClerkCard,
        states.KeyingPerson,
    ],
)
def test_back_leads_to_the_card_with_no_clerk_left(kind: type[states.State]) -> None:
    world = World()
    someone = world.cardless(ITEM)
    while not isinstance(world.state, kind):
        for event in [world.pending.pop(0)] if world.pending else someone.moves(world.state):
            world.post(event)
    world.pending.clear()
    world.post(events.BackPressed())
    assert isinstance(world.state, states.InsertingCard) and world.state.visit.clerk is None
    world.settle()
    assert isinstance(world.state, states.InsertingCard), "the clerk's card that still lies there is not read again"
