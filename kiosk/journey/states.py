"""What the citizen is doing: a closed union of states, each with its time-out and its way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.cards import CardProblem, CardRef, CardStatus
from kiosk.forms.model import Problem, Raw
from kiosk.identity.model import IdentityRefusal
from kiosk.journey.at_camera import CountingPages as CountingPages
from kiosk.journey.at_camera import JudgingPicture as JudgingPicture
from kiosk.journey.at_camera import KeepingPicture as KeepingPicture
from kiosk.journey.at_camera import Photographing as Photographing
from kiosk.journey.at_camera import TakingPicture as TakingPicture
from kiosk.journey.at_clerk import EnteringPin as EnteringPin
from kiosk.journey.at_clerk import InsertingClerkCard as InsertingClerkCard
from kiosk.journey.at_clerk import KeyingPerson as KeyingPerson
from kiosk.journey.at_clerk import PausingAfterPin as PausingAfterPin
from kiosk.journey.at_clerk import ProvingClerk as ProvingClerk
from kiosk.journey.at_clerk import RecognisingClerkCard as RecognisingClerkCard
from kiosk.journey.at_clerk import TakingClerkCard as TakingClerkCard
from kiosk.journey.at_end import Leaving as Leaving
from kiosk.journey.at_end import Rating as Rating
from kiosk.journey.at_end import Submitted as Submitted
from kiosk.journey.at_end import Submitting as Submitting
from kiosk.journey.at_end import TakingReceipt as TakingReceipt
from kiosk.journey.visit import Visit


@dataclass(frozen=True, slots=True)
class Attracting:
    """Nobody is here; nothing personal is anywhere."""

    visit: Visit = field(default_factory=Visit)


@dataclass(frozen=True, slots=True)
class ChoosingLanguage:
    """Choosing a language, at the start or in the middle; `back` is where it was asked."""

    visit: Visit
    back: State | None = None


@dataclass(frozen=True, slots=True)
class ChoosingItem:
    """Looking for an item by theme, among the most used, or by search."""

    visit: Visit
    theme: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class ReadingGuide:
    """Being told once what the item needs; the item is `visit.item_ids`."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class InsertingCard:
    """Putting in a card; what each reader sees, what went wrong with the card tried last, and those tried in vain so far."""

    visit: Visit
    readers: tuple[CardStatus, ...] = ()
    problem: CardProblem | IdentityRefusal | None = None
    tried: frozenset[CardRef] = frozenset()


@dataclass(frozen=True, slots=True)
class KeyingDocument:
    """Writing off a travel document what opens its chip, a question a page; `entered` is what stands in the boxes."""

    visit: Visit
    card: CardRef
    today: date
    page: int = 0
    entered: Mapping[str, Raw] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """Waiting for the card to be read; `readers` and `tried` as they were before, `keyed` is what was written off it, when it is
    a travel document being opened."""

    visit: Visit
    card: CardRef
    readers: tuple[CardStatus, ...] = ()
    tried: frozenset[CardRef] = frozenset()
    keyed: KeyingDocument | None = None


@dataclass(frozen=True, slots=True)
class ConfirmingIdentity:
    """Saying "yes, that is me"; the card may be taken out now."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class ResumingDraft:
    """Choosing between taking up what was begun before and beginning anew."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class FillingForm:
    """Answering one page; `entered` is what stands in the boxes, `problems` what is said beside them."""

    visit: Visit
    page: int
    entered: Mapping[str, Raw] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowingMaterials:
    """Going through the papers and how each is satisfied."""

    visit: Visit
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Checking:
    """Reading everything once more before signing; `visit.document` is what will be signed."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Signing:
    """Signing with a finger; `empty` after an attempt to go on without a stroke."""

    visit: Visit
    document_sha256: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """Being asked "are you still here?" before everything is wiped."""

    visit: Visit
    inner: State


@dataclass(frozen=True, slots=True)
class AskingHelp:
    """Reading how to reach 12345 or the staff; `topic` is "hotline" or "staff"."""

    visit: Visit
    inner: State
    topic: str


@dataclass(frozen=True, slots=True)
class Faulted:
    """Being told what failed, by its code, and what to do; `back` is where one goes on."""

    visit: Visit
    code: str
    back: State


@dataclass(frozen=True, slots=True)
class OutOfService:
    """The terminal cannot serve anybody until a technician has been."""

    code: str
    visit: Visit = field(default_factory=Visit)


State = (
    Attracting
    | ChoosingLanguage
    | ChoosingItem
    | ReadingGuide
    | InsertingCard
    | KeyingDocument
    | ReadingCard
    | InsertingClerkCard
    | RecognisingClerkCard
    | EnteringPin
    | ProvingClerk
    | PausingAfterPin
    | TakingClerkCard
    | KeyingPerson
    | ConfirmingIdentity
    | ResumingDraft
    | FillingForm
    | ShowingMaterials
    | Photographing
    | TakingPicture
    | JudgingPicture
    | KeepingPicture
    | CountingPages
    | Checking
    | Signing
    | Submitting
    | Submitted
    | TakingReceipt
    | Rating
    | Leaving
    | Warned
    | AskingHelp
    | Faulted
    | OutOfService
)

SCREENS: Mapping[type[State], str] = {
    Attracting: "attract",
    ChoosingLanguage: "language",
    ChoosingItem: "choose",
    ReadingGuide: "told_once",
    InsertingCard: "insert_card",
    KeyingDocument: "document",
    ReadingCard: "insert_card",
    InsertingClerkCard: "clerk_card",
    RecognisingClerkCard: "clerk_card",
    EnteringPin: "pin",
    ProvingClerk: "clerk_card",
    PausingAfterPin: "clerk_card",
    TakingClerkCard: "clerk_card",
    KeyingPerson: "person",
    ConfirmingIdentity: "card_read",
    ResumingDraft: "resume",
    FillingForm: "form",
    ShowingMaterials: "materials",
    Photographing: "photograph",
    TakingPicture: "photograph",
    JudgingPicture: "picture",
    KeepingPicture: "picture",
    CountingPages: "pages",
    Checking: "check",
    Signing: "sign",
    Submitting: "submitting",
    Submitted: "submitted",
    TakingReceipt: "receipt",
    Rating: "rate",
    Leaving: "leave",
    Warned: "warning",
    AskingHelp: "help",
    Faulted: "fault",
    OutOfService: "out_of_service",
}


def plain(state: State) -> State:
    """The state beneath a warning or help: what the screen goes on showing."""
    return plain(state.inner) if isinstance(state, Warned | AskingHelp) else state


def with_visit(state: State, visit: Visit) -> State:
    """The same state with another visit, all the way down beneath overlays and the choice of a language."""
    match state:
        case Warned() | AskingHelp():
            return replace(state, visit=visit, inner=with_visit(state.inner, visit))
        case Faulted(back=back) | ChoosingLanguage(back=back) if back is not None:
            return replace(state, visit=visit, back=with_visit(back, visit))
        case _:
            return replace(state, visit=visit)


def attracting(state: State) -> Attracting:
    """Nobody is here any more; of all that was known only the line's state is the terminal's own."""
    return Attracting(Visit(online=state.visit.online))


def screen_of(state: State) -> str:
    """The name of the screen that shows a state: one QML file of that name."""
    return SCREENS[type(state)]
