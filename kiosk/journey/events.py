"""What has happened: a closed union of events, from the person, the devices, the store and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.applications.draft import Draft
from kiosk.base.clock import Moment
from kiosk.cards import CardContent, CardProblem, CardStatus
from kiosk.feedback.model import Grade
from kiosk.forms.model import Raw
from kiosk.journey.camera_events import CameraChanged as CameraChanged
from kiosk.journey.camera_events import PageRemoved as PageRemoved
from kiosk.journey.camera_events import PictureAsked as PictureAsked
from kiosk.journey.camera_events import PictureKept as PictureKept
from kiosk.journey.camera_events import PictureTaken as PictureTaken
from kiosk.journey.camera_events import TurnAsked as TurnAsked
from kiosk.journey.clerk_events import ClerkAsked as ClerkAsked
from kiosk.journey.clerk_events import ClerkSignedIn as ClerkSignedIn
from kiosk.journey.clerk_events import PinEntered as PinEntered
from kiosk.journey.clerk_events import SignInRefused as SignInRefused
from kiosk.journey.visit import Collected, Language
from kiosk.materials.model import Way
from kiosk.receipts.model import PrintState

Strokes = tuple[tuple[tuple[int, int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """The attract screen was touched."""


@dataclass(frozen=True, slots=True)
class LanguageAsked:
    """The language tool was pressed."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """A language was chosen."""

    language: Language


@dataclass(frozen=True, slots=True)
class ThemeChosen:
    """A life theme was chosen; "" goes back to all of them."""

    theme: str


@dataclass(frozen=True, slots=True)
class QueryChanged:
    """The search text changed."""

    query: str


@dataclass(frozen=True, slots=True)
class ItemChosen:
    """An item was chosen."""

    item_id: str


@dataclass(frozen=True, slots=True)
class ApplyPressed:
    """The person wants to apply for the item being read."""


@dataclass(frozen=True, slots=True)
class RoomChecked:
    """Whether there is room for one more application; the fault code if not."""

    fault: str = ""


@dataclass(frozen=True, slots=True)
class ReaderChanged:
    """A reader sees something else now."""

    status: CardStatus


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card was read, today; `fresh_id` is the idempotency key if an application begins."""

    content: CardContent
    today: date
    fresh_id: str


@dataclass(frozen=True, slots=True)
class CardFailed:
    """A card could not be read."""

    problem: CardProblem


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """The card is a travel document whose chip wants to be opened first, today."""

    today: date


@dataclass(frozen=True, slots=True)
class DraftFound:
    """What was begun with this card before, if anything."""

    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The one primary button of the page was pressed: that is me, next, agreed, done."""


@dataclass(frozen=True, slots=True)
class Denied:
    """The page's secondary answer: that is not me, begin anew."""


@dataclass(frozen=True, slots=True)
class AnswerEntered:
    """Something was entered into a field; it is checked when the page is left."""

    field: str
    raw: Raw


@dataclass(frozen=True, slots=True)
class EditAsked:
    """On the check page: change the answers of this form page (-1: the papers)."""

    page: int


@dataclass(frozen=True, slots=True)
class WayChosen:
    """A way was chosen to satisfy one material."""

    item_id: str
    material_id: str
    way: Way


@dataclass(frozen=True, slots=True)
class SignatureDone:
    """The person signed, at this moment."""

    strokes: Strokes
    at: Moment


@dataclass(frozen=True, slots=True)
class ApplicationCollected:
    """The entry is durable."""

    collected: Collected


@dataclass(frozen=True, slots=True)
class PrinterAsked:
    """The printer said what is in its way, by its code; "" when a receipt would come out now."""

    fault: str = ""


@dataclass(frozen=True, slots=True)
class PaperChanged:
    """What became of the receipt's paper; the fault code if something keeps it from coming."""

    state: PrintState
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PaperAnswered:
    """The person's answer about the paper: "again", "none", "came_out", "did_not"."""

    answer: str


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """Whether the last round reached the hub."""

    online: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """A grade was given."""

    grade: Grade
    reasons: tuple[str, ...]
    at: Moment
    fresh_id: str


@dataclass(frozen=True, slots=True)
class RatingSkipped:
    """No rating; that is fine."""


@dataclass(frozen=True, slots=True)
class BackPressed:
    """Back."""


@dataclass(frozen=True, slots=True)
class HomePressed:
    """Home."""


@dataclass(frozen=True, slots=True)
class HelpPressed:
    """12345 ("hotline") or call staff ("staff")."""

    topic: str


@dataclass(frozen=True, slots=True)
class StillHere:
    """The person answered the time-out's question."""


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The state's time is over."""


@dataclass(frozen=True, slots=True)
class FaultRaised:
    """The environment failed, by its code; `fatal` when nobody can be served."""

    code: str
    fatal: bool = False


Event = (
    Touched
    | LanguageAsked
    | LanguageChosen
    | ThemeChosen
    | QueryChanged
    | ItemChosen
    | ApplyPressed
    | RoomChecked
    | ReaderChanged
    | CardRead
    | CardFailed
    | DocumentFound
    | ClerkAsked
    | PinEntered
    | ClerkSignedIn
    | SignInRefused
    | DraftFound
    | Confirmed
    | Denied
    | AnswerEntered
    | EditAsked
    | WayChosen
    | PictureAsked
    | CameraChanged
    | PictureTaken
    | TurnAsked
    | PictureKept
    | PageRemoved
    | SignatureDone
    | ApplicationCollected
    | PrinterAsked
    | PaperChanged
    | PaperAnswered
    | LinkChanged
    | Rated
    | RatingSkipped
    | BackPressed
    | HomePressed
    | HelpPressed
    | StillHere
    | TimedOut
    | FaultRaised
)
