"""From the first question to the signature: mistakes are said, nothing written is lost, promises can be refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications.freeze import document_sha256
from kiosk.forms.choices import YES
from kiosk.forms.fields import COMMITMENT
from kiosk.journey import effects, events, states
from kiosk.materials.model import Way
from tests.kiosk.journey.gallery import ITEM, STROKES
from tests.kiosk.journey.world import DEFERRAL_DAYS, NOW, OFFERED, TODAY, World

# Items whose list takes a promise for a paper that may also come in another way, and whether its form has a field that says so.
PROMISED = [
    ("temp-aid", "event", Way.DEFERRED, None),
    ("dibao", "illness", Way.WAIVED, None),
    ("logging", "forest_right", Way.WAIVED, YES),
    ("mi-offsite", "proof", Way.DEFERRED, YES),
    ("indiv-biz", "place", Way.DEFERRED, YES),
]
WRONG_PHONE = "1384788"


def at(kind: type[states.State], item: str = ITEM) -> tuple[World, states.State]:
    """A visit at the first state of a kind."""
    world = World()
    state = world.play_to(item, kind)
    assert isinstance(state, kind)
    return world, state


def with_phone() -> tuple[World, int]:
    """A visit at the page that asks for a telephone number."""
    world = World()
    world.play(world.person(ITEM), lambda state: isinstance(state, states.FillingForm) and "mobile" in _asked(state))
    assert isinstance(world.state, states.FillingForm)
    return world, world.state.page


def _asked(state: states.FillingForm) -> set[str]:
    assert state.visit.form is not None
    return {field.id for field in state.visit.form.pages[state.page].fields}


@pytest.mark.parametrize("item", OFFERED)
def test_a_blank_phone_passes(item: str) -> None:
    """Nobody needs a telephone to apply (K21); the field is there, and its answer is not."""
    world, _ = at(states.Signing, item)
    form, document = world.state.visit.form, world.state.visit.document
    assert form is not None and document is not None
    assert "mobile" in {field.id for page in form.pages for field in page.fields}
    assert "mobile" not in document.answers


@given(st.text("0123456789x -", min_size=1, max_size=9).filter(lambda text: text.strip(" -")))
def test_a_wrong_answer_stays_on_the_page_and_is_said(phone: str) -> None:
    world, page = with_phone()
    answers = world.state.visit.answers
    world.post(events.AnswerEntered("mobile", phone))
    world.post(events.Confirmed())
    state = world.state
    assert isinstance(state, states.FillingForm) and state.page == page and state.entered["mobile"] == phone
    assert [problem.field for problem in state.problems if problem.field == "mobile"] == ["mobile"]
    assert "mobile" not in state.visit.answers and answers.items() <= state.visit.answers.items()


def test_a_problem_goes_when_its_field_is_written_in_and_only_that_one() -> None:
    world, _ = with_phone()
    world.post(events.AnswerEntered("mobile", WRONG_PHONE))
    world.post(events.Confirmed())
    before = world.state
    assert isinstance(before, states.FillingForm)
    others = [problem for problem in before.problems if problem.field != "mobile"]
    world.post(events.AnswerEntered("mobile", "13847880000"))
    assert isinstance(world.state, states.FillingForm) and list(world.state.problems) == others
    for event in world.person(ITEM).moves(world.state):
        if event != events.AnswerEntered("mobile", ""):
            world.post(event)
    assert world.state.visit.answers["mobile"].value == "13847880000"


@pytest.mark.parametrize("item", OFFERED)
def test_all_the_way_back_and_forward_again_loses_nothing(item: str) -> None:
    world, state = at(states.Checking, item)
    answers, materials = state.visit.answers, state.visit.materials
    document = state.visit.document
    while not isinstance(world.state, states.ConfirmingIdentity):
        world.post(events.BackPressed())
    assert (world.state.visit.answers, world.state.visit.materials) == (answers, materials)
    for _ in range(30):
        if isinstance(world.state, states.Checking):
            break
        world.post(events.Confirmed())
    assert isinstance(world.state, states.Checking) and world.state.visit.document == document


def test_what_is_right_on_a_page_is_kept_when_it_is_left_backwards() -> None:
    world, page = with_phone()
    world.post(events.AnswerEntered("mobile", "13847880000"))
    world.post(events.BackPressed())
    assert world.state.visit.answers["mobile"].value == "13847880000"
    world.post(events.Confirmed())
    world.play(world.person(ITEM), lambda state: isinstance(state, states.FillingForm) and state.page >= page)
    assert world.state.visit.answers["mobile"].value == "13847880000"


def test_what_is_wrong_on_a_page_is_neither_kept_nor_scolded_when_it_is_left_backwards() -> None:
    world, _ = with_phone()
    world.post(events.AnswerEntered("mobile", WRONG_PHONE))
    world.post(events.BackPressed())
    assert "mobile" not in world.state.visit.answers
    assert not isinstance(world.state, states.FillingForm) or world.state.problems == ()


@pytest.mark.parametrize("item", OFFERED)
def test_a_draft_is_kept_at_every_page_that_is_turned(item: str) -> None:
    """And it is always the whole of what was said so far."""
    world, _ = at(states.Submitted, item)
    for before, event, after, doing in world.steps:
        onward = isinstance(event, events.Confirmed) and isinstance(
            before, states.FillingForm | states.ShowingMaterials
        )
        kept = isinstance(event, events.PictureKept)
        told = isinstance(after, states.ShowingMaterials) and after.problems != ()
        saved = [effect.draft for effect in doing if isinstance(effect, effects.SaveDraft)]
        assert len(saved) == (kept or (onward and not told))
        assert all((draft.answers, draft.materials) == (after.visit.answers, after.visit.materials) for draft in saved)


def test_a_page_can_be_changed_from_the_check_page() -> None:
    world, state = at(states.Checking)
    world.post(events.EditAsked(0))
    assert isinstance(world.state, states.FillingForm) and world.state.page == 0
    assert world.state.visit.answers == state.visit.answers
    world.play_to(ITEM, states.Checking)
    world.post(events.EditAsked(-1))
    assert isinstance(world.state, states.ShowingMaterials)


@pytest.mark.parametrize(("item", "material", "otherwise", "field"), PROMISED)
def test_a_promise_is_never_proposed_and_can_be_refused(
    item: str, material: str, otherwise: Way, field: str | None
) -> None:
    """Promised, the list's own field says yes; refused, there is no trace of it (K44)."""
    world, state = at(states.ShowingMaterials, item)
    assert Way.COMMITTED not in {one.way for one in state.visit.materials}
    for way, answer in ((Way.COMMITTED, field), (otherwise, None)):
        world.post(events.WayChosen(item, material, way))
        world.post(events.Confirmed())
        document = world.state.visit.document
        assert isinstance(world.state, states.Checking) and document is not None
        assert [one.way for one in document.materials if one.material_id == material] == [way]
        assert (document.answers[COMMITMENT].value if COMMITMENT in document.answers else None) == answer
        world.post(events.BackPressed())


