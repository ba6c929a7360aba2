"""A draft: what a person has said so far, kept through a power cut for the same card only."""

from __future__ import annotations

from typing import Protocol

import msgspec

from kiosk.forms.model import Answer
from kiosk.materials.model import Material


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An application in progress; `id` is its idempotency key, made at the first save and never again."""

    id: str
    item_ids: tuple[str, ...]
    catalogue_version: str
    language: str
    answers: dict[str, Answer]
    materials: tuple[Material, ...]
    page: int
    saved_at_ms: int


class Drafts(Protocol):
    """The durable drafts, each sealed by the device key and the card it belongs to. Used on the store lane."""

    def save(self, draft: Draft, binding: bytes) -> None:
        """Keep the draft for the card whose `CardContent.binding()` this is; replaces that card's earlier state of the same id."""
        ...

    def find(self, binding: bytes) -> Draft | None:
        """The newest draft of this very card; None when there is none (or it was made with another card)."""
        ...

    def discard(self, id: str) -> None:
        """Forget the draft; unknown ids are fine."""
        ...
