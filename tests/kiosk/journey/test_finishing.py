"""From the number to the door: late answers, paper, grades, leaving."""

from __future__ import annotations

import pytest

from kiosk.feedback.model import Grade
from kiosk.journey import effects, events, states
from kiosk.journey.visit import Visit
from kiosk.receipts.model import PrintState
from tests.kiosk.journey.gallery import ITEM, STROKES, over
from tests.kiosk.journey.world import NOW, World, collected, facts, plain


def signed() -> World:
    """A visit whose entry is on its way to the disk; nothing is answered by itself any more."""
    world = World()
    world.play_to(ITEM, states.Signing)
    world.post(events.SignatureDone(STROKES, NOW))
    world.pending.clear()
    world.done.clear()
    return world


def handed_in(world: World) -> events.ApplicationCollected:
    """What the store will say."""
    return events.ApplicationCollected(collected(world.state.visit.application_id))


def assert_told(world: World) -> None:
    """The number is on the screen, and its paper is asked for, once."""
    assert isinstance(world.state, states.Submitted)
    what = world.state.visit.collected
    assert what == collected(world.state.visit.application_id)
    assert world.done == [effects.Print(what.application_id), effects.Synchronise()]


def after(kind: type[states.State]) -> World:
    """A visit that has come so far, with its paper in hand."""
    world = World()
    world.play_to(ITEM, kind)
    world.done.clear()
    return world


def test_the_number_is_told_before_any_paper_moves() -> None:
    world = signed()
    assert isinstance(world.state, states.Submitting)
    world.post(handed_in(world))
    assert_told(world)
    assert world.state.visit.print_state is PrintState.PRINTING


@pytest.mark.parametrize("steps", range(1, 4))
def test_a_late_answer_of_the_store_still_tells_and_prints(steps: int) -> None:
    """After the time-out of the wait, on the fault's page, on the warning over it; once nobody is there it is too late."""
    world = signed()
    late = handed_in(world)
    for _ in range(steps):
        world.post(events.TimedOut())
    assert isinstance(world.state, (states.Faulted, states.Warned, states.Attracting)[steps - 1])
    world.done.clear()
    world.post(late)
    if isinstance(plain(world.state), states.Attracting):
        assert world.done == [] and world.state == states.Attracting()
    else:
        assert_told(world)


@pytest.mark.parametrize("kind", [states.Warned, states.AskingHelp, states.Faulted, states.ChoosingLanguage])
def test_an_overlay_does_not_hide_the_number(kind: type[states.State]) -> None:
    world = signed()
    late = handed_in(world)
    world.post(events.TimedOut())
    world.post(events.Confirmed())
    assert isinstance(world.state, states.Checking)
    world.state = over(world.state)[kind]
    world.post(late)
    assert_told(world)


def test_home_does_not_lose_a_late_number() -> None:
    world = signed()
    late = handed_in(world)
    world.post(events.HomePressed())
    assert isinstance(world.state, states.Submitting), "for these seconds there is nothing to do but wait"
    world.post(events.TimedOut())
    world.post(events.HomePressed())
    assert isinstance(world.state, states.Leaving)
    world.post(late)
    assert_told(world)


def test_signed_twice_it_is_told_and_printed_once() -> None:
    """The store answers both times with the first entry; whoever has gone on is not called back."""
    world = signed()
    late = handed_in(world)
    world.remove()
    world.settle()
    for event in (events.TimedOut(), events.Confirmed(), events.Confirmed(), events.SignatureDone(STROKES, NOW)):
        world.post(event)
    assert [effect.document.id for effect in world.done if isinstance(effect, effects.Enqueue)] == [
        late.collected.application_id
    ]
    world.done.clear()
    world.post(late)
    assert_told(world)
    world.post(events.Confirmed())
    world.done.clear()
    world.post(late)
    assert isinstance(world.state, states.TakingReceipt) and world.done == []