@pytest.mark.parametrize("item", ["mi-offsite", "indiv-biz", "legal-aid", "temp-aid"])
def test_what_may_come_later_says_until_when(item: str) -> None:
    """The day is counted here by the calendar, from the station's rule."""
    _, state = at(states.Checking, item)
    deferred = [one for one in state.visit.materials if one.way is Way.DEFERRED]
    last = (TODAY + timedelta(DEFERRAL_DAYS)).isoformat().replace("-", "")
    assert deferred and {one.until for one in deferred} == {last}


def test_a_paper_the_list_demands_is_not_passed_over() -> None:
    world, state = at(states.ShowingMaterials)
    world.state = states.ShowingMaterials(replace(state.visit, materials=()))
    world.post(events.Confirmed())
    assert isinstance(world.state, states.ShowingMaterials)
    assert {problem.key for problem in world.state.problems} == {"problem.material.missing"}
    assert {problem.field for problem in world.state.problems} >= {f"{ITEM}/id_card"}


def test_a_way_that_is_not_open_changes_nothing() -> None:
    world, state = at(states.ShowingMaterials)
    world.post(events.WayChosen(ITEM, "id_card", Way.COMMITTED))
    assert world.state.visit.materials == state.visit.materials


def test_an_empty_pad_is_said_and_nothing_is_handed_in() -> None:
    world, _ = at(states.Signing)
    for strokes in ((), ((),)):
        world.post(events.SignatureDone(strokes, NOW))
        assert isinstance(world.state, states.Signing) and world.state.empty
    assert not [effect for effect in world.done if isinstance(effect, effects.Enqueue)]


def test_the_signature_is_under_what_was_read_and_at_its_moment() -> None:
    world, state = at(states.Signing)
    world.post(events.SignatureDone(STROKES, NOW))
    world.settle()
    (enqueue,) = (effect for effect in world.done if isinstance(effect, effects.Enqueue))
    assert isinstance(state, states.Signing) and enqueue.document == state.visit.document
    assert enqueue.signature.document_sha256 == document_sha256(enqueue.document) == state.document_sha256
    assert (enqueue.signature.strokes, enqueue.signature.signed_at.unix_ms) == (STROKES, NOW.unix_ms)


def test_the_document_says_the_language_it_was_read_in() -> None:
    world, state = at(states.Checking)
    world.post(events.LanguageAsked())
    world.post(events.LanguageChosen("en"))
    world.post(events.Confirmed())
    assert isinstance(world.state, states.Signing)
    assert state.visit.document is not None and state.visit.document.language == "zh"
    document = world.state.visit.document
    assert document is not None and document.language == "en"
    assert world.state.document_sha256 == document_sha256(document)
