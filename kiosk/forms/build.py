"""The form of a visit: shared fields asked once, card-known fields locked, the rest in pages."""

from __future__ import annotations

from kiosk.catalogue.model import ServiceItem
from kiosk.forms.choices import choices
from kiosk.forms.fields import form_field, is_asked
from kiosk.forms.known import known
from kiosk.forms.merge import merged
from kiosk.forms.model import Answer, AnswerSource, Form, FormField
from kiosk.forms.paging import paged
from kiosk.forms.visible import plain_id
from kiosk.forms.wellformed import fits
from kiosk.identity.model import Identity

AGENT = "agent_"


def build_form(
    items: tuple[ServiceItem, ...],
    identity: Identity,
    devices: frozenset[str],
    *,
    places: tuple[str, ...] = (),
    agent: Identity | None = None,
) -> Form:
    """The form for these items and this person at a terminal with these devices.

    `places` are the options of a division field ("150824000000 乌拉特中旗"; kiosk.forms.choices.place_options);
    without any the place is written. Fields about an agent are there only when there is one.
    """
    wanted = [
        one
        for one in merged(items)
        if is_asked(one.listed) and (agent or not plain_id(one.listed.id).startswith(AGENT))
    ]
    fields = [form_field(one.listed, one.items, devices=devices, places=places) for one in wanted]
    asked = [field for field in fields if _may_become_visible(field, fields)]
    locked = tuple(field for field in asked if _card_value(field, identity, agent))
    return Form(locked, paged(field for field in asked if field not in locked))


def locked_answers(form: Form, identity: Identity, agent: Identity | None = None) -> dict[str, Answer]:
    """What the card has already answered, or the clerk in its place, by field id."""
    source = AnswerSource.CLERK if identity.keyed_in else AnswerSource.CARD
    return {field.id: Answer(_card_value(field, identity, agent), source) for field in form.locked}


def _card_value(field: FormField, identity: Identity, agent: Identity | None) -> str:
    """The card's word for the field if it is one the field takes; else the person is asked."""
    value = known(field.listed, identity, agent)
    return value if value and fits(field, value) else ""


def _may_become_visible(field: FormField, fields: list[FormField]) -> bool:
    """False when the field hangs on an option this terminal does not offer."""
    name, _, word = field.listed.visible_if.partition("=")
    controlling = [other for other in fields if plain_id(other.id) == name and set(other.items) & set(field.items)]
    if not name or not controlling or not controlling[0].options:
        return not name or bool(controlling)
    return any(word in option.label for option in choices(controlling[0]))
