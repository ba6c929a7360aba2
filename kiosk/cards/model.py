"""The values a card reader speaks in, and its port."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from kiosk.cards.mrz import DocumentKey

# GB/T 467 text block: a card may be valid "长期" instead of to a date.
LONG_TERM = date.max


class ReaderState(StrEnum):
    """One reader, as a person would have to be told; each has its own picture and words."""

    NO_SERVICE = "no_service"
    NO_READER = "no_reader"
    EMPTY = "empty"
    PRESENT = "present"
    MUTE = "mute"
    UNSUPPORTED = "unsupported"
    WRONG_SLOT = "wrong_slot"
    STUCK = "stuck"


class CardKind(StrEnum):
    """Which card it is; the value is the `source` an answer taken from it is labelled with."""

    RESIDENT_ID = "resident_id"
    SOCIAL_SECURITY = "social_security"
    TRAVEL_DOCUMENT = "travel_document"


class Authenticity(StrEnum):
    """How far a reading may be trusted: a SAM VERIFIED it, a chip was READ, a clerk KEYED it IN."""

    VERIFIED = "verified"
    READ = "read"
    KEYED_IN = "keyed_in"


@dataclass(frozen=True, slots=True)
class CardRef:
    """One insertion of one card; `epoch` grows at every insertion and at every doubt."""

    reader: str
    epoch: int


@dataclass(frozen=True, slots=True)
class CardStatus:
    """What a reader sees now; `card` is there exactly when the state is PRESENT.

    `fault` is why a reader cannot serve, where that is known better than its state says. `kinds` are the cards it is for,
    empty where it does not say; they never change, and make no status another one.
    """

    reader: str
    state: ReaderState
    card: CardRef | None = None
    fault: str = ""
    kinds: frozenset[CardKind] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class CardContent:
    """What was read from one card; text as printed, dates as dates, absent fields empty or None.

    `document` is the code of a travel document (ICAO 9303-3, 4.4): "P" and what may follow it for a passport.
    """

    kind: CardKind
    authenticity: Authenticity
    name: str
    id_number: str
    sex: str = ""
    ethnicity: str = ""
    birth_date: date | None = None
    address: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    card_number: str = ""
    document: str = ""

    def binding(self) -> bytes:
        """Bytes only this very card answers with: the secret half of a draft's key."""
        parts = (self.kind, self.id_number, self.card_number, str(self.valid_from), self.issuer)
        return "\x1f".join(parts).encode()


class CardProblem(StrEnum):
    """Why a card could not be read, when a person or a cable is the cause."""

    REMOVED = "removed"
    CHANGED = "changed"
    MUTE = "mute"
    UNSUPPORTED = "unsupported"
    WRONG_SLOT = "wrong_slot"
    DENIED = "denied"
    DAMAGED = "damaged"
    TIMEOUT = "timeout"
    BUSY = "busy"
    INSERT = "insert"
    KEY_NEEDED = "key_needed"
    KEY_WRONG = "key_wrong"
    PACE_ONLY = "pace_only"
    CLERK_CARD = "clerk_card"
    STUCK = "stuck"


class CardReader(Protocol):
    """One reader. Blocking, thread-blind; every method is called on that reader's own lane."""

    def wait(self, timeout_s: float) -> CardStatus:
        """The status as soon as it differs from the last one returned, or after `timeout_s` seconds.

        Never raises for a reader, service or card that is missing: those are states. Recovers by itself.
        """
        ...

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        """Everything the card gives freely, within `deadline_s` seconds; REMOVED or CHANGED if `card` is not there any more."""
        ...

    def interrupt(self) -> None:
        """Make a blocked `wait` return at once; the only method that may be called from another lane."""
        ...

    def close(self) -> None:
        """Let go of the device; the reader is not used afterwards."""
        ...


class CardService(Protocol):
    """What the readers stand on, and who may start it anew when they hang."""

    def restart(self) -> None:
        """Ask for a new start; nothing is waited for and nothing raised. May be called from any lane."""
        ...


class DocumentReader(Protocol):
    """What a reader can do besides: open a travel document with a key. Asked after its `read` said KEY_NEEDED."""

    def read_document(self, card: CardRef, key: DocumentKey, *, deadline_s: float) -> CardContent | CardProblem:
        """The holder named in the document; KEY_WRONG when the key is not this document's, else as `CardReader.read`."""
        ...
