"""Handing in: the card that lies in the reader is read once more, because a quick exchange of cards can go unseen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.applications.model import Signature
from kiosk.cards import CardKind, CardProblem
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import effects, events, states
from kiosk.journey.carding import asked_anew
from kiosk.journey.visit import Visit

# What can only be said of a card that was not read before.
OTHER_CARD = frozenset(
    {
        CardProblem.CHANGED,
        CardProblem.UNSUPPORTED,
        CardProblem.WRONG_SLOT,
        CardProblem.CLERK_CARD,
        CardProblem.PACE_ONLY,
    }
)
Step = tuple[states.State, tuple[effects.Effect, ...]]


def begin(visit: Visit, signature: Signature) -> Step:
    """The signature was given. A card may have been taken out since it was read: then what was read counts.

    Who was entered by hand has no card, and whichever lies there is nobody's here.
    """
    if visit.lying is None or (visit.identity is not None and visit.identity.keyed_in):
        return _handed_in(visit, signature)
    return states.Submitting(visit, signature), (effects.ReadCard(visit.lying),)


def advance(state: states.Submitting, event: events.Event) -> Step:
    """One step while the card is read again; afterwards there is nothing to do but wait.

    Only another card stops it. One that was taken out meanwhile, or is not read this time, tells nothing new. A travel
    document opens with what its holder wrote off it, which is not kept: the insertion must be the same.
    """
    visit, signature = state.visit, state.signature
    if signature is None or visit.identity is None:
        return state, ()
    match event:
        case events.CardRead(content) if content.binding() == visit.identity.content.binding():
            return _handed_in(visit, signature)
        case events.CardRead():
            return _exchanged(visit)
        case events.CardFailed(CardProblem.REMOVED | CardProblem.CHANGED) if visit.lying and not state.looked:
            # One that is put in at once after the other was pulled is told as a removal by most readers.
            return replace(state, looked=True), (effects.ReadCard(visit.lying),)
        case events.CardFailed(CardProblem.CLERK_CARD) if visit.clerk is not None:
            # Of the clerk who is known to be there; it tells of no citizen.
            return _handed_in(visit, signature)
        case events.CardFailed(problem) if problem in OTHER_CARD:
            return _exchanged(visit)
        case events.DocumentFound() if not _same_document(visit):
            return _exchanged(visit)
        case events.CardFailed() | events.DocumentFound():
            return _handed_in(visit, signature)
        case _:
            return state, ()


def _same_document(visit: Visit) -> bool:
    known = visit.identity is not None and visit.identity.content.kind is CardKind.TRAVEL_DOCUMENT
    return known and visit.lying == visit.card


def _handed_in(visit: Visit, signature: Signature) -> Step:
    assert visit.document is not None
    return states.Submitting(visit), (effects.Enqueue(visit.document, signature),)


def _exchanged(visit: Visit) -> Step:
    """Nothing is handed in; what was filled in is kept for its own card."""
    return asked_anew(visit, IdentityRefusal.OTHER_PERSON)
