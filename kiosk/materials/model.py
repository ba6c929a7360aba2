"""The ways a material may be satisfied, and one material's satisfaction."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Way(StrEnum):
    """How a material is satisfied."""

    CARD_READ = "card_read"
    SIGNED = "signed"
    WAIVED = "waived"
    CAPTURED = "captured"
    COMMITTED = "committed"
    DEFERRED = "deferred"
    NOT_PROVIDED = "not_provided"


class Verification(StrEnum):
    """What is still to be found out about it."""

    NONE = "none"
    PENDING = "pending_verification"


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One listed material of one item and how it was satisfied; `sha256` is of the sealed bytes of a captured paper."""

    item_id: str
    material_id: str
    name_zh: str
    way: Way
    verification: Verification = Verification.NONE
    until: str = ""
    sha256: tuple[str, ...] = ()
