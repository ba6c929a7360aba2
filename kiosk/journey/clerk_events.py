"""What has happened while a clerk signs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.cards import CardRef
from kiosk.identity.clerk import Clerk, PinRefusal, SignInRefusal


@dataclass(frozen=True, slots=True)
class ClerkAsked:
    """A clerk is to sign in: to enter a person by hand, or to be the witness that the form asks for."""


@dataclass(frozen=True, slots=True)
class PinEntered:
    """A PIN was typed and sent off; this is the only time that it is told."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClerkSignedIn:
    """Card and PIN are this clerk's, today; an answer is for the card it was asked of, and for no other.

    `fresh_id` is the idempotency key if an application begins.
    """

    card: CardRef
    clerk: Clerk
    today: date
    fresh_id: str


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """The PIN did not do, or what the card signed makes no clerk."""

    card: CardRef
    why: PinRefusal | SignInRefusal
