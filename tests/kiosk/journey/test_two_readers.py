"""Two readers at once: what one tells while the other has a card."""

from __future__ import annotations

from kiosk.cards import CardProblem, CardRef, CardStatus, ReaderState
from kiosk.journey import effects, events, states
from tests.kiosk.journey.test_carding import at_the_reader
from tests.kiosk.journey.world import READER, TODAY
from tests.kiosk.people import elder

OTHER = "another"


def sees(reader: str, state: ReaderState, epoch: int = 0) -> events.ReaderChanged:
    """What one of two readers tells."""
    return events.ReaderChanged(CardStatus(reader, state, CardRef(reader, epoch) if epoch else None))


def test_bad_cards_in_two_readers_are_each_read_once() -> None:
    world = at_the_reader()
    told = (sees(READER, ReaderState.PRESENT, 1), sees(OTHER, ReaderState.PRESENT, 1))
    asked: list[effects.Effect] = []
    for _ in range(6):
        for event in told:
            asked += world.post(event)
            if isinstance(world.state, states.ReadingCard):
                asked += world.post(events.CardFailed(CardProblem.DAMAGED))
    assert [effect.card.reader for effect in asked if isinstance(effect, effects.ReadCard)] == [READER, OTHER]
    world.post(sees(READER, ReaderState.PRESENT, 2))
    assert isinstance(world.state, states.ReadingCard)


def test_a_card_in_the_wrong_place_yields_to_one_in_the_right_place() -> None:
    world = at_the_reader()
    world.post(sees(OTHER, ReaderState.WRONG_SLOT))
    world.post(sees(READER, ReaderState.PRESENT, 1))
    assert isinstance(world.state, states.ReadingCard)
    world.post(sees(OTHER, ReaderState.WRONG_SLOT))
    assert isinstance(world.state, states.ReadingCard)
    world.post(events.CardRead(elder().content, TODAY, world.fresh_id()))
    assert isinstance(world.state, states.ConfirmingIdentity)
    assert world.state.visit.card == CardRef(READER, 1)


def test_what_a_reading_ended_with_is_told_beside_a_card_in_the_wrong_place() -> None:
    world = at_the_reader()
    world.post(sees(OTHER, ReaderState.WRONG_SLOT))
    world.post(sees(READER, ReaderState.PRESENT, 1))
    world.post(events.CardFailed(CardProblem.DAMAGED))
    world.post(sees(OTHER, ReaderState.WRONG_SLOT))
    assert isinstance(world.state, states.InsertingCard)
    assert world.state.problem is CardProblem.DAMAGED
    assert CardStatus(OTHER, ReaderState.WRONG_SLOT) in world.state.readers
