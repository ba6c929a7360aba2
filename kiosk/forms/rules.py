"""Whether an answer is right: the value as it is kept, or what is wrong with it in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kiosk.forms import wellformed
from kiosk.forms.model import FieldKind, Form, FormField, FormPage, Problem, Raw
from kiosk.forms.visible import fields_of, is_visible, plain_id
from kiosk.forms.wellformed import problem
from kiosk.forms.written import normalise
from kiosk.identity.id_number import number_problem

EARLIEST_YEAR = 1900
# A planned move or an expected birth may lie ahead, but not further than this.
YEARS_AHEAD = 5
# The list has no way of saying that a day must have come; these are days of things that have happened.
PAST = frozenset(
    {
        "birth_date", "event_date", "buy_date", "arrive_date", "enlist_date", "discharge_date", "last_job_end", "child_birth",
        "death_date", "diagnosis_date",
    }
)  # fmt: skip
IN_ORDER = (("start_date", "end_date"), ("enlist_date", "discharge_date"))
TIME = re.compile(r"(\d{8})T(\d{2})(\d{2})(?:[0-5]\d)?", re.ASCII)
TIME_WITH_SECONDS = 15


def check(field: FormField, raw: Raw, *, today: date) -> Raw | Problem:
    """The answer in the form it is kept in, or its problem; a blank passes where the field is not required."""
    value = normalise(field.kind, raw)
    if not value and not _may_be_empty_table(field):
        if field.kind is FieldKind.WITNESS:
            return problem(field, "problem.witness")
        return problem(field, _asked_for(field)) if field.required else value
    found = _problem(field, value, today)
    return found or _kept(field, value)


def check_page(
    page: FormPage, form: Form, values: Mapping[str, Raw], *, today: date
) -> tuple[dict[str, Raw], tuple[Problem, ...]]:
    """Every asked field of a page checked against all values so far: what may be kept, and what is wrong.

    Fields of the page that are not asked now are in neither.
    """
    fields = fields_of(form)
    asked = [field for field in page.fields if is_visible(field, fields, values)]
    checked = {field.id: check(field, values.get(field.id, ""), today=today) for field in asked}
    kept = {name: value for name, value in checked.items() if not isinstance(value, Problem)}
    problems = [value for value in checked.values() if isinstance(value, Problem)]
    disorder = [found for field in asked if field.id in kept and (found := _order(field, {**values, **kept}))]
    for found in disorder:
        del kept[found.field]
    return kept, tuple(problems + disorder)


def pages_with_problems(form: Form, values: Mapping[str, Raw], *, today: date) -> tuple[int, ...]:
    """The indexes of the pages that still have something to say."""
    return tuple(at for at, page in enumerate(form.pages) if check_page(page, form, values, today=today)[1])


def _problem(field: FormField, value: Raw, today: date) -> Problem | None:
    if field.kind is FieldKind.TABLE:
        return wellformed.table(field, tuple(row for row in value if not isinstance(row, str)))
    if not isinstance(value, str):
        return wellformed.several(field, tuple(part for part in value if isinstance(part, str)))
    if field.kind is FieldKind.ID_NUMBER:
        reason = number_problem(value, today)
        return problem(field, f"problem.id_number.{reason}", count=str(len(value))) if reason else None
    if field.kind is FieldKind.DATE:
        return _date_problem(field, value, today)
    if field.kind is FieldKind.DATE_TIME:
        return _time_problem(field, value, today)
    return wellformed.BY_TYPE.get(field.listed.type, wellformed.text)(field, value)


def _date_problem(field: FormField, value: str, today: date) -> Problem | None:
    day = real_day(value)
    if day is None:
        return problem(field, "problem.date.real")
    if day.year < EARLIEST_YEAR or day.year > today.year + YEARS_AHEAD:
        return problem(field, "problem.date.absurd", first=str(EARLIEST_YEAR), last=str(today.year + YEARS_AHEAD))
    return problem(field, "problem.date.future") if day > today and plain_id(field.id) in PAST else None


def _time_problem(field: FormField, value: str, today: date) -> Problem | None:
    shape = TIME.fullmatch(value)
    if shape is None or int(shape[2]) > 23 or int(shape[3]) > 59:
        return problem(field, "problem.time.real")
    return _date_problem(field, shape[1], today)


def real_day(value: str) -> date | None:
    """A YYYYMMDD that is a real day."""
    if len(value) != 8 or not (value.isascii() and value.isdigit()):
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None


def _order(field: FormField, values: Mapping[str, Raw]) -> Problem | None:
    """An end before its beginning is said beside the end."""
    name = plain_id(field.id)
    prefix = field.id.removesuffix(name)
    for first, last in IN_ORDER:
        beginning, end = values.get(prefix + first, ""), values.get(field.id, "")
        both = isinstance(beginning, str) and isinstance(end, str) and beginning and end
        if name == last and both and str(end) < str(beginning):
            return problem(field, "problem.date.order")
    return None


def _kept(field: FormField, value: Raw) -> Raw:
    """GB/T 7408 times have seconds; amounts have no idle zeros in front."""
    if field.kind is FieldKind.DATE_TIME and isinstance(value, str):
        return value if len(value) == TIME_WITH_SECONDS else value + "00"
    if field.listed.type in ("number", "integer", "money") and isinstance(value, str):
        whole, point, places = value.partition(".")
        return (whole.lstrip("0") or "0") + point + places
    return value


def _may_be_empty_table(field: FormField) -> bool:
    """A table of nobody is an answer where the list takes one."""
    return field.kind is FieldKind.TABLE and field.required


def _asked_for(field: FormField) -> str:
    chosen = field.kind in (FieldKind.CHOICE, FieldKind.MULTI_CHOICE, FieldKind.YES_NO)
    return "problem.required.choice" if chosen else "problem.required"
