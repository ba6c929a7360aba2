"""Audit events: who did what, when; never about whom."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ActorKind(StrEnum):
    """Who may act. A clerk is never the citizen; the terminal acts by itself on timers."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    TECHNICIAN = "technician"
    TERMINAL = "terminal"
    HUB = "hub"


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acted: a kind and, for staff and machines, their number; a citizen has none."""

    kind: ActorKind
    id: str = ""


CITIZEN = Actor(ActorKind.CITIZEN)
TERMINAL = Actor(ActorKind.TERMINAL)


class AuditEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the audit: verb in the past ("application_collected"), its actor, the opaque id it is about."""

    verb: str
    actor: Actor
    subject: str
    unix_ms: int
    detail: str = ""
