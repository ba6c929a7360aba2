"""How a field of the form is put to a person: its words, its options, its keyboard, its value as it stands."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.base.privacy import mask_id_number, mask_name
from kiosk.forms.build import locked_answers
from kiosk.forms.choices import NO, NONE_OF_THEM, YES, choices
from kiosk.forms.document import EXPIRY
from kiosk.forms.model import FieldKind, Form, FormField, Raw
from kiosk.forms.visible import plain_id
from kiosk.forms.words import dashed
from kiosk.identity.model import Identity
from kiosk.journey.visit import Visit
from ui.viewmodels.base import Row

KEYBOARDS = {
    FieldKind.TEXT: "pinyin",
    FieldKind.LONG_TEXT: "pinyin",
    FieldKind.CODE: "code",
    FieldKind.DIVISION: "pinyin",
    FieldKind.DIGITS: "digits",
    FieldKind.DECIMAL: "decimal",
    FieldKind.DATE_TIME: "digits",
    FieldKind.ID_NUMBER: "id",
}
FIRST_YEAR, YEARS_AHEAD = 1900, 5
# The longest that documents are valid for.
DOCUMENT_YEARS = 15
# Options this short stand side by side.
SHORT = 8
# Where the wheel of years begins when nothing is set; people are born long before things happen to them.
START_YEARS = {"birth_date": 1960, "child_birth": 2020}


def asked(field: FormField, *, say: Callable[[str], str], year: int) -> Row:
    """Everything about a field but its value."""
    limit = field.listed.validation.max_length
    options = _options(field, say)
    return {
        "id": field.id,
        "label": label_of(field, say),
        "note": note_of(field, say),
        "kind": field.kind.value,
        "keyboard": KEYBOARDS.get(field.kind, ""),
        "mask": {FieldKind.DIGITS: "digits", FieldKind.ID_NUMBER: "id", FieldKind.CODE: "code"}.get(field.kind, ""),
        "limit": limit if limit else 200,
        "options": options,
        "columns": list(field.listed.validation.columns),
        "least": field.listed.validation.min_rows or 0,
        "short": len(options) > 0 and all(len(option["text"]) <= SHORT for option in options),
        "firstYear": FIRST_YEAR,
        "lastYear": year + (DOCUMENT_YEARS if plain_id(field.id) == EXPIRY else YEARS_AHEAD),
        "startYear": START_YEARS.get(plain_id(field.id), year),
    }


def standing(field: FormField, raw: Raw) -> object:
    """The value in the shape its component takes: text, a list of chosen values, [year, month, day], rows."""
    if field.kind in (FieldKind.CHOICE, FieldKind.YES_NO):
        return [raw] if isinstance(raw, str) and raw else []
    if field.kind in (FieldKind.DATE, FieldKind.DATE_TIME):
        return _date(raw if isinstance(raw, str) else "")
    if isinstance(raw, str):
        return raw if field.kind not in (FieldKind.MULTI_CHOICE, FieldKind.TABLE) else []
    return [list(part) if isinstance(part, tuple) else part for part in raw]


def picked(field: FormField, raw: Raw, value: str) -> Raw:
    """The answer after one option was touched: "none of them" stands alone, a second touch takes an option back."""
    if field.kind is not FieldKind.MULTI_CHOICE:
        return value
    chosen = tuple(part for part in raw if isinstance(part, str)) if not isinstance(raw, str) else ()
    if value in chosen:
        return tuple(part for part in chosen if part != value)
    if value == NONE_OF_THEM:
        return (value,)
    return (*(part for part in chosen if part != NONE_OF_THEM), value)


def clerk_words(visit: Visit) -> str:
    """The clerk who signed in, as a witness is told: by name, and by the number that is filed."""
    return f"{visit.clerk.name}（{visit.clerk.number}）" if visit.clerk else ""


def locked_title(identity: Identity) -> str:
    """The key of what is said over everything that nobody is asked."""
    return "form.locked.keyed_in" if identity.keyed_in else f"form.locked.{identity.source.value}"


def locked_rows(form: Form, identity: Identity) -> list[Row]:
    """What the card said, masked where a neighbour could read it."""
    known = locked_answers(form, identity)
    return [
        {"label": field.listed.zh, "value": masked(field, known[field.id].value)}
        for field in form.locked
        if field.id in known
    ]


def masked(field: FormField, value: Raw) -> str:
    """An answer as it may stand on the screen."""
    text = value if isinstance(value, str) else "、".join(str(part) for part in value)
    if field.listed.type == "id_number" or field.listed.prefill == "ss_card":
        return mask_id_number(text)
    if field.id.endswith("_name"):
        return mask_name(text)
    if field.kind is FieldKind.DATE and len(text) == 8:
        return dashed(text)
    labels = {option.value: option.label for option in choices(field)}
    return labels.get(text, text)


def label_of(field: FormField, say: Callable[[str], str]) -> str:
    """The list's own name for it; the terminal's own questions are asked in the language of the visit."""
    return say(field.words) if field.words else field.listed.zh


def note_of(field: FormField, say: Callable[[str], str]) -> str:
    """How it is written, and that it may be left out; the list's own notes are meant for whoever keeps the list."""
    parts: list[str] = [say(f"{field.words}.note")] if field.words else []
    if field.listed.type in ("mobile", "id_number", "bank_account", "money"):
        parts = [say(f"form.note.{field.listed.type}")]
    if field.kind is FieldKind.MULTI_CHOICE:
        parts = [say("form.note.several")]
    if not field.required:
        parts.append(say("form.note.optional"))
    return say("form.note.join").join(parts)


def _options(field: FormField, say: Callable[[str], str]) -> list[Row]:
    if field.kind is FieldKind.YES_NO:
        return [{"value": YES, "text": say("form.yes"), "hint": ""}, {"value": NO, "text": say("form.no"), "hint": ""}]
    return [{"value": option.value, "text": option.label, "hint": ""} for option in choices(field)]


def _date(text: str) -> list[int]:
    if len(text) < 8 or not text[:8].isdigit():
        return [0, 0, 0]
    return [int(text[:4]), int(text[4:6]), int(text[6:8])]
