"""A clerk signs in: card, PIN, the card out again; then they are the witness, or enter a person by hand."""

from __future__ import annotations

from dataclasses import replace

from kiosk.cards import CardProblem, CardRef, CardStatus
from kiosk.forms import person
from kiosk.identity.clerk import PinRefusal, PinTrouble, SignInRefusal
from kiosk.identity.identify import identify
from kiosk.identity.model import Identity
from kiosk.journey import effects, events, states
from kiosk.journey.at_clerk import AtClerk, ClerkProblem, SigningIn
from kiosk.journey.readers import SEEN_WRONG, seen
from kiosk.journey.visit import Visit

Step = tuple[states.State, tuple[effects.Effect, ...]]


def asked(visit: Visit, page: int | None, *tried: CardRef) -> Step:
    """A clerk's card is asked for; those insertions are not looked at, whoever's they are."""
    return states.InsertingClerkCard(visit, page, tried=frozenset(tried)), (effects.WatchReaders(),)


def advance(state: AtClerk, event: events.Event) -> Step:
    """One step of signing in, or of entering a person."""
    match state, event:
        case states.KeyingPerson(), _:
            return _keying(state, event)
        case _, events.BackPressed():
            return _left(state)
        case states.InsertingClerkCard(), events.ReaderChanged(status):
            return _inserting(state, status)
        case states.RecognisingClerkCard(), _:
            return _recognising(state, event)
        case states.EnteringPin(), events.PinEntered(pin):
            proving = states.ProvingClerk(state.visit, state.card, state.page, state.wrong)
            return proving, (effects.ProveClerk(state.card, pin),)
        case states.EnteringPin(), events.ReaderChanged(status) if _gone(state.card, status):
            return _again(state, CardProblem.REMOVED)
        case states.ProvingClerk(), _:
            return _proving(state, event)
        case states.PausingAfterPin(), events.TimedOut():
            again = states.EnteringPin(state.visit, state.card, state.page, state.refusal, state.wrong)
            return again, (effects.WatchReaders(),)
        case states.TakingClerkCard(), events.ReaderChanged(status) if _gone(state.card, status):
            return _signed_in(state, status)
        case _:
            return state, ()


def _inserting(state: states.InsertingClerkCard, status: CardStatus) -> Step:
    visit, readers = state.visit.seeing(status), seen(state.readers, status)
    if status.card is not None and status.card not in state.tried:
        looking = states.RecognisingClerkCard(visit, status.card, state.page, state.readers, state.tried)
        return looking, (effects.ReadCard(status.card),)
    # What was wrong with a card stays on the screen until there is another to speak of.
    another = status.state in SEEN_WRONG and status not in state.readers
    return replace(state, visit=visit, readers=readers, problem=None if another else state.problem), ()


def _recognising(state: states.RecognisingClerkCard, event: events.Event) -> Step:
    match event:
        case events.CardFailed(CardProblem.CLERK_CARD):
            return states.EnteringPin(state.visit, state.card, state.page), ()
        case events.CardFailed(problem):
            return _again(state, problem)
        case events.CardRead() | events.DocumentFound():
            return _again(state, CardProblem.UNSUPPORTED)
        case events.TimedOut():
            return _again(state, CardProblem.TIMEOUT)
        case _:
            return state, ()


def _proving(state: states.ProvingClerk, event: events.Event) -> Step:
    match event:
        case events.ClerkSignedIn(card, clerk, today, fresh_id) if card == state.card:
            visit = replace(state.visit, clerk=clerk, today=state.visit.today or today)
            return states.TakingClerkCard(visit, card, fresh_id, state.page), (effects.WatchReaders(),)
        case events.SignInRefused(card, why) if card == state.card:
            return _refused(state, why)
        case events.CardFailed(problem):
            return _again(state, problem)
        case events.TimedOut():
            return _again(state, CardProblem.TIMEOUT)
        case _:
            return state, ()


def _refused(state: states.ProvingClerk, why: PinRefusal | SignInRefusal) -> Step:
    match why:
        case PinRefusal(PinTrouble.WRONG):
            return states.PausingAfterPin(state.visit, state.card, why, state.page, state.wrong + 1), ()
        case PinRefusal(PinTrouble.MALFORMED):
            return states.PausingAfterPin(state.visit, state.card, why, state.page, state.wrong), ()
        case _:
            return _again(state, why)


def _again(
    state: states.RecognisingClerkCard | states.EnteringPin | states.ProvingClerk, problem: ClerkProblem
) -> Step:
    """Say what was wrong; this very insertion is not tried again."""
    before = state.tried if isinstance(state, states.RecognisingClerkCard) else frozenset()
    readers = state.readers if isinstance(state, states.RecognisingClerkCard) else ()
    asking = states.InsertingClerkCard(state.visit, state.page, readers, problem, before | {state.card})
    return asking, (effects.WatchReaders(),)


def _left(state: SigningIn) -> Step:
    """Without a clerk after all: where one was asked for, nothing of the sign-in left."""
    visit = replace(state.visit, clerk=None)
    if state.page is not None:
        return states.FillingForm(visit, state.page), ()
    tried = state.tried if isinstance(state, states.InsertingClerkCard | states.RecognisingClerkCard) else frozenset()
    card = frozenset() if isinstance(state, states.InsertingClerkCard) else {state.card}
    return states.InsertingCard(visit, tried=tried | card), (effects.WatchReaders(),)


def _signed_in(state: states.TakingClerkCard, status: CardStatus) -> Step:
    """The card is out, and who signed in is known: back to the form, or on to the person they enter."""
    visit = state.visit.seeing(status)
    if state.page is not None:
        return states.FillingForm(visit, state.page), ()
    return states.KeyingPerson(visit, state.fresh_id), ()


def _gone(card: CardRef, status: CardStatus) -> bool:
    return status.reader == card.reader and status.card != card


def _keying(state: states.KeyingPerson, event: events.Event) -> Step:
    match event:
        case events.AnswerEntered(field, raw):
            return replace(state, entered={**state.entered, field: raw}, problems=()), ()
        case events.Confirmed():
            return _turned(state)
        case events.BackPressed() if state.page > 0:
            return replace(state, page=state.page - 1, problems=()), ()
        case events.BackPressed():
            return states.InsertingCard(replace(state.visit, clerk=None)), (effects.WatchReaders(),)
        case _:
            return state, ()


def _turned(state: states.KeyingPerson) -> Step:
    """The next question when this one is answered; after the last one the person is asked whether that is them."""
    today = state.visit.today
    assert today is not None
    found = person.check_page(state.page, state.entered, today=today)
    if found is not None:
        return replace(state, problems=(found,)), ()
    if state.page + 1 < len(person.FORM.pages):
        return replace(state, page=state.page + 1), ()
    known = identify(person.content_of(state.entered), today)
    assert isinstance(known, Identity)
    visit = replace(state.visit, identity=known, application_id=state.fresh_id, card=None)
    return states.ConfirmingIdentity(visit), ()
