"""What a clerk who signed in is for: somebody without a card is entered by hand, or has the witness that the form asks for."""

from __future__ import annotations

import pytest

from kiosk.applications.model import ClerkSignIn
from kiosk.forms import person
from kiosk.identity.clerk import PinRefusal, PinTrouble
from kiosk.identity.id_number import NumberProblem, check_character
from kiosk.journey import effects, events, states
from kiosk.journey.visit import Visit
from tests.kiosk.journey.clerks import at, seen
from tests.kiosk.journey.gallery import ITEM, STROKES
from tests.kiosk.journey.world import CLERK, NOW, World
from tests.kiosk.people import SAMPLE_NUMBER

WITNESSED = "rp-alive"
WRONG = PinRefusal(PinTrouble.WRONG, 2)


def at_the_witness() -> World:
    """The page that asks for a witness, with everything else on it answered."""
    world = World()
    world.play(world.person(WITNESSED), lambda state: isinstance(state, states.InsertingClerkCard))
    world.done.clear()
    return world


def test_no_draft_is_kept_or_looked_for() -> None:
    world = World()
    world.play(world.cardless(ITEM), lambda state: isinstance(state, states.Signing))
    assert not {effects.SaveDraft, effects.FindDraft} & set(seen(world))


def test_a_wrong_number_is_told_as_everywhere_and_an_unknown_region_is_none() -> None:
    world = at(states.KeyingPerson)
    world.post(events.Confirmed())
    assert isinstance(world.state, states.KeyingPerson) and world.state.page == 0
    assert [problem.key for problem in world.state.problems] == ["problem.required"]
    world.post(events.AnswerEntered(person.NAME, " 乌云 "))
    world.post(events.Confirmed())
    world.post(events.AnswerEntered(person.NUMBER, SAMPLE_NUMBER[:-1] + "1"))
    world.post(events.Confirmed())
    assert isinstance(world.state, states.KeyingPerson)
    assert [problem.key for problem in world.state.problems] == [f"problem.id_number.{NumberProblem.CHECK}"]
    body = "199999" + "19800101" + "002"
    world.post(events.AnswerEntered(person.NUMBER, body + check_character(body)))
    world.post(events.Confirmed())
    assert isinstance(world.state, states.ConfirmingIdentity) and world.state.visit.identity is not None
    assert world.state.visit.identity.content.name == "乌云"


@pytest.mark.parametrize(
    "number", ["PAK310080010103", "932682198501010017", "810000199408230021", "11010519491231002x"]
)
def test_every_class_of_number_can_be_entered(number: str) -> None:
    world = at(states.KeyingPerson)
    for name, text in ((person.NAME, "乌云"), (person.NUMBER, number.lower())):
        world.post(events.AnswerEntered(name, text))
        world.post(events.Confirmed())
    assert isinstance(world.state, states.ConfirmingIdentity) and world.state.visit.identity is not None
    assert world.state.visit.identity.number == number.upper()


def test_who_says_that_is_not_me_needs_a_clerk_again() -> None:
    world = at(states.ConfirmingIdentity)
    world.post(events.Denied())
    assert isinstance(world.state, states.InsertingCard)
    assert world.state.visit == Visit(item_ids=(ITEM,))


def test_a_card_that_lies_there_is_not_the_person_s_at_the_signature() -> None:
    for insert in (World.insert, World.insert_clerk):
        world = at(states.Signing)
        insert(world)
        world.settle()
        world.done.clear()
        assert world.state.visit.lying is not None
        world.post(events.SignatureDone(STROKES, NOW))
        assert seen(world) == [effects.Enqueue]


def test_a_witness_is_asked_for_where_the_number_was_typed_and_what_is_on_the_page_is_kept() -> None:
    world = at_the_witness()
    assert isinstance(world.state, states.InsertingClerkCard) and world.state.page is not None
    page, kept = world.state.page, dict(world.state.visit.answers)
    assert "auth_method" in kept
    world.play(world.person(WITNESSED), lambda state: isinstance(state, states.FillingForm))
    assert isinstance(world.state, states.FillingForm) and world.state.page == page
    assert world.state.visit.clerk == CLERK and world.state.visit.answers == kept


def test_the_card_of_the_person_that_lies_there_is_not_taken_for_a_clerk_s() -> None:
    world = at_the_witness()
    world.settle()
    assert isinstance(world.state, states.InsertingClerkCard) and world.state.problem is None
    assert effects.ReadCard not in seen(world)


def test_a_page_that_asks_for_a_witness_is_not_left_without_one() -> None:
    world = at_the_witness()
    world.post(events.BackPressed())
    assert isinstance(world.state, states.FillingForm)
    world.post(events.AnswerEntered("witness_id", "0007"))
    world.post(events.Confirmed())
    assert isinstance(world.state, states.FillingForm)
    assert [(problem.field, problem.key) for problem in world.state.problems] == [("witness_id", "problem.witness")]
    assert "witness_id" not in world.state.visit.answers


def test_a_draft_brings_no_witness_back() -> None:
    earlier = World()
    earlier.play_to(WITNESSED, states.ShowingMaterials)
    world = World(drafts=dict(earlier.drafts), ids=earlier.ids)
    world.play_to(WITNESSED, states.Leaving)
    met = [type(state) for _, _, state, _ in world.steps]
    assert states.ResumingDraft in met and states.EnteringPin in met
    document = world.state.visit.document
    assert document is not None and document.sign_in == ClerkSignIn(CLERK.name, CLERK.number)


def test_a_clerk_s_card_left_in_the_reader_does_not_stop_the_person_it_witnessed() -> None:
    world = World()
    world.play_to(WITNESSED, states.Signing)
    world.insert_clerk()
    world.settle()
    world.done.clear()
    world.post(events.SignatureDone(STROKES, NOW))
    world.settle()
    assert isinstance(world.state, states.Submitted) and seen(world).count(effects.Enqueue) == 1


def test_who_goes_back_to_the_guide_needs_the_witness_anew() -> None:
    world = World()
    world.play_to(WITNESSED, states.ShowingMaterials)
    while not isinstance(world.state, states.ReadingGuide):
        world.post(events.BackPressed())
    world.post(events.ApplyPressed())
    world.settle()
    assert isinstance(world.state, states.ConfirmingIdentity) and world.state.visit.clerk is None


def test_a_witness_of_a_way_that_is_not_chosen_any_more_is_not_named() -> None:
    world = World()
    world.play_to(WITNESSED, states.ShowingMaterials)
    visit = world.state.visit
    assert visit.form is not None
    other = next(
        option.partition(" ")[0]
        for page in visit.form.pages
        for field in page.fields
        for option in field.options
        if field.id == "auth_method" and "见证" not in option
    )
    number = next(at for at, page in enumerate(visit.form.pages) if "auth_method" in {one.id for one in page.fields})
    world.state = states.FillingForm(visit, number)
    world.post(events.AnswerEntered("auth_method", other))
    world.play(world.person(WITNESSED), lambda state: isinstance(state, states.Checking))
    document = world.state.visit.document
    assert document is not None and "witness_id" not in document.answers
    assert document.clerk is None and document.sign_in is None


def test_nothing_of_clerk_or_person_is_left_at_the_end() -> None:
    world = World()
    world.play(world.cardless(ITEM), lambda state: isinstance(state, states.Leaving))
    world.post(events.TimedOut())
    assert world.state.visit == Visit() and world.done[-1] == effects.Wipe()
