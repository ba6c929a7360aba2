"""From the attract screen to an item: language, themes, search, being told once."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalogue.offer import Offer, offer_of
from kiosk.journey import effects, events, states
from kiosk.journey.states import attracting, with_visit
from kiosk.journey.visit import Facts, Visit

Step = tuple[states.State, tuple[effects.Effect, ...]]
# What a reader told while a page was covered up was not for it.
LOOKS_AGAIN = states.InsertingCard | states.InsertingClerkCard | states.EnteringPin | states.TakingClerkCard
Choosing = states.Attracting | states.ChoosingLanguage | states.ChoosingItem | states.ReadingGuide


def advance(state: Choosing, event: events.Event, facts: Facts) -> Step:
    """One step before the card."""
    match state, event:
        case states.Attracting(), events.Touched():
            return states.ChoosingLanguage(state.visit), ()
        case states.Attracting(), events.LanguageChosen(language):
            return states.ChoosingItem(Visit(language=language, online=state.visit.online)), ()
        case states.ChoosingLanguage(), events.LanguageChosen(language):
            return _spoken(state, replace(state.visit, language=language))
        case states.ChoosingLanguage(back=back), events.BackPressed():
            return returned(back or attracting(state))
        case states.ChoosingItem(), _:
            return _choosing(state, event, facts)
        case states.ReadingGuide(), _:
            return _reading(state, event, facts)
        case _:
            return state, ()


def _spoken(state: states.ChoosingLanguage, visit: Visit) -> Step:
    """Go on in the new language where one was, or begin."""
    if state.back is None or isinstance(state.back, states.Attracting):
        return states.ChoosingItem(visit), ()
    return returned(with_visit(state.back, visit))


def returned(state: states.State) -> Step:
    """A card may have been put in meanwhile, or taken out."""
    return state, (effects.WatchReaders(),) if isinstance(state, LOOKS_AGAIN) else ()


def _choosing(state: states.ChoosingItem, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.ThemeChosen(theme):
            return replace(state, theme=theme, query=""), ()
        case events.QueryChanged(query):
            return replace(state, query=query, theme=""), ()
        case events.ItemChosen(item_id) if any(item.id == item_id for item in facts.catalogue.items):
            return states.ReadingGuide(replace(state.visit, item_ids=(item_id,))), ()
        case events.BackPressed() if state.theme or state.query:
            return replace(state, theme="", query=""), ()
        case events.BackPressed() if state.visit.identity is not None:
            return states.Leaving(state.visit), ()
        case events.BackPressed():
            return attracting(state), (effects.Wipe(),)
        case _:
            return state, ()


def _reading(state: states.ReadingGuide, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.ApplyPressed() | events.Confirmed() if _can_apply(state.visit, facts):
            return state, (effects.CheckRoom(),)
        case events.RoomChecked(fault=""):
            return _known(state.visit)
        case events.RoomChecked(fault) if fault:
            return states.Faulted(state.visit, fault, state), ()
        case events.BackPressed():
            return states.ChoosingItem(replace(state.visit, item_ids=())), ()
        case _:
            return state, ()


def _known(visit: Visit) -> Step:
    """Somebody who went back is still known; what was begun before is looked for anew, for the item may be another.

    A witness was one for the form that was left; who entered the person by hand stays the witness of that.
    """
    if visit.identity is None:
        return states.InsertingCard(visit), (effects.WatchReaders(),)
    if visit.identity.keyed_in:
        return states.ConfirmingIdentity(visit), ()
    binding = visit.identity.content.binding()
    return states.ConfirmingIdentity(replace(visit, draft=None, clerk=None)), (effects.FindDraft(binding),)


def _can_apply(visit: Visit, facts: Facts) -> bool:
    """Whether this terminal may take an application for every chosen item, with the devices it has."""
    return all(offer_of(facts.catalogue.item(item), facts.devices) is Offer.APPLY for item in visit.item_ids)
