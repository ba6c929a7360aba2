"""A travel document: what opens it is written off it, a question a page, and whoever it names may apply where the list lets them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.applications.model import PASSPORT_TYPE
from kiosk.cards import CardProblem, CardStatus, ReaderState
from kiosk.cards.mrz import DocumentKey
from kiosk.forms import document
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import effects, events, states
from kiosk.materials.rules import asks_for_citizen
from tests.kiosk.journey.gallery import HOTLINE, ITEM, at_the_document, write
from tests.kiosk.journey.world import EMPTY, OFFERED, READER, World
from tests.kiosk.people import TRAVELLERS_KEY, sample_list, traveller


def opened(world: World) -> states.State:
    """The last page is done, and the chip answers."""
    world.post(events.Confirmed())
    world.settle()
    return world.state


def test_what_is_printed_in_it_opens_it_and_its_holder_applies() -> None:
    world = at_the_document()
    write(world)
    state = opened(world)
    assert isinstance(state, states.ConfirmingIdentity) and state.visit.identity is not None
    assert state.visit.identity.number == "E99000017"
    submitted = world.play_to(HOTLINE, states.Submitted)
    assert submitted.visit.document is not None
    applicant = submitted.visit.document.applicant
    assert (applicant.id_number, applicant.certificate_type, applicant.source) == (
        "E99000017", PASSPORT_TYPE, "travel_document",
    )  # fmt: skip


def test_the_chip_is_asked_with_the_key_as_it_is_written_in_the_zone() -> None:
    world = at_the_document()
    write(world, number=" e99000017 ")
    world.done.clear()
    world.post(events.Confirmed())
    (asked,) = [effect for effect in world.done if isinstance(effect, effects.ReadDocument)]
    assert asked.key == TRAVELLERS_KEY


def test_a_key_that_does_not_open_it_is_said_and_stays_to_be_compared() -> None:
    world = at_the_document()
    write(world, expiry="20340415")
    state = opened(world)
    assert isinstance(state, states.KeyingDocument) and state.page == 0
    assert [(problem.field, problem.key) for problem in state.problems] == [(document.NUMBER, "problem.document.wrong")]
    assert state.entered[document.EXPIRY] == "20340415"
    write(world)
    assert isinstance(opened(world), states.ConfirmingIdentity)


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        (document.NUMBER, "", "problem.required"),
        (document.NUMBER, "E9900中17", "problem.document.characters"),
        (document.NUMBER, "-", "problem.document.characters"),
        (document.BIRTH, "", "problem.required"),
        (document.BIRTH, "19740230", "problem.date.real"),
        (document.BIRTH, "20990101", "problem.date.absurd"),
        (document.EXPIRY, "", "problem.date.real"),
        (document.EXPIRY, "20330431", "problem.date.real"),
    ],
)
def test_what_is_no_answer_is_said_on_its_page(name: str, text: str, key: str) -> None:
    world = at_the_document()
    pages = (document.NUMBER, document.BIRTH, document.EXPIRY)
    right = dict(zip(pages, ("E99000017", "19740812", "20330415"), strict=True))
    for page in pages[: pages.index(name) + 1]:
        world.post(events.AnswerEntered(page, text if page == name else right[page]))
        world.post(events.Confirmed())
    state = world.state
    assert isinstance(state, states.KeyingDocument) and state.page == pages.index(name)
    assert [(problem.field, problem.key) for problem in state.problems] == [(name, key)]
    world.post(events.AnswerEntered(name, right[name]))
    assert isinstance(world.state, states.KeyingDocument) and world.state.problems == ()


def test_back_turns_the_pages_and_then_leaves_the_document_unread() -> None:
    world = at_the_document()
    write(world)
    for page in (1, 0):
        world.post(events.BackPressed())
        assert isinstance(world.state, states.KeyingDocument) and world.state.page == page
    world.post(events.BackPressed())
    assert isinstance(world.state, states.ReadingGuide)


def test_a_document_that_is_taken_away_is_asked_for_again_and_what_was_written_is_gone() -> None:
    world = at_the_document()
    write(world)
    world.post(events.ReaderChanged(CardStatus("another", ReaderState.EMPTY)))
    assert isinstance(world.state, states.KeyingDocument), "another reader knows nothing about it"
    world.post(events.ReaderChanged(EMPTY))
    assert isinstance(world.state, states.InsertingCard) and world.state.problem is CardProblem.REMOVED


def test_another_document_in_its_place_is_none_that_was_written_off() -> None:
    world = at_the_document()
    write(world)
    assert world.reader.card is not None
    another = replace(world.reader.card, epoch=world.reader.card.epoch + 1)
    world.post(events.ReaderChanged(CardStatus(READER, ReaderState.PRESENT, another)))
    assert isinstance(world.state, states.InsertingCard)


def test_where_the_list_wants_a_citizens_card_nobody_writes_anything_first() -> None:
    world = World(traveller(), key=TRAVELLERS_KEY)
    person = replace(world.person(ITEM), insert=lambda: None)
    world.play(person, lambda state: isinstance(state, states.InsertingCard))
    world.insert()
    world.settle()
    state = world.state
    assert isinstance(state, states.InsertingCard) and state.problem is IdentityRefusal.CITIZEN_CARD_ASKED


def test_the_items_that_ask_for_no_citizens_card_are_those_of_the_list() -> None:
    items = {name: sample_list().item(name) for name in OFFERED}
    open_to_all = {name for name, item in items.items() if not asks_for_citizen((item,))}
    assert open_to_all == {name for name, item in items.items() if not item.materials}
    assert HOTLINE in open_to_all and ITEM not in open_to_all


def test_only_checked_answers_make_a_key() -> None:
    right = {document.NUMBER: "E1", document.BIRTH: "19740812", document.EXPIRY: "20330415"}
    assert document.key_of(right) == DocumentKey("E1", "740812", "330415")
    for name in right:
        with pytest.raises(ValueError, match="not been checked"):
            document.key_of({**right, name: "?"})
