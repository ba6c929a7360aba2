"""From what a card said to who stands here."""

from __future__ import annotations

from datetime import date

from kiosk.cards import CardContent, CardKind
from kiosk.identity import id_number
from kiosk.identity.model import Identity, IdentityRefusal

PASSPORT = "P"


def identify(content: CardContent, today: date) -> Identity | IdentityRefusal:
    """The person a card speaks of on this day, or why it does not tell.

    An expired card still tells who somebody is: the list says it must be told, not refused
    (review point of the proof of life). The last day printed on a card still counts. A passport holds no citizen's
    number, and tells by its own; other travel documents are of kinds that are not told apart here.
    """
    if not content.name.strip():
        return IdentityRefusal.NAME_MISSING
    if content.kind is CardKind.TRAVEL_DOCUMENT:
        passport = content.document.startswith(PASSPORT) and bool(content.card_number)
        return _person(content, today) if passport else IdentityRefusal.NUMBER_MISSING
    if not content.id_number:
        return IdentityRefusal.NUMBER_MISSING
    if id_number.number_problem(content.id_number, today) is not None:
        return IdentityRefusal.NUMBER_INVALID
    if content.birth_date is not None and not id_number.could_be_born(content.id_number, content.birth_date):
        return IdentityRefusal.BIRTH_DATE_MISMATCH
    return _person(content, today)


def _person(content: CardContent, today: date) -> Identity:
    return Identity(content, expired=content.valid_to is not None and content.valid_to < today)
