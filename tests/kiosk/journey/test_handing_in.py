"""At the signature the card that lies there is read again: the same one hands in, another one never does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.cards import CardContent, CardKind, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import effects, events, states
from kiosk.journey.visit import Visit
from tests.kiosk.journey.gallery import ITEM, STROKES
from tests.kiosk.journey.world import NOW, READER, TODAY, World
from tests.kiosk.people import elder, elder_by_social_security

NEIGHBOUR = replace(elder().content, name="巴图", id_number="150824197003154216", birth_date=None)


def signed() -> World:
    """Somebody has filled in everything and signed; their card lies in the reader."""
    world = World()
    world.play_to(ITEM, states.Signing)
    world.done.clear()
    world.post(events.SignatureDone(STROKES, NOW))
    return world


def told_of(world: World, problem: CardProblem) -> None:
    """The reading ends with that, and so does another one if it is asked for."""
    while any(isinstance(event, events.CardRead) for event in world.pending):
        world.pending[:] = [events.CardFailed(problem)]
        world.post(world.pending.pop())
    world.settle()


def handed_in(world: World) -> int:
    """How often something was handed in."""
    return sum(isinstance(effect, effects.Enqueue) for effect in world.done)


def test_the_card_that_lies_there_is_read_again_before_anything_is_handed_in() -> None:
    world = signed()
    assert isinstance(world.state, states.Submitting)
    assert world.state.visit.card is not None
    assert world.done == [effects.ReadCard(world.state.visit.card)]
    world.settle()
    assert isinstance(world.state, states.Submitted) and handed_in(world) == 1


def test_a_card_that_was_taken_out_before_counts_as_it_was_read() -> None:
    world = World()
    world.play_to(ITEM, states.Signing)
    world.remove()
    world.settle()
    world.done.clear()
    world.post(events.SignatureDone(STROKES, NOW))
    assert [type(effect) for effect in world.done] == [effects.Enqueue]


@pytest.mark.parametrize("content", [NEIGHBOUR, elder_by_social_security().content])
def test_another_card_hands_nothing_in_and_is_told(content: CardContent) -> None:
    """Another person's, and the same person's other one: what was filled in is bound to the card it began with."""
    world = World()
    world.play_to(ITEM, states.Signing)
    own, kept = world.content, dict(world.drafts)
    world.content = content
    world.done.clear()
    world.post(events.SignatureDone(STROKES, NOW))
    world.settle()
    assert isinstance(world.state, states.InsertingCard)
    assert world.state.problem is IdentityRefusal.OTHER_PERSON
    assert world.state.visit == Visit(item_ids=(ITEM,), online=world.state.visit.online)
    assert handed_in(world) == 0 and world.drafts == kept
    world.remove()
    world.content = own
    world.insert()
    world.settle()
    world.post(events.Confirmed())
    assert isinstance(world.state, states.ResumingDraft), "what was filled in waits for its own card"


def test_an_exchange_the_reader_noticed_at_last_is_told_before_the_other_card_is_read() -> None:
    """A SAM says CHANGED, and counts what lies there as its next insertion."""
    world = signed()
    assert world.state.visit.lying is not None
    card = world.state.visit.lying
    world.reader = CardStatus(READER, ReaderState.PRESENT, CardRef(READER, card.epoch + 1))
    told_of(world, CardProblem.CHANGED)
    assert isinstance(world.state, states.InsertingCard) and handed_in(world) == 0
    assert world.state.problem is IdentityRefusal.OTHER_PERSON
    world.post(events.ReaderChanged(CardStatus(READER, ReaderState.PRESENT, CardRef(READER, card.epoch + 2))))
    assert isinstance(world.state, states.InsertingCard)
    world.post(events.ReaderChanged(CardStatus(READER, ReaderState.EMPTY)))
    world.post(events.ReaderChanged(CardStatus(READER, ReaderState.PRESENT, CardRef(READER, card.epoch + 3))))
    assert isinstance(world.state, states.ReadingCard)


def test_an_exchange_that_was_seen_is_read_and_found() -> None:
    world = World()
    world.play_to(ITEM, states.Signing)
    world.content = NEIGHBOUR
    world.insert()
    world.settle()
    world.done.clear()
    world.post(events.SignatureDone(STROKES, NOW))
    world.settle()
    assert isinstance(world.state, states.InsertingCard) and handed_in(world) == 0


# Told of a card only where it is not the one that was read before.
OTHER = ("changed", "unsupported", "wrong_slot", "clerk_card", "pace_only")


@pytest.mark.parametrize("problem", CardProblem)
def test_only_another_card_stops_it(problem: CardProblem) -> None:
    world = signed()
    told_of(world, problem)
    assert handed_in(world) == (problem not in OTHER)
    assert isinstance(world.state, states.InsertingCard if problem in OTHER else states.Submitted)


def test_a_document_where_a_card_was_is_another_one() -> None:
    world = signed()
    world.pending[:] = [events.DocumentFound(TODAY)]
    world.settle()
    assert isinstance(world.state, states.InsertingCard) and handed_in(world) == 0


def test_a_late_reading_changes_nothing_once_it_is_handed_in() -> None:
    world = signed()
    world.pending.clear()
    world.post(events.CardFailed(CardProblem.TIMEOUT))
    assert handed_in(world) == 1
    before = world.state
    assert world.post(events.CardRead(NEIGHBOUR, TODAY, world.fresh_id())) == ()
    assert world.state == before


@pytest.mark.parametrize(("again", "goes"), [(False, True), (True, False)])
def test_a_travel_document_is_known_by_its_insertion(again: bool, goes: bool) -> None:
    world = World()
    world.play_to(ITEM, states.Signing)
    assert world.state.visit.identity is not None
    content = replace(world.state.visit.identity.content, kind=CardKind.TRAVEL_DOCUMENT)
    identity = replace(world.state.visit.identity, content=content)
    world.state = replace(world.state, visit=replace(world.state.visit, identity=identity))
    if again:
        world.remove()
        world.insert()
        world.settle()
    world.done.clear()
    world.post(events.SignatureDone(STROKES, NOW))
    world.pending[:] = [events.DocumentFound(TODAY)]
    world.settle()
    assert (handed_in(world) == 1) is goes


@pytest.mark.parametrize("problem", [CardProblem.REMOVED, CardProblem.CHANGED])
def test_a_removal_is_looked_at_once_more_because_another_card_may_lie_there(problem: CardProblem) -> None:
    for content, goes in ((elder().content, 1), (NEIGHBOUR, 0)):
        world = signed()
        world.pending.clear()
        world.content = content
        assert [type(effect) for effect in world.post(events.CardFailed(problem))] == [effects.ReadCard]
        world.settle()
        assert handed_in(world) == goes


def test_a_card_that_is_seen_to_be_gone_is_not_looked_for() -> None:
    world = signed()
    world.pending.clear()
    world.post(events.ReaderChanged(CardStatus(READER, ReaderState.EMPTY)))
    world.post(events.CardFailed(CardProblem.REMOVED))
    assert handed_in(world) == 1
