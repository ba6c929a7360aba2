"""A person as the terminal knows them, and why a card is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.cards import Authenticity, CardContent, CardKind
from kiosk.identity import id_number


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
    def number(self) -> str:
        """The number that is filed: a citizen's own, or that of the travel document of somebody who has none."""
        return self.content.id_number or self.content.card_number

    @property
    def authenticity(self) -> Authenticity:
        """How far the reading may be trusted."""
        return self.content.authenticity

    @property
    def keyed_in(self) -> bool:
        """Whether a clerk entered it by hand: no card said so, and nobody can come back by one."""
        return self.authenticity is Authenticity.KEYED_IN

    @property
    def birth_date(self) -> date | None:
        """As the card says it, else as the number does; None for an old foreigner's number alone, which omits the century."""
        if self.content.birth_date is not None or id_number.is_old_foreigner(self.content.id_number):
            return self.content.birth_date
        return id_number.birth_date(self.content.id_number)

    @property
    def sex(self) -> str:
        """As the card says it, else as the number does; empty where neither tells."""
        if self.content.sex or id_number.is_old_foreigner(self.content.id_number):
            return self.content.sex
        return id_number.sex(self.content.id_number)


class IdentityRefusal(StrEnum):
    """Why a card that could be read does not tell who stands here; said by the key identity.refused.<value>."""

    CITIZEN_CARD_ASKED = "citizen_card_asked"
    OTHER_PERSON = "other_person"
    NUMBER_INVALID = "number_invalid"
    NUMBER_MISSING = "number_missing"
    NAME_MISSING = "name_missing"
    BIRTH_DATE_MISMATCH = "birth_date_mismatch"
