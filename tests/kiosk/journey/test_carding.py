"""From the card to the form: bad cards, expired ones, somebody else's, and what was begun before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import CardContent, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import effects, events, states
from kiosk.journey.visit import Visit
from tests.kiosk.journey.gallery import ITEM, draft_for
from tests.kiosk.journey.world import READER, TODAY, World
from tests.kiosk.people import elder, elder_by_social_security

REFUSED = {
    IdentityRefusal.NUMBER_MISSING: replace(elder().content, id_number=""),
    IdentityRefusal.NAME_MISSING: replace(elder().content, name=" "),
    IdentityRefusal.NUMBER_INVALID: replace(elder().content, id_number="110105194912310021"),
    IdentityRefusal.BIRTH_DATE_MISMATCH: replace(elder().content, birth_date=date(1950, 1, 1)),
}


def at_the_reader(content: CardContent | None = None) -> World:
    """A visit that waits for a card."""
    world = World() if content is None else World(content)
    person = replace(world.person(ITEM), insert=lambda: None)
    world.play(person, lambda state: isinstance(state, states.InsertingCard))
    world.done.clear()
    return world


def known(world: World) -> states.State:
    """The card goes in and is read."""
    world.insert()
    world.settle()
    return world.state


def reads(world: World) -> int:
    """How often a card was read."""
    return sum(isinstance(effect, effects.ReadCard) for effect in world.done)


def begun(content: CardContent | None = None) -> World:
    """Somebody filled in two pages, and the power was cut: a new visit of the same card up to the question of it."""
    before = World() if content is None else World(content)
    before.play(before.person(ITEM), lambda state: isinstance(state, states.FillingForm) and state.page == 2)
    world = at_the_reader(content)
    world.drafts, world.ids = before.drafts, before.ids
    assert isinstance(known(world), states.ConfirmingIdentity)
    return world


@pytest.mark.parametrize(
    "problem", [*(problem for problem in CardProblem if problem is not CardProblem.CLERK_CARD), *REFUSED]
)
def test_a_bad_card_is_said_and_not_read_again_until_it_is_taken_out(problem: CardProblem | IdentityRefusal) -> None:
    world = at_the_reader(REFUSED[problem] if isinstance(problem, IdentityRefusal) else None)
    world.insert()
    world.post(world.pending.pop(0))
    assert isinstance(world.state, states.ReadingCard)
    if isinstance(problem, CardProblem):
        world.pending[:] = [events.CardFailed(problem)]
    world.settle()
    assert isinstance(world.state, states.InsertingCard) and world.state.problem is problem
    assert world.state.readers == (world.reader,), "what the readers see is asked for anew"
    world.post(events.ReaderChanged(world.reader))
    world.post(events.ReaderChanged(world.reader))
    assert isinstance(world.state, states.InsertingCard) and reads(world) == 1
    world.remove()
    world.settle()
    assert isinstance(world.state, states.InsertingCard) and world.state.problem is problem, "it still has to be said"
    world.content = elder().content
    assert isinstance(known(world), states.ConfirmingIdentity) and reads(world) == 2


@pytest.mark.parametrize("state", list(ReaderState))
def test_what_was_wrong_is_told_until_there_is_another_card_to_speak_of(state: ReaderState) -> None:
    world = at_the_reader()
    assert isinstance(world.state, states.InsertingCard)
    world.state = replace(world.state, problem=CardProblem.REMOVED)
    card = CardRef(READER, 7) if state is ReaderState.PRESENT else None
    world.post(events.ReaderChanged(CardStatus(READER, state, card)))
    if state is ReaderState.PRESENT:
        assert isinstance(world.state, states.ReadingCard)
    else:
        assert isinstance(world.state, states.InsertingCard)
        gone = state in (ReaderState.EMPTY, ReaderState.NO_READER, ReaderState.NO_SERVICE)
        assert world.state.problem is (CardProblem.REMOVED if gone else None)


def test_a_card_that_takes_too_long_is_said_and_not_read_again() -> None:
    world = at_the_reader()
    world.insert()
    world.post(world.pending.pop(0))
    late = world.pending.pop()
    world.post(events.TimedOut())
    assert isinstance(world.state, states.InsertingCard) and world.state.problem is CardProblem.TIMEOUT
    world.settle()
    world.post(late)
    assert isinstance(world.state, states.InsertingCard) and world.state.visit.identity is None and reads(world) == 1


@given(st.integers(-4000, 4000))
def test_an_expired_card_is_accepted_and_said(days: int) -> None:
    """The last day that is printed on it still counts."""
    state = known(at_the_reader(replace(elder().content, valid_to=TODAY + timedelta(days))))
    assert isinstance(state, states.ConfirmingIdentity) and state.visit.identity is not None
    assert state.visit.identity.expired is (days < 0)


def test_what_every_reader_sees_is_kept_side_by_side() -> None:
    world = at_the_reader()
    for status in (
        CardStatus("b", ReaderState.MUTE), CardStatus("a", ReaderState.NO_READER), CardStatus("b", ReaderState.EMPTY),
    ):  # fmt: skip
        world.post(events.ReaderChanged(status))
    assert isinstance(world.state, states.InsertingCard)
    assert [(seen.reader, seen.state) for seen in world.state.readers if seen.reader != READER] == [
        ("a", ReaderState.NO_READER),
        ("b", ReaderState.EMPTY),
    ]


def test_not_me_forgets_the_person_and_leaves_their_card_alone() -> None:
    world = begun()
    world.post(events.LinkChanged(online=True))
    world.post(events.Denied())
    assert world.state.visit == Visit("zh", (ITEM,), online=True)
    world.settle()
    assert isinstance(world.state, states.InsertingCard) and reads(world) == 1
    world.post(events.DraftFound(draft_for(world.state)))
    assert world.state.visit.draft is None
    world.remove()
    world.settle()
    world.content = elder_by_social_security().content
    visit = known(world).visit
    assert visit.identity is not None and visit.identity.content == world.content and visit.draft is None


def test_a_card_taken_out_is_seen_and_another_reader_knows_nothing_of_it() -> None:
    world = begun()
    assert world.state.visit.card_in
    world.post(events.ReaderChanged(CardStatus("another", ReaderState.EMPTY)))
    assert world.state.visit.card_in
    world.remove()
    world.settle()
    assert not world.state.visit.card_in
    world.post(events.ReaderChanged(CardStatus("another", ReaderState.PRESENT, CardRef("another", 9))))
    assert not world.state.visit.card_in and reads(world) == 1


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        ({}, True),
        ({"item_ids": ("elder-80",)}, False),
        ({"item_ids": (ITEM, "elder-80")}, False),
        ({"catalogue_version": "0.0.9"}, False),
    ],
)
def test_a_draft_is_offered_for_the_same_item_under_the_same_list_only(
    change: dict[str, object], offered: bool
) -> None:
    world = at_the_reader()
    known(world)
    world.post(events.DraftFound(msgspec.structs.replace(draft_for(world.state), **change)))
    world.post(events.Confirmed())
    assert isinstance(world.state, states.ResumingDraft if offered else states.FillingForm)
    assert not any(isinstance(effect, effects.DiscardDraft) for effect in world.done)


def test_taking_up_keeps_id_answers_papers_and_page() -> None:
    world = begun()
    (draft,) = world.drafts.values()
    world.post(events.Confirmed())
    world.post(events.Confirmed())
    state = world.state
    assert isinstance(state, states.FillingForm) and state.page == draft.page == 2 and draft.answers
    assert (state.visit.application_id, state.visit.answers, state.visit.materials) == (draft.id, draft.answers, ())
    world.play_to(ITEM, states.Leaving)
    (handed_in,) = (effect for effect in world.done if isinstance(effect, effects.Enqueue))
    assert handed_in.document.id == draft.id
    assert draft.answers.items() <= handed_in.document.answers.items()


def test_a_page_that_is_not_there_any_more_is_the_last_one() -> None:
    world = begun()
    (binding,) = world.drafts
    world.post(events.DraftFound(msgspec.structs.replace(world.drafts[binding], page=99)))
    world.post(events.Confirmed())
    world.post(events.Confirmed())
    assert isinstance(world.state, states.FillingForm) and world.state.visit.form is not None
    assert world.state.page == len(world.state.visit.form.pages) - 1


def test_what_was_taken_up_is_not_taken_up_again_over_what_was_added() -> None:
    world = begun()
    world.post(events.Confirmed())
    world.post(events.Confirmed())
    world.play(world.person(ITEM), lambda state: isinstance(state, states.FillingForm) and state.page == 4)
    answers = world.state.visit.answers
    while not isinstance(world.state, states.ConfirmingIdentity):
        world.post(events.BackPressed())
    world.post(events.Confirmed())
    assert isinstance(world.state, states.FillingForm) and world.state.visit.answers == answers


def test_beginning_anew_forgets_the_draft_and_nothing_else() -> None:
    world = begun()
    (draft,) = world.drafts.values()
    world.post(events.Confirmed())
    world.post(events.Denied())
    assert isinstance(world.state, states.FillingForm) and world.state.page == 0 and world.state.visit.answers == {}
    assert world.state.visit.application_id != draft.id
    assert [effect for effect in world.done if isinstance(effect, effects.DiscardDraft)] == [
        effects.DiscardDraft(draft.id)
    ]


def test_going_back_to_being_told_is_no_dead_end_even_with_a_draft() -> None:
    world = begun()
    assert world.state.visit.draft is not None
    world.post(events.BackPressed())
    assert isinstance(world.state, states.ReadingGuide)
    world.post(events.ApplyPressed())
    world.settle()
    assert isinstance(world.state, states.ConfirmingIdentity) and world.state.visit.draft is not None
    assert reads(world) == 1, "who is known need not put in the card again"


def test_what_is_being_filled_in_is_not_offered_as_something_begun_before() -> None:
    """It was kept at every page; who goes back to read the guide goes on with it without being asked."""
    world = at_the_reader()
    known(world)
    world.play(world.person(ITEM), lambda state: isinstance(state, states.FillingForm) and state.page == 2)
    answers = world.state.visit.answers
    while not isinstance(world.state, states.ReadingGuide):
        world.post(events.BackPressed())
    world.post(events.ApplyPressed())
    world.settle()
    assert world.drafts and world.state.visit.draft is None
    world.post(events.Confirmed())
    assert isinstance(world.state, states.FillingForm) and world.state.visit.answers == answers


def test_another_item_is_not_offered_the_first_one_s_draft() -> None:
    world = begun()
    for event in (events.BackPressed(), events.BackPressed(), events.ItemChosen("elder-80"), events.ApplyPressed()):
        world.post(event)
    world.settle()
    assert isinstance(world.state, states.ConfirmingIdentity) and world.state.visit.draft is None
    world.post(events.Confirmed())
    assert isinstance(world.state, states.FillingForm) and world.state.visit.item_ids == ("elder-80",)


def test_going_back_from_the_chooser_once_known_leaves_by_the_reminder_to_take_the_card() -> None:
    world = begun()
    for event in (events.BackPressed(), events.BackPressed(), events.BackPressed()):
        world.post(event)
    assert isinstance(world.state, states.Leaving) and world.state.visit.card_in


def test_a_disk_that_is_full_is_told_before_the_card_is_asked_for() -> None:
    world = World()
    person = replace(world.person(ITEM), insert=lambda: None)
    world.play(person, lambda state: isinstance(state, states.ReadingGuide))
    world.post(events.ApplyPressed())
    world.pending[:] = [events.RoomChecked("S02")]
    world.settle()
    assert isinstance(world.state, states.Faulted) and world.state.code == "S02"
    world.post(events.Confirmed())
    assert isinstance(world.state, states.ReadingGuide)
