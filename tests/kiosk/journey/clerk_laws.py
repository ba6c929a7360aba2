"""The laws of a clerk's sign-in: who is a clerk, where a PIN goes, and what is said of a person who was entered by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass

from kiosk.cards import Authenticity
from kiosk.journey import effects, events, states
from tests.kiosk.journey.step import Step
from tests.kiosk.journey.world import PIN, by_hand, plain


def nobody_is_entered_but_by_a_clerk(step: Step) -> bool:
    """And nothing of theirs is kept or looked for, because what it would open with is what anybody can type."""
    visit = step.after.visit
    kept = step.asks(effects.SaveDraft) or step.asks(effects.FindDraft)
    return not by_hand(visit) or (visit.clerk is not None and visit.card is None and not kept)


def a_clerk_is_who_signed_in(step: Step) -> bool:
    """By the answer of the very card that was asked; nobody becomes one in another way, or stays one for another person."""
    before, after = step.before.visit, step.after.visit
    proving, told = plain(step.before), step.event
    if after.clerk is None:
        return True
    if after.clerk == before.clerk:
        return not by_hand(before) or after.identity == before.identity
    if not (isinstance(proving, states.ProvingClerk) and isinstance(told, events.ClerkSignedIn)):
        return False
    return (told.card, told.clerk) == (proving.card, after.clerk)


def a_pin_goes_to_a_clerk_s_card_and_nowhere_else(step: Step) -> bool:
    """Sent once for each time that it was typed, to the card that was found to be a clerk's, and in no state."""
    typing, typed = plain(step.before), step.event
    sent = [(each.card, each.pin) for each in step.doing if isinstance(each, effects.ProveClerk)]
    right: list[tuple[object, str]] = []
    if isinstance(typing, states.EnteringPin) and isinstance(typed, events.PinEntered) and sent:
        right = [(typing.card, typed.pin)]
    return sent == right and _says_nowhere(step.after, PIN)


def _says_nowhere(value: object, text: str) -> bool:
    """Every field of every value, whatever its repr leaves out; the form is the list's."""
    if isinstance(value, str):
        return text not in value
    if is_dataclass(value):
        return all(_says_nowhere(getattr(value, each.name), text) for each in fields(value) if each.name != "form")
    if isinstance(value, Mapping):
        return all(_says_nowhere(each, text) for each in value.values())
    return not isinstance(value, tuple) or all(_says_nowhere(each, text) for each in value)


def a_document_names_the_clerk_who_entered_its_person(step: Step) -> bool:
    document, visit = step.after.visit.document, step.after.visit
    if document is None or visit.identity is None or visit.clerk is None or not by_hand(visit):
        return True
    named = document.clerk is not None and document.clerk.id == f"{visit.clerk.certificate_serial:X}"
    signed = document.sign_in is not None and document.sign_in.name == visit.clerk.name
    return named and signed and document.applicant.authenticity is Authenticity.KEYED_IN


CLERK_LAWS: tuple[Callable[[Step], bool], ...] = (
    nobody_is_entered_but_by_a_clerk,
    a_clerk_is_who_signed_in,
    a_pin_goes_to_a_clerk_s_card_and_nowhere_else,
    a_document_names_the_clerk_who_entered_its_person,
)
