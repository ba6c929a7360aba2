"""What the terminal knows without asking: from the card, and from what the card and the answers imply."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from kiosk.cards import CardKind
from kiosk.catalogue.model import ListedField, ServiceItem
from kiosk.forms.choices import choice
from kiosk.forms.model import Answer, AnswerSource
from kiosk.forms.tables import ETHNIC_GROUPS, SEX
from kiosk.forms.visible import plain_id
from kiosk.identity import id_number
from kiosk.identity.model import Identity

AGE_RANGE = re.compile(r"(\d+)\D+(\d+)周岁")
AGE_FROM = re.compile(r"(\d+)周岁以上")
NAMES = frozenset({"applicant_name", "contact_name"})
BIRTH, NUMBER = "_birth", "_id"


def basic_date(day: date) -> str:
    """A date as GB/T 39046 prescribes: YYYYMMDD."""
    return day.strftime("%Y%m%d")


def known(listed: ListedField, identity: Identity, agent: Identity | None = None) -> str:
    """What the card says for the field, in the form answers are kept in; "" when it does not say."""
    name = plain_id(listed.id)
    if listed.prefill == "id_card" and name in CARD_FIELDS:
        return CARD_FIELDS[name](identity)
    if listed.prefill == "ss_card" and identity.source is CardKind.SOCIAL_SECURITY:
        return identity.content.card_number
    if listed.prefill == "second_id_card" and agent is not None and name in AGENT_FIELDS:
        return AGENT_FIELDS[name](agent)
    return ""


def calculated_answers(
    items: tuple[ServiceItem, ...], answers: Mapping[str, Answer], *, identity: Identity, today: date
) -> dict[str, Answer]:
    """The answers of the list's calc fields that follow from what is known; the others are the platform's to fill in."""
    fields = {field.id: field for item in items for field in item.form_fields if field.prefill == "calc"}
    values = {name: _calculated(field, answers, identity, today) for name, field in fields.items()}
    return {name: Answer(value, AnswerSource.TERMINAL) for name, value in values.items() if value}


def _calculated(field: ListedField, answers: Mapping[str, Answer], identity: Identity, today: date) -> str:
    if field.type == "date" and field.id.endswith(BIRTH):
        number = answers.get(field.id.removesuffix(BIRTH) + NUMBER)
        return _born(number.value, today) if number and isinstance(number.value, str) else ""
    if field.type == "enum" and identity.birth_date is not None:
        age = id_number.age(identity.birth_date, today)
        return next((option for option in field.validation.options if _holds_age(option, age)), "")
    return ""


def _born(number: str, today: date) -> str:
    """What a right number says; the old one of a foreigner leaves out the century."""
    says = id_number.number_problem(number, today) is None and not id_number.is_old_foreigner(number)
    return basic_date(id_number.birth_date(number)) if says else ""


def _holds_age(option: str, age: int) -> bool:
    """Options such as "60—69周岁" and "70周岁以上"; the lower bound is part of both."""
    both, lower = AGE_RANGE.fullmatch(option), AGE_FROM.fullmatch(option)
    if both:
        return int(both[1]) <= age <= int(both[2])
    return lower is not None and age >= int(lower[1])


def _name(identity: Identity) -> str:
    return identity.content.name


def _number(identity: Identity) -> str:
    return identity.content.id_number


def _sex(identity: Identity) -> str:
    return _code_of(identity.sex, SEX)


def _ethnicity(identity: Identity) -> str:
    return _code_of(identity.content.ethnicity.removesuffix("族"), ETHNIC_GROUPS)


def _birth_date(identity: Identity) -> str:
    return basic_date(identity.birth_date) if identity.birth_date else ""


def _address(identity: Identity) -> str:
    return identity.content.address


def _code_of(label: str, table: tuple[str, ...]) -> str:
    return next((option.value for option in map(choice, table) if label and option.label == label), "")


CARD_FIELDS: Mapping[str, Callable[[Identity], str]] = MappingProxyType(
    {
        "applicant_name": _name,
        "contact_name": _name,
        "id_number": _number,
        "sex": _sex,
        "ethnicity": _ethnicity,
        "birth_date": _birth_date,
        "hukou_address": _address,
    }
)
AGENT_FIELDS: Mapping[str, Callable[[Identity], str]] = MappingProxyType({"agent_name": _name, "agent_id": _number})
