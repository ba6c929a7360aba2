"""What may be chosen in a field: the value that is kept and the label that is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.catalogue.model import Catalogue
from kiosk.forms.model import FieldKind, FormField, Raw

CODED = re.compile(r"(\d+) (.+)")
YES, NO = "1", "0"
# An option that means "none of them" cannot stand beside others.
NONE_OF_THEM = "无"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: `value` is kept, `label` is shown, in the language of the list."""

    value: str
    label: str


def choice(text: str) -> Choice:
    """An option as the list writes it: "1 男" is code and label, anything else is both at once."""
    coded = CODED.fullmatch(text)
    return Choice(coded[1], coded[2]) if coded else Choice(text, text)


def choices(field: FormField) -> tuple[Choice, ...]:
    """The field's options, empty where there is nothing to choose (yes and no are the screen's own words)."""
    return tuple(choice(text) for text in field.options)


def shown(field: FormField, value: Raw) -> Raw:
    """An answer as a person reads it: labels instead of codes; dates, yes and no are left to the screen."""
    labels = {option.value: option.label for option in choices(field)}
    if isinstance(value, str):
        return labels.get(value, value)
    if field.kind is FieldKind.MULTI_CHOICE:
        return tuple(labels.get(part, part) for part in value if isinstance(part, str))
    return value


def place_options(catalogue: Catalogue, division: str, *, station: str) -> tuple[str, ...]:
    """The places that are on the terminal: its own gacha first, then the banners and the city; others are written."""
    banners = [f"{place.code12} {place.zh}" for place in catalogue.divisions if not place.code12.endswith("00000000")]
    city = [f"{place.code12} {place.zh}" for place in catalogue.divisions if place.code12.endswith("00000000")]
    own = [] if division in {place.code12 for place in catalogue.divisions} else [f"{division} {station}"]
    return tuple(own + banners + city)
