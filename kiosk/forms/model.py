"""The values of a form: fields, where an answer came from, what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kiosk.catalogue.model import ListedField

# A table is a tuple of rows, a multiple choice a tuple of options, everything else one text:
# dates "YYYYMMDD" (GB/T 7408 as GB/T 39046 prescribes), booleans "1"/"0", money in yuan with at most two decimals,
# divisions "150824000000" or free text where the place is not on the terminal's list.
# One tuple type for rows and options: msgspec reads no union of two.
Raw = str | tuple[str | tuple[str, ...], ...]


class AnswerSource(StrEnum):
    """Where an answer came from."""

    CARD = "card"
    PERSON = "person"
    CLERK = "clerk"
    TERMINAL = "terminal"


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One checked answer with its source."""

    value: Raw
    source: AnswerSource


Answers = Mapping[str, Answer]


class FieldKind(StrEnum):
    """How a field is asked on the screen: one QML component each."""

    TEXT = "text"
    CODE = "code"
    LONG_TEXT = "long_text"
    DIGITS = "digits"
    DECIMAL = "decimal"
    ID_NUMBER = "id_number"
    DATE = "date"
    DATE_TIME = "date_time"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    YES_NO = "yes_no"
    DIVISION = "division"
    TABLE = "table"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as it is asked: the listed field, how to ask it, what may be chosen, and the items that want it.

    `words` is the key of what a question of the terminal's own is called; the list's fields have their name from the list.
    """

    listed: ListedField
    kind: FieldKind
    required: bool
    options: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    words: str = ""

    @property
    def id(self) -> str:
        """The field's id in the list."""
        return self.listed.id


@dataclass(frozen=True, slots=True)
class FormPage:
    """One screen of the form: one question or one small group."""

    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form of a visit: fields known from the card apart, the rest in pages."""

    locked: tuple[FormField, ...]
    pages: tuple[FormPage, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer: the key of the sentence said beside the field, and its numbers."""

    field: str
    key: str
    params: Mapping[str, str] | None = None
