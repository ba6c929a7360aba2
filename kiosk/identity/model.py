"""A person as the terminal knows them, and why a card is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.cards import Authenticity, CardContent, CardKind


@dataclass(frozen=True, slots=True)
class Identity:
    """The person at the screen: what their card said, and what must be told beside it."""

    content: CardContent
    expired: bool = False

    @property
    def source(self) -> CardKind:
        """The card the identity came from."""
        return self.content.kind

    @property
    def authenticity(self) -> Authenticity:
        """How far the reading may be trusted."""
        return self.content.authenticity


class IdentityRefusal(StrEnum):
    """Why a card that could be read does not tell who stands here; said by the key identity.refused.<value>."""

    NUMBER_INVALID = "number_invalid"
    NUMBER_MISSING = "number_missing"
    NAME_MISSING = "name_missing"
    BIRTH_DATE_MISMATCH = "birth_date_mismatch"
