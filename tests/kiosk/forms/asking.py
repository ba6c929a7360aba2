"""Fields made by hand, for tests of single rules."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from kiosk.catalogue.model import FieldType, ListedField, ServiceItem, Validation
from kiosk.forms.fields import form_field
from kiosk.forms.model import FormField
from tests.kiosk.people import DEVICES

TYPES: tuple[str, ...] = get_args(FieldType)
PLACES = ("150824102201 白音塔拉嘎查", "150824000000 乌拉特中旗")


def listed(kind: str, **changes: Any) -> ListedField:
    """A listed field of a type with the rules given."""
    known = {"id": "asked", "zh": "问", "required": False, "prefill": "none", "sensitive": False, "visible_if": ""}
    own = {name: changes.pop(name) for name in tuple(changes) if name in known}
    return msgspec.convert({**known, **own, "type": kind, "validation": changes}, ListedField)


def field(kind: str, **changes: Any) -> FormField:
    """The same as it is asked."""
    return form_field(listed(kind, **changes), ("an-item",), devices=DEVICES, places=PLACES)


def with_fields(item: ServiceItem, *fields: ListedField) -> ServiceItem:
    """The item with other fields."""
    return msgspec.structs.replace(item, form_fields=fields)


def rules(**changes: Any) -> Validation:
    """A field's rules."""
    return msgspec.convert(changes, Validation)
