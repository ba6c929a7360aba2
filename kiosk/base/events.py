"""Audit events: who did what, when; never about whom."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from kiosk.base.ids import NO_NUMBER, ReferenceNumber, is_reference_number

# What an id is made of. Names have other letters or spaces; a sentence never passes for an id.
_OPAQUE = re.compile(r"[0-9A-Za-z._-]{1,64}", re.ASCII)


class Verb(StrEnum):
    """Every deed the audit knows, in the past; a new deed is a new line here, never a text put together elsewhere."""

    APPLICATION_COLLECTED = "application_collected"
    RATING_COLLECTED = "rating_collected"
    ENTRY_DELIVERED = "entry_delivered"
    ENTRY_REFUSED = "entry_refused"
    ENTRY_PARKED = "entry_parked"
    ENTRY_RESTORED = "entry_restored"
    ENTRY_CARRIED = "entry_carried"
    RECEIPT_QUEUED = "receipt_queued"
    RECEIPT_CLAIMED = "receipt_claimed"
    RECEIPT_CLAIMED_AGAIN = "receipt_claimed_again"
    RECEIPT_PRINTED = "receipt_printed"
    RECEIPT_BLOCKED = "receipt_blocked"
    RECEIPT_UNCERTAIN = "receipt_uncertain"
    RECEIPT_FAILED = "receipt_failed"
    RECEIPT_CANCELLED = "receipt_cancelled"
    # As the two were called before the ledger told a claim from its printing.
    RECEIPT_PRINTING = "receipt_printing"
    RECEIPT_DECLINED = "receipt_declined"
    STORE_SALVAGED = "store_salvaged"
    COPY_MADE = "copy_made"
    COPY_FAILED = "copy_failed"


class ActorKind(StrEnum):
    """Who may act. A clerk is never the citizen; the terminal acts by itself on timers."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    TECHNICIAN = "technician"
    TERMINAL = "terminal"
    HUB = "hub"


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acted: a kind and, for staff and machines, their number; a citizen has none.

    A number somebody typed belongs into the sealed document: in the audit only one that was proven.
    """

    kind: ActorKind
    id: str = ""


CITIZEN = Actor(ActorKind.CITIZEN)
CLERK = Actor(ActorKind.CLERK)
TECHNICIAN = Actor(ActorKind.TECHNICIAN)
TERMINAL = Actor(ActorKind.TERMINAL)
HUB = Actor(ActorKind.HUB)


class AuditEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the audit: the deed, who did it, the opaque id it is about, and at most the number a person was told.

    Raises ValueError for a subject or detail of any other shape: what has no place for a text cannot leak one.
    """

    verb: Verb
    actor: Actor
    subject: str
    unix_ms: int
    detail: ReferenceNumber = NO_NUMBER

    def __post_init__(self) -> None:
        if not _OPAQUE.fullmatch(self.subject):
            raise ValueError("the subject of an audit event is an id")
        if self.detail and not is_reference_number(self.detail):
            raise ValueError("the detail of an audit event is a reference number")
