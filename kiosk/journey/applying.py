"""From the first question to the signature: form, papers, checking, signing."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from kiosk.applications.freeze import Circumstances, Parties, document, document_sha256
from kiosk.applications.model import Signature, Timestamp
from kiosk.forms.model import FieldKind
from kiosk.journey import capturing, clerking, effects, events, states, submitting
from kiosk.journey.filling import (
    completed,
    items_of,
    kept,
    page_after,
    page_before,
    papers_of,
    save,
    saved,
    until,
    unwitnessed_page,
    witness,
)
from kiosk.journey.visit import Facts, Visit
from kiosk.materials.model import Way
from kiosk.materials.papers import choose, paper_of, propose
from kiosk.materials.rules import missing

Step = tuple[states.State, tuple[effects.Effect, ...]]
Applying = states.FillingForm | states.ShowingMaterials | states.Checking | states.Signing


def advance(state: Applying, event: events.Event, facts: Facts) -> Step:
    """One step of applying."""
    match state:
        case states.FillingForm():
            return _filling(state, event, facts)
        case states.ShowingMaterials():
            return _showing(state, event, facts)
        case states.Checking():
            return _checking(state, event, facts)
        case states.Signing():
            return _signing(state, event)


def _filling(state: states.FillingForm, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.AnswerEntered(field, raw):
            others = tuple(problem for problem in state.problems if problem.field != field)
            return replace(state, entered={**state.entered, field: raw}, problems=others), ()
        case events.Confirmed():
            return _turned(state, facts)
        case events.BackPressed():
            return _turned_back(state), ()
        case events.ClerkAsked() if _asks_for_clerk(state):
            tried = (state.visit.lying,) if state.visit.lying else ()
            return clerking.asked(kept(state)[0], state.page, *tried)
        case _:
            return state, ()


def _asks_for_clerk(state: states.FillingForm) -> bool:
    form = state.visit.form
    asked = form.pages[state.page].fields if form and form.pages else ()
    return any(field.kind is FieldKind.WITNESS for field in asked)


def _turned_back(state: states.FillingForm) -> states.State:
    """The page before; what is right on this one is kept, and nobody who goes back is scolded for the rest."""
    form = state.visit.form
    assert form is not None
    visit = kept(state)[0] if form.pages else state.visit
    before = page_before(visit, state.page)
    return states.ConfirmingIdentity(visit) if before < 0 else states.FillingForm(visit, before)


def _turned(state: states.FillingForm, facts: Facts) -> Step:
    """Leave the page if everything on it is right; say what is not otherwise. What is right is kept at once."""
    form = state.visit.form
    assert form is not None
    if not form.pages:
        return _papers(state.visit, facts)
    visit, problems = kept(state)
    if problems:
        return replace(state, visit=visit, problems=problems), ()
    following = page_after(visit, state.page)
    if following < len(form.pages):
        return states.FillingForm(visit, following), save(visit, facts, following)
    return _papers(visit, facts)


def _papers(visit: Visit, facts: Facts) -> Step:
    assert visit.form is not None
    unwitnessed = unwitnessed_page(visit)
    if unwitnessed is not None:
        return states.FillingForm(visit, unwitnessed), ()
    materials = propose(papers_of(visit, facts), until=until(visit, facts), kept=visit.materials)
    ready = replace(visit, materials=materials)
    return states.ShowingMaterials(ready), saved(ready, facts)


def _showing(state: states.ShowingMaterials, event: events.Event, facts: Facts) -> Step:
    visit = state.visit
    match event:
        case events.WayChosen(item_id, material_id, way):
            paper = paper_of(papers_of(visit, facts), item_id, material_id)
            if way is Way.CAPTURED and way in paper.ways:
                return capturing.begin(visit, paper), ()
            chosen = choose(visit.materials, paper, way, until=until(visit, facts))
            return replace(state, visit=replace(visit, materials=chosen), problems=()), ()
        case events.Confirmed():
            problems = missing(visit.materials, items_of(visit, facts))
            return (replace(state, problems=problems), ()) if problems else _checked(visit, facts)
        case events.BackPressed():
            return _last_page(visit), ()
        case _:
            return state, ()


def _last_page(visit: Visit) -> states.State:
    """The form's last page, or the identity page of an item that asks nothing."""
    assert visit.form is not None
    page = page_before(visit, len(visit.form.pages))
    return states.ConfirmingIdentity(visit) if page < 0 else states.FillingForm(visit, page)


def _checked(visit: Visit, facts: Facts) -> Step:
    """Freeze what will be signed; from here on every change makes another document."""
    assert visit.identity is not None and visit.form is not None
    frozen = document(
        visit.application_id,
        items_of(visit, facts),
        catalogue=facts.catalogue,
        parties=Parties(visit.identity, attendance=witness(visit)),
        answers=completed(visit, facts),
        materials=visit.materials,
        circumstances=Circumstances(facts.place, visit.language, facts.consent),
    )
    ready = replace(visit, document=frozen)
    return states.Checking(ready), (*saved(ready, facts), effects.AskPrinter())


def _checking(state: states.Checking, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.Confirmed() if state.visit.document is not None:
            read = msgspec.structs.replace(state.visit.document, language=state.visit.language)
            signing = states.Signing(replace(state.visit, document=read), document_sha256(read))
            # Whoever signs is told before that there will be no paper.
            return signing, (effects.AskPrinter(),)
        case events.EditAsked(page) if page >= 0 and state.visit.form and page < len(state.visit.form.pages):
            return states.FillingForm(state.visit, page), ()
        case events.EditAsked() | events.BackPressed():
            return states.ShowingMaterials(state.visit), ()
        case _:
            return state, ()


def _signing(state: states.Signing, event: events.Event) -> Step:
    match event:
        case events.SignatureDone(strokes) if not any(strokes):
            return replace(state, empty=True), ()
        case events.SignatureDone(strokes, at):
            signed_at = Timestamp(at.unix_ms, at.confidence)
            signature = Signature(state.document_sha256, strokes, signed_at)
            return submitting.begin(state.visit, signature)
        case events.BackPressed():
            return states.Checking(state.visit), ()
        case _:
            return state, ()
