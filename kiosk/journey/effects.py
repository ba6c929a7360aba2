"""What the runner is to do: a closed union of effects, in the imperative."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.applications.draft import Draft
from kiosk.applications.model import Document, Signature
from kiosk.cards import CardRef
from kiosk.cards.mrz import DocumentKey
from kiosk.feedback.model import Rating
from kiosk.materials.camera import Shot


@dataclass(frozen=True, slots=True)
class CheckRoom:
    """See whether the disk has room for one more application."""


@dataclass(frozen=True, slots=True)
class WatchReaders:
    """Tell what every reader sees, now and at each change."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Read this card."""

    card: CardRef


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Open this travel document with this key and read it."""

    card: CardRef
    key: DocumentKey


@dataclass(frozen=True, slots=True)
class ProveClerk:
    """Have this card sign with this PIN, and tell which clerk's it is. The PIN is nowhere else, and is sent once."""

    card: CardRef
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindDraft:
    """Look for what was begun with this card."""

    binding: bytes


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keep the draft for this card."""

    draft: Draft
    binding: bytes


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Forget a draft the person does not want."""

    id: str


@dataclass(frozen=True, slots=True)
class TakePicture:
    """Take a picture of what lies under the camera."""

    application_id: str


@dataclass(frozen=True, slots=True)
class TurnPicture:
    """Turn the picture by a quarter."""

    application_id: str
    shot: Shot


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """Seal the picture and keep it with the application; then, and only then, tell its hash."""

    application_id: str
    shot: Shot


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Number, seal and commit the application; then, and only then, tell its number."""

    document: Document
    signature: Signature


@dataclass(frozen=True, slots=True)
class AskPrinter:
    """Ask the printer itself whether a receipt would come out now."""


@dataclass(frozen=True, slots=True)
class Print:
    """Print the receipt of this application: the original, or one more copy asked for by a person."""

    application_id: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """Record the person's answer about the paper in the ledger: declined, printed, or failed."""

    application_id: str
    state: str


@dataclass(frozen=True, slots=True)
class EnqueueRating:
    """Seal and queue a rating."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class Synchronise:
    """Try a round with the hub soon."""


@dataclass(frozen=True, slots=True)
class Wipe:
    """Destroy everything of this visit: values, keyboards, pictures on the screen."""


Effect = (
    CheckRoom
    | WatchReaders
    | ReadCard
    | ReadDocument
    | ProveClerk
    | FindDraft
    | SaveDraft
    | DiscardDraft
    | TakePicture
    | TurnPicture
    | KeepPicture
    | Enqueue
    | AskPrinter
    | Print
    | RecordPaper
    | EnqueueRating
    | Synchronise
    | Wipe
)
