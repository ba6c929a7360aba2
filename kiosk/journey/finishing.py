"""From the number on the screen to the door: paper, rating, taking one's things."""

from __future__ import annotations

from dataclasses import replace

from kiosk.feedback.rules import rating
from kiosk.journey import effects, events, states, submitting
from kiosk.journey.states import attracting
from kiosk.journey.visit import Collected, Facts, Visit
from kiosk.receipts.model import PrintState

Step = tuple[states.State, tuple[effects.Effect, ...]]
Finishing = states.Submitting | states.Submitted | states.TakingReceipt | states.Rating | states.Leaving


def advance(state: Finishing, event: events.Event, facts: Facts) -> Step:
    """One step after the signature."""
    match state, event:
        case states.Submitting(), _:
            return submitting.advance(state, event)
        case states.Submitted(), events.Confirmed():
            return states.TakingReceipt(state.visit), ()
        case states.TakingReceipt(), _:
            return _taking(state, event)
        case states.Rating(), _:
            return _rating(state, event, facts)
        case states.Leaving(), events.Confirmed() | events.Touched():
            return attracting(state), (effects.Wipe(),)
        case _:
            return state, ()


def collected(visit: Visit, what: Collected) -> Step:
    """Durable: the number goes on the screen before any paper moves, even if the store answered late."""
    done = replace(visit, collected=what, print_state=PrintState.PRINTING, print_fault="")
    return states.Submitted(done), (effects.Print(what.application_id), effects.Synchronise())


def _taking(state: states.TakingReceipt, event: events.Event) -> Step:
    application_id = _application_id(state.visit)
    match event:
        case events.Confirmed():
            return states.Rating(state.visit), ()
        case events.BackPressed():
            return states.Submitted(state.visit), ()
        case events.PaperAnswered("again"):
            again = state.visit.print_state is PrintState.PRINTED
            visit = replace(state.visit, print_state=PrintState.PRINTING, print_fault="")
            return replace(state, visit=visit), (effects.Print(application_id, again=again),)
        case events.PaperAnswered("none" | "came_out" | "did_not" as answer):
            return _answered(state, application_id, answer)
        case _:
            return state, ()


def _answered(state: states.TakingReceipt, application_id: str, answer: str) -> Step:
    """Only a person says what became of doubtful paper."""
    told = {"none": PrintState.CANCELLED, "came_out": PrintState.PRINTED, "did_not": PrintState.FAILED}[answer]
    visit = replace(state.visit, print_state=told, print_fault="")
    return replace(state, visit=visit), (effects.RecordPaper(application_id, told),)


def _rating(state: states.Rating, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.Rated(grade, reasons, at, fresh_id):
            given = rating(
                fresh_id,
                _application_id(state.visit),
                item_id=state.visit.item_ids[0],
                grade=grade,
                reasons=reasons,
                place=facts.place,
                at=at,
            )
            return states.Leaving(replace(state.visit, grade=grade)), (effects.EnqueueRating(given),)
        case events.RatingSkipped() | events.Confirmed() | events.BackPressed():
            return states.Leaving(state.visit), ()
        case _:
            return state, ()


def _application_id(visit: Visit) -> str:
    assert visit.collected is not None
    return visit.collected.application_id
