"""From the card to the form: putting it in, being known, taking up what was begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.applications.draft import Draft
from kiosk.cards import CardProblem, CardRef, CardStatus
from kiosk.catalogue.offer import CLERK_SIGN_IN
from kiosk.forms import document
from kiosk.forms.build import build_form
from kiosk.forms.choices import place_options
from kiosk.identity.identify import identify
from kiosk.identity.model import Identity, IdentityRefusal
from kiosk.journey import clerking, effects, events, states
from kiosk.journey.filling import items_of
from kiosk.journey.readers import SEEN_WRONG, seen
from kiosk.journey.visit import Facts, Visit
from kiosk.materials.rules import asks_for_citizen

Step = tuple[states.State, tuple[effects.Effect, ...]]
Carding = (
    states.InsertingCard | states.KeyingDocument | states.ReadingCard | states.ConfirmingIdentity | states.ResumingDraft
)


def advance(state: Carding, event: events.Event, facts: Facts) -> Step:
    """One step with the card."""
    match state:
        case states.InsertingCard():
            return _inserting(state, event, facts)
        case states.KeyingDocument():
            return _keying(state, event, facts)
        case states.ReadingCard():
            return _reading(state, event, facts)
        case states.ConfirmingIdentity():
            return _confirming(state, event, facts)
        case states.ResumingDraft():
            return _resuming(state, event, facts)


def _inserting(state: states.InsertingCard, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.ClerkAsked() if CLERK_SIGN_IN in facts.devices:
            return clerking.asked(state.visit, None, *state.tried)
        case events.ReaderChanged(CardStatus(card=card) as status) if card and _to_be_told_first(state, status):
            tried = state.tried | {card}
            return replace(state, readers=seen(state.readers, status), tried=tried), ()
        case events.ReaderChanged(CardStatus(card=card)) if card is not None and card not in state.tried:
            return states.ReadingCard(state.visit, card, state.readers, state.tried), (effects.ReadCard(card),)
        case events.ReaderChanged(status):
            # A card that was taken out again no longer explains itself: what was wrong with it stays on the screen until
            # there is another to speak of.
            another = status.state in SEEN_WRONG and status not in state.readers
            problem = None if another else state.problem
            return replace(state, readers=seen(state.readers, status), problem=problem), ()
        case events.BackPressed():
            return states.ReadingGuide(state.visit), ()
        case _:
            return state, ()


def _to_be_told_first(state: states.InsertingCard, status: CardStatus) -> bool:
    """Whether it is told that another card lies there: until that one is taken out, whatever insertion it counts as."""
    before = next((known for known in state.readers if known.reader == status.reader), None)
    return state.problem is IdentityRefusal.OTHER_PERSON and (before is None or before.card is not None)


def _keying(state: states.KeyingDocument, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.AnswerEntered(field, raw):
            return replace(state, entered={**state.entered, field: raw}, problems=()), ()
        case events.Confirmed():
            return _turned(state, facts)
        case events.BackPressed() if state.page > 0:
            return replace(state, page=state.page - 1, problems=()), ()
        case events.BackPressed():
            return states.ReadingGuide(state.visit), ()
        case events.ReaderChanged(status) if status.reader == state.card.reader and status.card != state.card:
            return states.InsertingCard(state.visit, problem=CardProblem.REMOVED), (effects.WatchReaders(),)
        case _:
            return state, ()


def _turned(state: states.KeyingDocument, facts: Facts) -> Step:
    """The next question when this one is answered, and after the last one the document is opened."""
    found = document.check_page(state.page, state.entered, today=state.today)
    if found is not None:
        return replace(state, problems=(found,)), ()
    if state.page + 1 < len(document.FORM.pages):
        return replace(state, page=state.page + 1), ()
    opening = effects.ReadDocument(state.card, document.key_of(state.entered))
    return states.ReadingCard(state.visit, state.card, keyed=replace(state, page=0)), (opening,)


def _locked(state: states.ReadingCard, today: date, facts: Facts) -> Step:
    """A travel document: what opens it is asked for, unless what was chosen needs a citizen's card anyhow."""
    if asks_for_citizen(items_of(state.visit, facts)):
        return _again(state, IdentityRefusal.CITIZEN_CARD_ASKED)
    return states.KeyingDocument(state.visit, state.card, today), ()


