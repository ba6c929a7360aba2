"""The receipt's values, the print ledger's states, and the port of a receipt printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec


class Paper(StrEnum):
    """The two formats a receipt is laid out for."""

    ROLL_80 = "roll80"
    A4 = "a4"


class PrintSize(StrEnum):
    """How large a paper is set: LARGE is for people who read the screen enlarged."""

    ORDINARY = "ordinary"
    LARGE = "large"


class ReceiptMaterial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the materials table: name and how it was satisfied, in the person's words."""

    name: str
    satisfied: str


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A collection receipt (收件回执), every sentence already in the person's language; masked fields only.

    It is not an acceptance notice (受理通知书), and says so. `words` holds the fixed sentences by key
    (title, collected, accepted_not_yet, not_acceptance, materials, owed, how_to_follow, verify …) so that
    the layout needs no texts of its own. `copy` is 1 for the original; a reprint (补打) counts up.
    """

    application_id: str
    number: str
    items: tuple[str, ...]
    applicant: str
    id_tail: str
    collected: str
    time_note: str
    materials: tuple[ReceiptMaterial, ...]
    owed: tuple[str, ...]
    station: str
    division: str
    terminal: str
    authority: str
    qr_text: str
    verification_code: str
    language: str
    words: dict[str, str]
    copy: int = 1
    backup: tuple[str, ...] | None = None
    size: PrintSize = PrintSize.ORDINARY


class PrintState(StrEnum):
    """How far a receipt's paper has come. UNCERTAIN is left only by a person's answer.

    QUEUED and BLOCKED surely have no paper. CLAIMED was written down before a printer hears of the job, CREATED before it
    gets any data, SENT and PRINTING when it says so. FAILED surely is not on paper either, and waits to be asked for.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    CREATED = "created"
    SENT = "sent"
    PRINTING = "printing"
    PRINTED = "printed"
    BLOCKED = "blocked"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One attempt to print one paper, laid out already: a printer only carries the bytes.

    `name` is unique per receipt and copy, outlives a crash, and is all that a printer's own log may show.
    """

    name: str
    pdf: bytes
    paper: Paper


@dataclass(frozen=True, slots=True)
class Claim:
    """What the ledger knows of an attempt that was cut off: how far it had come, what the printer called it ("" for nothing), and how long ago it began (None when the clock cannot say)."""

    name: str
    state: PrintState
    ticket: str = ""
    age_s: float | None = None


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """Ready, ready with a warning, or not now because of what is in the way: codes (P..), the one to tell first at the front."""

    in_the_way: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """What a person is told; "" when a job would print now."""
        return self.in_the_way[0] if self.in_the_way else ""


READY = PrinterStatus()


class PrintOutcome(StrEnum):
    """What a printer knows of a job."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One receipt of the ledger.

    `copies` are known to be on paper; `spent` is the highest number that a paper may carry, so the next gets the one above.
    `attempt` counts claims, `ticket` is what the printer called the last one, `moved_at_ms` when the row last moved.
    """

    application_id: str
    receipt: Receipt
    state: PrintState
    copies: int
    attempt: int = 0
    spent: int = 0
    ticket: str = ""
    moved_at_ms: int = 0

    @property
    def copy(self) -> int:
        """Which copy is printed now, or would be next: a number that may lie on paper is never given again."""
        return self.spent + 1


class ReceiptLedger(Protocol):
    """The durable print ledger, in the store."""

    def rows(self) -> tuple[LedgerRow, ...]:
        """Every receipt, oldest first."""
        ...

    def row(self, application_id: str) -> LedgerRow:
        """The receipt of one application; StoreError S05 when there is none."""
        ...

    def move(self, application_id: str, state: PrintState, *, ticket: str = "") -> None:
        """Record how far the paper has come, audited; `ticket` with CREATED only."""
        ...


class Progress(Protocol):
    """Told by a printer how far a job has come; each call returns once that is durable, and a job it was not told of has no paper."""

    def created(self, ticket: str) -> None:
        """From now on data may reach the paper; `ticket` is what the printer calls the job, "" if it has no name for it."""
        ...

    def sent(self) -> None:
        """The printer has all of it."""
        ...

    def printing(self) -> None:
        """The printer says that it is at work on it."""
        ...


class ReceiptPrinter(Protocol):
    """A printer for receipts. Blocking; used on the printer lane, one job at a time."""

    def status(self) -> PrinterStatus:
        """What a job would meet now, asked of the printer itself."""
        ...

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """Print, and answer when the printer says what became of it.

        Raises PrinterError for what is in the way: before `created` was told there surely is no paper, after it nobody knows.
        """
        ...

    def recover(self, claim: Claim) -> PrintOutcome:
        """After a crash: what became of the job, waiting until it settles; what of it cannot print any more is cleared away."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...
