"""From a field of the list to a field as it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.catalogue.model import ListedField
from kiosk.catalogue.offer import CLERK_SIGN_IN, FACE_CAMERA, FINGERPRINT
from kiosk.forms.choices import CODED
from kiosk.forms.model import FieldKind, FormField
from kiosk.forms.tables import STANDARD_TABLES
from kiosk.forms.visible import plain_id

KINDS: Mapping[str, FieldKind] = MappingProxyType(
    {
        "text": FieldKind.TEXT,
        "textarea": FieldKind.LONG_TEXT,
        "number": FieldKind.DECIMAL,
        "integer": FieldKind.DIGITS,
        "money": FieldKind.DECIMAL,
        "date": FieldKind.DATE,
        "datetime": FieldKind.DATE_TIME,
        "enum": FieldKind.CHOICE,
        "multi_enum": FieldKind.MULTI_CHOICE,
        "boolean": FieldKind.YES_NO,
        "id_number": FieldKind.ID_NUMBER,
        "mobile": FieldKind.DIGITS,
        "bank_account": FieldKind.DIGITS,
        "division": FieldKind.DIVISION,
        "address": FieldKind.TEXT,
        "table": FieldKind.TABLE,
    }
)
# Signatures and commitments have steps of their own; photographs need a camera; the platform fills in the rest.
NOT_ASKED_TYPES = frozenset({"signature", "photo"})
NOT_ASKED_PREFILLS = frozenset({"calc", "system"})
COMMITMENT = "commitment"
# What a way of proving who one is needs, by the word the list writes it with.
NEEDED_DEVICES: Mapping[str, str] = MappingProxyType({"人脸": FACE_CAMERA, "指纹": FINGERPRINT})
PROOF = "auth_method="
LONG_TEXT_FROM = 101


def is_asked(listed: ListedField) -> bool:
    """Whether the form's pages ask for it at all."""
    if listed.type in NOT_ASKED_TYPES or listed.prefill in NOT_ASKED_PREFILLS:
        return False
    return not (listed.type == "boolean" and plain_id(listed.id) == COMMITMENT)


def form_field(
    listed: ListedField, items: tuple[str, ...], *, devices: frozenset[str], places: tuple[str, ...]
) -> FormField:
    """The field with its kind and options.

    Options the list keeps elsewhere (`options_source`) are not on the terminal: the field is
    written by hand, nothing is made up. A text that backs the proof of identity is required once
    it is asked: a witness without a number is none. Where clerks can sign in, nobody types one.
    """
    options = _options(listed, devices, places)
    witness = listed.type == "text" and listed.visible_if.startswith(PROOF)
    kind = FieldKind.WITNESS if witness and CLERK_SIGN_IN in devices else _kind(listed, options)
    return FormField(listed, kind, listed.required or witness, options, items)


def _kind(listed: ListedField, options: tuple[str, ...]) -> FieldKind:
    kind = KINDS[listed.type]
    if kind is FieldKind.CHOICE and not options:
        return FieldKind.TEXT
    long = (listed.validation.max_length or 0) >= LONG_TEXT_FROM
    if (kind is FieldKind.MULTI_CHOICE and not options) or (kind is FieldKind.TEXT and long):
        return FieldKind.LONG_TEXT
    return kind


def _options(listed: ListedField, devices: frozenset[str], places: tuple[str, ...]) -> tuple[str, ...]:
    if listed.type == "division":
        return places
    listed_options = listed.validation.options or STANDARD_TABLES.get(listed.validation.standard, ())
    if listed.type not in ("enum", "multi_enum"):
        return ()
    return tuple(option for option in listed_options if _possible(option, devices))


def _possible(option: str, devices: frozenset[str]) -> bool:
    """Coded options (tables) are never about a device."""
    if CODED.fullmatch(option):
        return True
    return all(device in devices for word, device in NEEDED_DEVICES.items() if word in option)
