"""Who a person without a readable card is, entered by a clerk: a small form of one question a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk.cards import Authenticity, CardContent, CardKind
from kiosk.catalogue.model import FieldType, ListedField, Validation
from kiosk.forms.model import FieldKind, Form, FormField, FormPage, Problem, Raw
from kiosk.forms.rules import check
from kiosk.forms.wellformed import problem
from kiosk.forms.written import normalise
from kiosk.identity.id_number import LENGTH, number_problem

QUESTIONS = NAME, NUMBER = "keyed_name", "keyed_number"
# A resident ID card's longest name (GA/T 467-2019, text block): 15 characters; a foreigner's has more.
LONGEST_NAME = 60


def _asked(id: str, type: FieldType, kind: FieldKind, *, longest: int) -> FormField:
    """A question of the terminal's own, that the card would have answered."""
    limit = Validation(max_length=longest)
    listed = ListedField(id=id, zh="", type=type, required=True, validation=limit, prefill="none", sensitive=True)
    return FormField(listed, kind, required=True, words=f"person.{id}")


_FIELDS = (
    _asked(NAME, "text", FieldKind.TEXT, longest=LONGEST_NAME),
    # Letters too: the numbers of foreigners' cards of 2017 begin with three.
    _asked(NUMBER, "id_number", FieldKind.CODE, longest=LENGTH),
)
FORM = Form((), tuple(FormPage((field,)) for field in _FIELDS))


def check_page(page: int, values: Mapping[str, Raw], *, today: date) -> Problem | None:
    """What is wrong with the page's answer, if anything; a region nobody knows is no reason."""
    field = _FIELDS[page]
    checked = check(field, values.get(field.id, ""), today=today)
    if isinstance(checked, Problem):
        return checked
    return _number_problem(field, str(checked), today) if field.id == NUMBER else None


def content_of(values: Mapping[str, Raw]) -> CardContent:
    """What the card would have said, as far as the clerk did, and marked as what it is; from answers that have no problem."""
    name, number = (str(normalise(field.kind, values.get(field.id, ""))) for field in _FIELDS)
    return CardContent(CardKind.RESIDENT_ID, Authenticity.KEYED_IN, name, number)


def _number_problem(field: FormField, number: str, today: date) -> Problem | None:
    reason = number_problem(number, today)
    return problem(field, f"problem.id_number.{reason}", count=str(len(number))) if reason else None
