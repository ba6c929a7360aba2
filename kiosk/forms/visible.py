"""Which fields are asked, given what was answered: the list's `visible_if` ("field=word")."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.forms.choices import NO, YES, choices
from kiosk.forms.model import Answer, Answers, FieldKind, Form, FormField, FormPage, Raw

TRUTH = {"true": YES, "false": NO}


def plain_id(field_id: str) -> str:
    """The field's id in the list, without the item it may be qualified with ("unemp-reg.reason")."""
    return field_id.rpartition(".")[2]


def is_visible(field: FormField, fields: Mapping[str, FormField], values: Mapping[str, Raw]) -> bool:
    """Whether the field is asked: always, or when the answer it hangs on holds the word.

    An answer holds a word when it is chosen under a label with the word in it ("人脸" in
    "人脸与身份证芯片照比对"); a yes or no answers to true and false. A field hanging on one that is
    not asked is not asked either.
    """
    name, _, word = field.listed.visible_if.partition("=")
    if not name:
        return True
    controlling = _controlling(field, name, fields)
    if controlling is None or not is_visible(controlling, fields, values):
        return False
    return holds(controlling, values.get(controlling.id, ""), word)


def holds(field: FormField, value: Raw, word: str) -> bool:
    """Whether an answer to the field holds the word."""
    if field.kind is FieldKind.YES_NO:
        return value == TRUTH.get(word, word)
    chosen = {value} if isinstance(value, str) else set(value)
    return any(option.value in chosen and word in option.label for option in choices(field))


def visible_fields(page: FormPage, form: Form, values: Mapping[str, Raw]) -> tuple[FormField, ...]:
    """The page's fields that are asked now; none when the page is to be skipped."""
    fields = fields_of(form)
    return tuple(field for field in page.fields if is_visible(field, fields, values))


def asked_answers(form: Form, answers: Answers) -> dict[str, Answer]:
    """The answers to fields that are asked after all: what hung on a choice that was changed since is left behind."""
    fields = fields_of(form)
    values = {name: answer.value for name, answer in answers.items()}
    return {name: answers[name] for name in answers if name in fields and is_visible(fields[name], fields, values)}


def fields_of(form: Form) -> dict[str, FormField]:
    """Every field of the form by its id."""
    return {field.id: field for field in (*form.locked, *(field for page in form.pages for field in page.fields))}


def _controlling(field: FormField, name: str, fields: Mapping[str, FormField]) -> FormField | None:
    own = (fields.get(f"{item}.{name}") for item in field.items)
    return next((found for found in own if found), fields.get(name))
