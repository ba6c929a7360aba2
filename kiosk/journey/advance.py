"""The visit as a pure function: a state and an event give the next state and what is to be done."""

from __future__ import annotations

from dataclasses import replace

from kiosk.cards import ReaderState
from kiosk.journey import applying, carding, choosing, effects, events, finishing, states
from kiosk.journey.states import attracting
from kiosk.journey.visit import Facts, Visit

Step = tuple[states.State, tuple[effects.Effect, ...]]


def advance(state: states.State, event: events.Event, facts: Facts) -> Step:
    """The one step of the machine; an event a state has no use for changes nothing."""
    everywhere = _everywhere(state, event)
    if everywhere is not None:
        return everywhere
    match state:
        case states.Warned() | states.AskingHelp() | states.Faulted() | states.OutOfService():
            return _overlaid(state, event, facts)
        case states.Attracting() | states.ChoosingLanguage() | states.ChoosingItem() | states.ReadingGuide():
            return choosing.advance(state, event, facts)
        case states.InsertingCard() | states.ReadingCard() | states.ConfirmingIdentity() | states.ResumingDraft():
            return carding.advance(state, event, facts)
        case states.FillingForm() | states.ShowingMaterials() | states.Checking() | states.Signing():
            return applying.advance(state, event, facts)
        case _:
            return finishing.advance(state, event, facts)


def _everywhere(state: states.State, event: events.Event) -> Step | None:
    """What happens alike in every state; None when the state itself decides."""
    match event:
        case events.FaultRaised(code, fatal):
            return (states.OutOfService(code), (effects.Wipe(),)) if fatal else _faulted(state, code)
        case events.LinkChanged(online):
            return _with_visit(state, replace(state.visit, online=online)), ()
        case events.ApplicationCollected(collected) if collected.application_id == state.visit.application_id:
            return finishing.collected(state.visit, collected)
        case events.PaperChanged(print_state, fault) if state.visit.collected is not None:
            return _with_visit(state, replace(state.visit, print_state=print_state, print_fault=fault)), ()
        case events.TimedOut() if not isinstance(state, states.ReadingCard):
            return _timed_out(state)
        case events.ReaderChanged(status) if not isinstance(_plain(state), states.InsertingCard | states.ReadingCard):
            return _with_visit(state, replace(state.visit, card_in=status.state is ReaderState.PRESENT)), ()
        case events.HomePressed() if not isinstance(state, states.Submitting | states.OutOfService):
            return _home(state)
        case events.HelpPressed(topic) if not isinstance(state, states.AskingHelp | states.Warned | states.Submitting):
            return states.AskingHelp(state.visit, state, topic), ()
        case events.LanguageAsked() if not isinstance(state, states.ChoosingLanguage | states.Submitting):
            return states.ChoosingLanguage(state.visit, state), ()
        case _:
            return None


def _faulted(state: states.State, code: str) -> Step:
    """A fault stands over what was being done, except over one that is already shown or over a lost submission."""
    if isinstance(state, states.Faulted):
        return replace(state, code=code), ()
    if isinstance(state, states.OutOfService | states.Attracting):
        return state, ()
    back = states.Checking(state.visit) if isinstance(state, states.Submitting) else _plain(state)
    return states.Faulted(state.visit, code, back), ()


def _plain(state: states.State) -> states.State:
    """The state beneath any overlay."""
    return _plain(state.inner) if isinstance(state, states.Warned | states.AskingHelp) else state


def _home(state: states.State) -> Step:
    """Home ends the visit: straight away while nothing personal is there, by way of "take your card" otherwise."""
    if isinstance(state, states.Attracting | states.Leaving) or state.visit.identity is None:
        return attracting(state), (effects.Wipe(),)
    return states.Leaving(state.visit), ()


def _timed_out(state: states.State) -> Step:
    match state:
        case states.Attracting() | states.OutOfService():
            return state, (effects.Wipe(),)
        case states.Leaving() | states.Warned() | states.ChoosingLanguage(back=None):
            return attracting(state), (effects.Wipe(),)
        case states.Rating() | states.Submitted() | states.TakingReceipt():
            return states.Leaving(state.visit), ()
        case states.Submitting():
            return _faulted(state, "S03")
        case _:
            return states.Warned(state.visit, state), ()


def _overlaid(
    state: states.Warned | states.AskingHelp | states.Faulted | states.OutOfService, event: events.Event, facts: Facts
) -> Step:
    """An overlay closes at a person's answer and lets the world go on underneath."""
    match state, event:
        case states.Warned(), events.StillHere() | events.Confirmed() | events.BackPressed() | events.Touched():
            return state.inner, ()
        case states.AskingHelp(), events.BackPressed() | events.Confirmed() | events.StillHere():
            return state.inner, ()
        case states.Faulted(), events.BackPressed() | events.Confirmed():
            return state.back, _on_return(state.back)
        case ((states.Warned() | states.AskingHelp()), _):
            inner, doing = advance(state.inner, event, facts)
            return replace(state, visit=inner.visit, inner=inner), doing
        case _:
            return state, ()


def _on_return(state: states.State) -> tuple[effects.Effect, ...]:
    return (effects.WatchReaders(),) if isinstance(state, states.InsertingCard) else ()


def _with_visit(state: states.State, visit: Visit) -> states.State:
    """The same state with another visit, underneath overlays and the choice of a language too."""
    if isinstance(state, states.Warned | states.AskingHelp):
        return replace(state, visit=visit, inner=_with_visit(state.inner, visit))
    if isinstance(state, states.Faulted):
        return replace(state, visit=visit, back=_with_visit(state.back, visit))
    if isinstance(state, states.ChoosingLanguage) and state.back is not None:
        return replace(state, visit=visit, back=_with_visit(state.back, visit))
    return replace(state, visit=visit)
