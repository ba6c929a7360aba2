"""What has to be written off a travel document before its chip opens (ICAO 9303-11, 4.3), as a small form of one question a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk.cards.mrz import DocumentKey, MrzProblem, keyed
from kiosk.catalogue.model import FieldType, ListedField, Validation
from kiosk.forms.model import FieldKind, Form, FormField, FormPage, Problem, Raw
from kiosk.forms.rules import check, real_day
from kiosk.forms.wellformed import problem

QUESTIONS = NUMBER, BIRTH, EXPIRY = "document_number", "birth_date", "document_expiry"
# A number that is longer goes on in the optional data of the zone; the longest of any layout has 22 characters.
LONGEST_NUMBER = 22


def _asked(id: str, type: FieldType, kind: FieldKind) -> FormField:
    """A question of the terminal's own: no list has it, and its words are the terminal's."""
    limit = Validation(max_length=LONGEST_NUMBER if kind is FieldKind.CODE else None)
    listed = ListedField(id=id, zh="", type=type, required=True, validation=limit, prefill="none", sensitive=True)
    return FormField(listed, kind, required=True, words=f"document.{id}")


_FIELDS = (
    _asked(NUMBER, "text", FieldKind.CODE),
    _asked(BIRTH, "date", FieldKind.DATE),
    _asked(EXPIRY, "date", FieldKind.DATE),
)
FORM = Form((), tuple(FormPage((field,)) for field in _FIELDS))


def check_page(page: int, values: Mapping[str, Raw], *, today: date) -> Problem | None:
    """What is wrong with the page's answer, if anything."""
    field = _FIELDS[page]
    raw = values.get(field.id, "")
    if field.id == EXPIRY:
        # A document may be valid for longer than any other day asked for lies ahead.
        return None if isinstance(raw, str) and real_day(raw) else problem(field, "problem.date.real")
    checked = check(field, raw, today=today)
    if isinstance(checked, Problem):
        return checked
    return _key_problem(field, str(checked)) if field.id == NUMBER else None


def key_of(values: Mapping[str, Raw]) -> DocumentKey:
    """The key from answers that have no problem; ValueError for others."""
    birth, expiry = real_day(str(values[BIRTH])), real_day(str(values[EXPIRY]))
    if birth is None or expiry is None:
        raise ValueError("a day that has not been checked")
    key = keyed(str(values[NUMBER]), birth, valid_to=expiry)
    if isinstance(key, MrzProblem):
        raise ValueError("a number that has not been checked")
    return key


def wrong() -> Problem:
    """Said beside the first question when the chip does not take the key: any of the three may be wrong."""
    return problem(_FIELDS[0], "problem.document.wrong")


def _key_problem(field: FormField, number: str) -> Problem | None:
    found = keyed(number, date(2000, 1, 1), valid_to=date(2000, 1, 1))
    return problem(field, "problem.document.characters") if isinstance(found, MrzProblem) else None