def _reading(state: states.ReadingCard, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.CardRead(content, today, fresh_id):
            person = identify(content, today)
            if not isinstance(person, Identity):
                return _again(state, person)
            known = replace(state.visit, identity=person, clerk=None, today=today, application_id=fresh_id)
            visit = replace(known, card=state.card, lying=state.card)
            # What the readers told while this one read is asked for again: the card may be gone already.
            return states.ConfirmingIdentity(visit), (effects.FindDraft(content.binding()), effects.WatchReaders())
        case events.DocumentFound(today):
            return _locked(state, today, facts)
        case events.CardFailed(CardProblem.KEY_WRONG) if state.keyed is not None:
            return replace(state.keyed, problems=(document.wrong(),)), (effects.WatchReaders(),)
        case events.CardFailed(CardProblem.CLERK_CARD) if CLERK_SIGN_IN in facts.devices:
            return states.EnteringPin(state.visit, state.card), (effects.WatchReaders(),)
        case events.CardFailed(problem):
            return _again(state, problem)
        case events.TimedOut():
            return _again(state, CardProblem.TIMEOUT)
        case events.BackPressed():
            return states.ReadingGuide(state.visit), ()
        case _:
            return state, ()


def _again(state: states.ReadingCard, problem: CardProblem | IdentityRefusal) -> Step:
    """Say what was wrong; this very insertion is not tried again, or bad cards in two readers would be read for ever."""
    tried = state.tried | {state.card}
    return states.InsertingCard(state.visit, state.readers, problem, tried), (effects.WatchReaders(),)


def _confirming(state: states.ConfirmingIdentity, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.DraftFound(draft):
            return replace(state, visit=replace(state.visit, draft=_usable(draft, state.visit, facts))), ()
        case events.Confirmed() if state.visit.draft is not None:
            return states.ResumingDraft(state.visit), ()
        case events.Confirmed():
            return begin_form(state.visit, facts), ()
        case events.Denied():
            tried = (state.visit.card,) if state.visit.card else ()
            return asked_anew(state.visit, None, *tried)
        case events.BackPressed():
            return states.ReadingGuide(state.visit), ()
        case _:
            return state, ()


def asked_anew(visit: Visit, problem: IdentityRefusal | None, *tried: CardRef) -> Step:
    """Asking for a card once more, with nothing left of whoever was known before; those insertions are not read again."""
    anonymous = Visit(visit.language, visit.item_ids, online=visit.online)
    return states.InsertingCard(anonymous, problem=problem, tried=frozenset(tried)), (effects.WatchReaders(),)


def _usable(draft: Draft | None, visit: Visit, facts: Facts) -> Draft | None:
    """A draft counts only for the same items under the same list, and is not what is being filled in now.

    Another one stays where it is.
    """
    if draft is None or draft.id == visit.application_id:
        return None
    same = draft.item_ids == visit.item_ids and draft.catalogue_version == facts.catalogue.version
    return draft if same else None


def _resuming(state: states.ResumingDraft, event: events.Event, facts: Facts) -> Step:
    draft = state.visit.draft
    match event:
        case events.Confirmed() if draft is not None:
            taken_up = replace(state.visit, application_id=draft.id, draft=None)
            visit = replace(taken_up, answers=draft.answers, materials=draft.materials)
            return begin_form(visit, facts, page=draft.page), ()
        case events.Denied() if draft is not None:
            fresh = replace(state.visit, draft=None)
            return begin_form(fresh, facts), (effects.DiscardDraft(draft.id),)
        case events.BackPressed():
            return states.ConfirmingIdentity(state.visit), ()
        case _:
            return state, ()


def begin_form(visit: Visit, facts: Facts, page: int = 0) -> states.State:
    """The form of the chosen items for this person, at a page."""
    assert visit.identity is not None
    places = place_options(facts.catalogue, facts.place.division, station=facts.gacha or facts.place.station)
    form = build_form(items_of(visit, facts), visit.identity, facts.devices, places=places)
    return states.FillingForm(replace(visit, form=form), min(page, max(0, len(form.pages) - 1)))
