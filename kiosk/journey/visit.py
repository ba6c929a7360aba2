"""What is known of one visit, and of the terminal it happens at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from kiosk.applications.draft import Draft
from kiosk.applications.model import Document, Place
from kiosk.base.clock import Moment
from kiosk.cards import CardRef, CardStatus
from kiosk.catalogue.model import Catalogue
from kiosk.feedback.model import Grade
from kiosk.forms.model import Answer, Form
from kiosk.identity.clerk import Clerk
from kiosk.identity.model import Identity
from kiosk.materials.camera import Picture
from kiosk.materials.model import Material
from kiosk.receipts.model import PrintState, Receipt

Language = Literal["zh", "mn", "en"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the terminal is, for as long as it runs: its list, its place, its devices, its rules.

    `gacha` is the name of the division it stands in, for people who live there; the station's name when empty.
    """

    catalogue: Catalogue
    place: Place
    devices: frozenset[str]
    consent: str
    deferral_days: int
    warning_s: int = 45
    gacha: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of a submission: it is durable, this is its number, nothing has been printed yet."""

    application_id: str
    number: str
    receipt: Receipt
    at: Moment


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything a person has told the terminal so far; destroyed whole when they leave.

    `card` is the insertion they are known by, `lying` the one that is in the same reader now. `clerk` is who signed in as the
    witness of who they are, and is never the person.
    `pictures` are the pages photographed in this visit, small, by the hash they are kept under: what is kept cannot be opened here.
    """

    language: Language = "zh"
    item_ids: tuple[str, ...] = ()
    identity: Identity | None = None
    clerk: Clerk | None = None
    today: date | None = None
    card: CardRef | None = None
    lying: CardRef | None = None
    application_id: str = ""
    form: Form | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    materials: tuple[Material, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    draft: Draft | None = None
    document: Document | None = None
    collected: Collected | None = None
    print_state: PrintState = PrintState.QUEUED
    print_fault: str = ""
    online: bool = False
    grade: Grade | None = None

    @property
    def card_in(self) -> bool:
        """Whether there is a card to be taken."""
        return self.lying is not None

    def seeing(self, status: CardStatus) -> Visit:
        """Whether the card is in; once one was read, no other reader knows anything about it."""
        if self.card is not None and self.card.reader != status.reader:
            return self
        return replace(self, lying=status.card)
