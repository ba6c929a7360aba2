"""Everything the runner drives, as ports: the desk, the press and the courier, each on its own lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.eye import NoCamera
from kiosk.applications.draft import Draft
from kiosk.applications.model import Document, Signature
from kiosk.base.clock import Clock, Entropy
from kiosk.base.lanes import Lanes
from kiosk.cards import CardReader, DocumentReader
from kiosk.delivery.model import CycleReport
from kiosk.feedback.model import Rating
from kiosk.identity.clerk import Clerk, ClerkCardReader, ClerkProof, SignInChallenge, SignInRefusal
from kiosk.journey.visit import Collected
from kiosk.materials.camera import DocumentCamera
from kiosk.receipts.model import PrintState


class Desk(Protocol):
    """What is done on the store lane; each call raises StoreError or SealError, and then nothing was kept."""

    def room(self) -> str:
        """The fault code if there is no room for one more application, else nothing."""
        ...

    def find_draft(self, binding: bytes) -> Draft | None:
        """The draft of this card."""
        ...

    def save_draft(self, draft: Draft, binding: bytes) -> None:
        """Keep a draft, stamped with the present."""
        ...

    def discard_draft(self, id: str) -> None:
        """Forget a draft."""
        ...

    def keep_picture(self, application_id: str, jpeg: bytes) -> str:
        """Seal a picture of this application and keep it; its hash, once it is durable."""
        ...

    def collect(self, document: Document, signature: Signature) -> Collected:
        """Number, seal and commit; returns when it is durable."""
        ...

    def rate(self, rating: Rating) -> None:
        """Seal and queue a rating."""
        ...

    def record_paper(self, application_id: str, state: PrintState) -> None:
        """Record a person's answer about the paper."""
        ...

    def waiting(self) -> int:
        """How many entries are not delivered yet."""
        ...


class Press(Protocol):
    """What is done on the printer lane."""

    def in_the_way(self) -> str:
        """The fault code of what keeps a receipt back now, asked of the printer itself; "" when one would come out."""
        ...

    def print_original(self, application_id: str) -> tuple[PrintState, str]:
        """What became of the original's paper, and the fault code if something is in its way."""
        ...

    def print_again(self, application_id: str) -> tuple[PrintState, str]:
        """One more copy, marked as such (补打)."""
        ...

    def recover(self) -> None:
        """After a start: settle what a crash left open, printing nothing that may have been printed."""
        ...


class Courier(Protocol):
    """What is done on the sync lane."""

    def cycle(self) -> CycleReport:
        """One sync cycle."""
        ...


def _nothing_to_renew(_: int) -> None:
    """A played reader never hangs."""


def admits_nobody(_proof: ClerkProof, _challenge: SignInChallenge) -> Clerk | SignInRefusal:
    """Where no office is known, none issued anybody's card."""
    return SignInRefusal.UNKNOWN_ISSUER


@dataclass(frozen=True, slots=True)
class Crew:
    """The ports of one terminal; `documents` are those of its readers that open travel documents, by the reader's number.

    `clerks` are those that have a clerk's card sign, none where no clerk can sign in; `admits` judges what it signed.
    A reader's wait is bounded by `wait_s` seconds so that its lane can be asked to read, to close, or to notice a new reader.
    `renew` is called when the lane of the reader of that number was abandoned, before anything more is asked of it.
    """

    lanes: Lanes
    clock: Clock
    entropy: Entropy
    readers: tuple[CardReader, ...]
    desk: Desk
    press: Press
    courier: Courier
    camera: DocumentCamera = field(default_factory=NoCamera)
    wait_s: float = 1.0
    renew: Callable[[int], None] = _nothing_to_renew
    documents: Mapping[int, DocumentReader] = field(default_factory=dict)
    clerks: Mapping[int, ClerkCardReader] = field(default_factory=dict)
    admits: Callable[[ClerkProof, SignInChallenge], Clerk | SignInRefusal] = admits_nobody