def test_somebody_else_s_number_is_not_shown() -> None:
    world = signed()
    world.post(events.ApplicationCollected(collected("018f0000-0000-7000-8000-0000000000ff")))
    assert isinstance(world.state, states.Submitting) and world.done == []


def test_a_store_that_fails_leads_back_to_the_check_page() -> None:
    world = signed()
    world.post(events.FaultRaised("S02"))
    assert isinstance(world.state, states.Faulted) and world.state.code == "S02"
    world.post(events.Confirmed())
    assert isinstance(world.state, states.Checking) and world.state.visit.document is not None


@pytest.mark.parametrize(
    ("answer", "recorded"),
    [("none", PrintState.CANCELLED), ("came_out", PrintState.PRINTED), ("did_not", PrintState.FAILED)],
)
def test_a_person_says_what_became_of_doubtful_paper(answer: str, recorded: PrintState) -> None:
    world = after(states.TakingReceipt)
    world.post(events.PaperChanged(PrintState.UNCERTAIN, "P22"))
    world.post(events.PaperAnswered(answer))
    application_id = world.state.visit.application_id
    assert world.done == [effects.RecordPaper(application_id, recorded)]
    assert (world.state.visit.print_state, world.state.visit.print_fault) == (recorded, "")


@pytest.mark.parametrize("became", PrintState)
def test_one_more_copy_is_a_copy_only_if_the_original_came_out(became: PrintState) -> None:
    world = after(states.TakingReceipt)
    world.post(events.PaperChanged(became))
    world.post(events.PaperAnswered("again"))
    again = became is PrintState.PRINTED
    assert world.done == [effects.Print(world.state.visit.application_id, again=again)]
    assert world.state.visit.print_state is PrintState.PRINTING


@pytest.mark.parametrize("kind", [states.Submitted, states.TakingReceipt, states.Rating, states.Leaving])
@pytest.mark.parametrize("cover", [None, states.Warned, states.AskingHelp, states.Faulted, states.ChoosingLanguage])
def test_what_became_of_the_paper_is_heard_everywhere(
    kind: type[states.State], cover: type[states.State] | None
) -> None:
    world = after(kind)
    world.state = over(world.state)[cover] if cover else world.state
    world.post(events.PaperChanged(PrintState.FAILED, "P21"))
    beneath = plain(world.state).visit
    assert (
        (beneath.print_state, beneath.print_fault)
        == (PrintState.FAILED, "P21")
        == (
            world.state.visit.print_state,
            world.state.visit.print_fault,
        )
    )


@pytest.mark.parametrize("grade", Grade)
def test_a_grade_is_queued_for_this_application(grade: Grade) -> None:
    world = after(states.Rating)
    world.post(events.Rated(grade, (), NOW, "018f0000-0000-7000-8000-000000000077"))
    (queued,) = (effect.rating for effect in world.done if isinstance(effect, effects.EnqueueRating))
    assert (queued.id, queued.grade, queued.item_id) == ("018f0000-0000-7000-8000-000000000077", grade, ITEM)
    assert queued.application_id == world.state.visit.application_id and queued.place == facts().place
    assert isinstance(world.state, states.Leaving) and world.state.visit.grade is grade


@pytest.mark.parametrize(
    "event", [events.TimedOut(), events.RatingSkipped(), events.Confirmed(), events.BackPressed(), events.HomePressed()]
)
def test_no_grade_is_no_rating(event: events.Event) -> None:
    """Nobody who walks away, and nobody who skips, has rated (K26)."""
    world = after(states.Rating)
    world.post(event)
    assert world.done == [] and isinstance(world.state, states.Leaving) and world.state.visit.grade is None


@pytest.mark.parametrize("event", [events.TimedOut(), events.Confirmed(), events.Touched(), events.HomePressed()])
def test_leaving_ends_with_nobody_there(event: events.Event) -> None:
    world = after(states.Leaving)
    world.post(events.LinkChanged(online=True))
    world.post(event)
    assert world.done == [effects.Wipe()]
    assert world.state == states.Attracting(Visit(online=True))
