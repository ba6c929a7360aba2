"""The visit as a pure function: a state and an event give the next state and what is to be done."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from kiosk.journey import applying, capturing, carding, choosing, clerking, effects, events, finishing, states
from kiosk.journey.at_clerk import AtClerk, SigningIn
from kiosk.journey.choosing import returned
from kiosk.journey.states import attracting, plain, with_visit
from kiosk.journey.visit import Collected, Facts, Language, Visit

Step = tuple[states.State, tuple[effects.Effect, ...]]

# What was asked for before the page was covered: the answer belongs to what lies beneath.
RESULTS = (
    events.RoomChecked
    | events.CardRead
    | events.CardFailed
    | events.DocumentFound
    | events.ClerkSignedIn
    | events.SignInRefused
    | events.DraftFound
    | events.CameraChanged
    | events.PictureTaken
    | events.PictureKept
)
# Here what a reader sees is the state's own matter.
AT_THE_READER = states.InsertingCard | states.KeyingDocument | states.ReadingCard | SigningIn
# A machine's own waits, whose end the state itself tells.
MACHINES = (
    states.ReadingCard
    | states.TakingPicture
    | states.RecognisingClerkCard
    | states.ProvingClerk
    | states.PausingAfterPin
)
# The language is being chosen already, or there is nobody, or no time, to choose one.
BUSY = states.ChoosingLanguage | states.Submitting | states.OutOfService


def advance(state: states.State, event: events.Event, facts: Facts) -> Step:
    """The one step of the machine; an event a state has no use for changes nothing."""
    everywhere = _everywhere(state, event)
    if everywhere is not None:
        return everywhere
    if isinstance(state, AtClerk):
        return clerking.advance(state, event)
    match state:
        case states.Faulted(back=back) | states.ChoosingLanguage(back=back) if back and isinstance(event, RESULTS):
            inner, doing = advance(back, event, facts)
            return _covered(state, inner), doing
        case states.Warned() | states.AskingHelp() | states.Faulted() | states.OutOfService():
            return _overlaid(state, event, facts)
        case states.Attracting() | states.ChoosingLanguage() | states.ChoosingItem() | states.ReadingGuide():
            return choosing.advance(state, event, facts)
        case (
            states.InsertingCard()
            | states.KeyingDocument()
            | states.ReadingCard()
            | states.ConfirmingIdentity()
            | states.ResumingDraft()
        ):
            return carding.advance(state, event, facts)
        case states.FillingForm() | states.ShowingMaterials() | states.Checking() | states.Signing():
            return applying.advance(state, event, facts)
        case (
            states.Photographing()
            | states.TakingPicture()
            | states.JudgingPicture()
            | states.KeepingPicture()
            | states.CountingPages()
        ):
            return capturing.advance(state, event, facts)
        case _:
            return finishing.advance(state, event, facts)


def _everywhere(state: states.State, event: events.Event) -> Step | None:
    """What happens alike in every state; None when the state itself decides."""
    match event:
        case events.FaultRaised(code, fatal):
            return (states.OutOfService(code), (effects.Wipe(),)) if fatal else (_faulted(state, code), ())
        case events.LinkChanged(online):
            return with_visit(state, replace(state.visit, online=online)), ()
        case events.ApplicationCollected(collected) if _is_awaited(collected, state.visit):
            return finishing.collected(state.visit, collected)
        case events.PrinterAsked(fault) if state.visit.collected is None and state.visit.document is not None:
            return with_visit(state, replace(state.visit, print_fault=fault)), ()
        case events.PaperChanged(print_state, fault) if state.visit.collected is not None:
            return with_visit(state, replace(state.visit, print_state=print_state, print_fault=fault)), ()
        case events.TimedOut() if not isinstance(state, MACHINES):
            return _timed_out(state)
        case events.ReaderChanged(status) if not isinstance(plain(state), AT_THE_READER):
            return with_visit(state, state.visit.seeing(status)), ()
        case events.HomePressed() if not isinstance(state, states.Submitting | states.OutOfService):
            return _home(state)
        case events.HelpPressed() | events.LanguageAsked() if isinstance(state, states.Warned):
            return _everywhere(state.inner, event) or (state.inner, ())
        case events.HelpPressed(topic) if isinstance(state, states.AskingHelp):
            return replace(state, topic=topic), ()
        case events.HelpPressed(topic) if not isinstance(
            state, states.Warned | states.Submitting | states.OutOfService
        ):
            return states.AskingHelp(state.visit, state, topic), ()
        case events.LanguageAsked() if isinstance(state, states.OutOfService):
            # Nobody's visit: one touch, and it says the same in the next language.
            return with_visit(state, replace(state.visit, language=_after(state.visit.language))), ()
        case events.LanguageAsked() if not isinstance(state, BUSY):
            return states.ChoosingLanguage(state.visit, state), ()
        case _:
            return None


def _after(language: Language) -> Language:
    languages = get_args(Language)
    after: Language = languages[(languages.index(language) + 1) % len(languages)]
    return after


def _is_awaited(collected: Collected, visit: Visit) -> bool:
    """Whether it is this visit's application, told for the first time: signed twice, it is stored once and told twice."""
    return collected.application_id == visit.application_id and visit.collected is None


def _faulted(state: states.State, code: str) -> states.State:
    """A fault stands over what was being done; a later one takes its place, and a lost submission is signed anew.

    It never closes a warning or the choice of a language: a part that fails every second would keep a page open for ever.
    """
    match state:
        case states.OutOfService() | states.Attracting():
            return state
        case states.Faulted():
            return replace(state, code=code)
        case states.Warned(inner=beneath) | states.ChoosingLanguage(back=beneath) if beneath is not None:
            return _covered(state, _faulted(beneath, code))
        case states.AskingHelp():
            faulted = _faulted(state.inner, code)
            return state if faulted == state.inner else faulted
        case states.Submitting():
            return states.Faulted(state.visit, code, states.Checking(state.visit))
        case _:
            return states.Faulted(state.visit, code, capturing.interrupted(state))


def _covered(state: states.State, beneath: states.State) -> states.State:
    """The overlay over something else; of two faults only the later one is told."""
    match state:
        case states.AskingHelp() if isinstance(beneath, states.AskingHelp):
            # A language chosen beneath leads back to where help had been asked for already.
            return replace(state, visit=beneath.visit, inner=beneath.inner)
        case states.Warned() | states.AskingHelp():
            return replace(state, visit=beneath.visit, inner=beneath)
        case states.Faulted() if isinstance(beneath, states.Faulted):
            return beneath
        case states.Faulted() | states.ChoosingLanguage():
            return replace(state, visit=beneath.visit, back=beneath)
        case _:
            return beneath


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
        case states.Submitting() | states.KeepingPicture():
            return _faulted(state, "S03"), ()
        case _:
            return states.Warned(state.visit, state), ()


def _overlaid(
    state: states.Warned | states.AskingHelp | states.Faulted | states.OutOfService, event: events.Event, facts: Facts
) -> Step:
    """An overlay closes at a person's answer and lets the world go on underneath."""
    match state, event:
        case states.Warned(), events.StillHere() | events.Confirmed() | events.BackPressed() | events.Touched():
            return state.inner, ()
        case states.AskingHelp(), events.BackPressed() | events.Confirmed() | events.StillHere() | events.Touched():
            return state.inner, ()
        case states.Faulted(), events.BackPressed() | events.Confirmed():
            return returned(state.back)
        case ((states.Warned() | states.AskingHelp()), _):
            inner, doing = advance(state.inner, event, facts)
            return _covered(state, inner), doing
        case _:
            return state, ()
