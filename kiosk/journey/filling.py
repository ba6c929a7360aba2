"""Turning the form's pages: what is kept, what is said, which page comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.applications.draft import Draft
from kiosk.applications.freeze import Attendance
from kiosk.applications.model import ClerkSignIn
from kiosk.base.events import Actor, ActorKind
from kiosk.catalogue.model import ServiceItem
from kiosk.forms.build import locked_answers
from kiosk.forms.choices import YES
from kiosk.forms.fields import COMMITMENT
from kiosk.forms.known import calculated_answers
from kiosk.forms.model import Answer, AnswerSource, FieldKind, Form, Problem, Raw
from kiosk.forms.rules import check_page
from kiosk.forms.visible import asked_answers, fields_of, visible_fields
from kiosk.identity.clerk import Clerk
from kiosk.journey.effects import SaveDraft
from kiosk.journey.states import FillingForm
from kiosk.journey.visit import Facts, Visit
from kiosk.materials.model import Way
from kiosk.materials.papers import Paper, papers
from kiosk.materials.rules import deferral_until, situation_of

WITNESS = "witness_id"


def items_of(visit: Visit, facts: Facts) -> tuple[ServiceItem, ...]:
    """The chosen items."""
    return tuple(facts.catalogue.item(item) for item in visit.item_ids)


def kept(state: FillingForm) -> tuple[Visit, tuple[Problem, ...]]:
    """The visit with what is right on the page, and what is wrong; what is not asked any more is forgotten."""
    visit, form = state.visit, state.visit.form
    assert form is not None and visit.today is not None
    page = form.pages[state.page]
    right, problems = check_page(page, form, _values(visit, state.entered), today=visit.today)
    others = {name: answer for name, answer in visit.answers.items() if name not in {field.id for field in page.fields}}
    own = {name: value for name, value in right.items() if name not in _attested(visit, form)}
    given = {name: Answer(value, AnswerSource.PERSON) for name, value in own.items() if value or value == ()}
    return replace(visit, answers={**others, **given}), problems


def page_after(visit: Visit, page: int) -> int:
    """The next page with something to ask; the number of pages when there is none."""
    assert visit.form is not None
    following = range(page + 1, len(visit.form.pages))
    return next((at for at in following if _asks(visit, visit.form, at)), len(visit.form.pages))


def page_before(visit: Visit, page: int) -> int:
    """The page before with something to ask; -1 when there is none."""
    assert visit.form is not None
    return next((at for at in range(page - 1, -1, -1) if visit.form and _asks(visit, visit.form, at)), -1)


def completed(visit: Visit, facts: Facts) -> dict[str, Answer]:
    """The person's answers with what the card says and what follows from both."""
    assert visit.form is not None and visit.identity is not None and visit.today is not None
    answers = asked_answers(visit.form, known_answers(visit))
    items = items_of(visit, facts)
    answers |= _commitments(visit, items)
    return {**answers, **calculated_answers(items, answers, identity=visit.identity, today=visit.today)}


def papers_of(visit: Visit, facts: Facts) -> tuple[Paper, ...]:
    """The papers of the chosen items for this person."""
    assert visit.identity is not None
    return papers(items_of(visit, facts), situation_of(visit.identity, facts.devices), catalogue=facts.catalogue)


def until(visit: Visit, facts: Facts) -> str:
    """The last day to bring what may come later."""
    assert visit.today is not None
    return deferral_until(visit.today, facts.deferral_days)


def save(visit: Visit, facts: Facts, page: int) -> tuple[SaveDraft, ...]:
    """What is kept at every page turned; the time is the runner's to stamp.

    Nothing for a person who was entered by hand: no card of theirs could open it again, and what anybody can type is no key.
    """
    assert visit.identity is not None
    if visit.identity.keyed_in:
        return ()
    draft = Draft(
        id=visit.application_id,
        item_ids=visit.item_ids,
        catalogue_version=facts.catalogue.version,
        language=visit.language,
        answers=dict(visit.answers),
        materials=visit.materials,
        page=page,
        saved_at_ms=0,
    )
    return (SaveDraft(draft, visit.identity.content.binding()),)


def saved(visit: Visit, facts: Facts) -> tuple[SaveDraft, ...]:
    """The same once the form is filled in: whoever takes it up again begins at its last page."""
    assert visit.form is not None
    return save(visit, facts, len(visit.form.pages) - 1)


def known_answers(visit: Visit) -> dict[str, Answer]:
    """What the card said, what was answered, and what the clerk who signed in answers by having done so."""
    if visit.form is None or visit.identity is None:
        return dict(visit.answers)
    return {**visit.answers, **locked_answers(visit.form, visit.identity), **_attested(visit, visit.form)}


def clerk_of(visit: Visit) -> Clerk | None:
    """The clerk who signed in and whom the document names: who entered the person by hand, or is the witness that is asked for."""
    if visit.form is None or visit.identity is None or visit.clerk is None:
        return None
    asked = asked_answers(visit.form, known_answers(visit))
    return visit.clerk if visit.identity.keyed_in or _attested(visit, visit.form).keys() & asked.keys() else None


def witness(visit: Visit) -> Attendance | None:
    """The clerk who was there: the one who signed in, else the one whose number was typed as the witness of a proof of identity."""
    clerk = clerk_of(visit)
    if clerk is not None:
        sign_in = ClerkSignIn(clerk.name, clerk.number)
        return Attendance(Actor(ActorKind.CLERK, clerk.number), sign_in)
    answer = visit.answers.get(WITNESS)
    return Attendance(Actor(ActorKind.CLERK, answer.value)) if answer and isinstance(answer.value, str) else None


def unwitnessed_page(visit: Visit) -> int | None:
    """The page that asks for a witness who did not sign in yet, if there is one: a draft knows of no witness."""
    if visit.form is None or visit.clerk is not None:
        return None
    asked = asked_answers(visit.form, known_answers(visit)).keys() & _attested(visit, visit.form).keys()
    return next((at for at, page in enumerate(visit.form.pages) if asked & {field.id for field in page.fields}), None)


def _attested(visit: Visit, form: Form) -> dict[str, Answer]:
    """The witness is who signed in, and nobody else: what was typed or kept for one counts for nothing there."""
    asked = [field.id for field in fields_of(form).values() if field.kind is FieldKind.WITNESS]
    number = visit.clerk.number if visit.clerk else ""
    return {name: Answer(number, AnswerSource.CLERK) for name in asked}


def _commitments(visit: Visit, items: tuple[ServiceItem, ...]) -> dict[str, Answer]:
    """The lists' own field for a commitment says yes exactly when a paper was promised instead of shown."""
    promised = any(material.way is Way.COMMITTED for material in visit.materials)
    listed = any(field.id == COMMITMENT for item in items for field in item.form_fields)
    return {COMMITMENT: Answer(YES, AnswerSource.PERSON)} if promised and listed else {}


def _asks(visit: Visit, form: Form, page: int) -> bool:
    return bool(visible_fields(form.pages[page], form, _values(visit, {})))


def _values(visit: Visit, entered: Mapping[str, Raw]) -> dict[str, Raw]:
    """Everything known by field: the card's, what was answered, what stands in the boxes now."""
    assert visit.form is not None and visit.identity is not None
    attested = {name: answer.value for name, answer in _attested(visit, visit.form).items()}
    answered = {name: answer.value for name, answer in known_answers(visit).items()}
    return {**answered, **entered, **attested}
