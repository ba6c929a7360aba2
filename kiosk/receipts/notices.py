"""What an authority says of a case after it was collected: accepted (受理通知书), or to be supplemented (补正通知)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.base.ids import grouped
from kiosk.receipts.model import Receipt
from kiosk.receipts.occasion import Occasion, bearer, sheet
from kiosk.receipts.sheet import (
    Fact,
    Facts,
    Listing,
    Moment,
    Moments,
    Notice,
    Number,
    Part,
    Row,
    Sheet,
    Signing,
    Subject,
    Table,
)

WAYS = ("terminal", "window", "person")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The authority's act (GB/T 39046-2020 table 6): its document and case numbers, when, by when it promises an end."""

    authority: str
    document_number: str
    case_number: str
    accepted_at: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Lacking:
    """One paper that is to be brought or mended, and what is wrong with the one that is there."""

    material: str
    why: str


@dataclass(frozen=True, slots=True)
class Supplement:
    """Everything that is lacking, asked for once (行政许可法 art. 32), and by when."""

    authority: str
    asked_on: date
    lacking: tuple[Lacking, ...]
    until: date | None = None


def acceptance_sheet(receipt: Receipt, acceptance: Acceptance, occasion: Occasion) -> Sheet:
    """Made from what the ledger keeps of the case, so that it can be printed without the person's papers."""
    say = occasion.say
    title = say("paper.acceptance.title")
    collected = Moment(receipt.words["collected"], receipt.collected, say("paper.acceptance.collected"), reached=True)
    by = say("paper.acceptance.by", authority=acceptance.authority)
    accepted = Moment(say("paper.accepted"), acceptance.accepted_at, by, reached=True)
    due = (say("paper.acceptance.due", date=acceptance.due.isoformat()),) if acceptance.due else ()
    facts = (
        ("paper.acceptance.document", acceptance.document_number),
        ("paper.acceptance.case", acceptance.case_number),
        ("paper.authority", acceptance.authority),
        ("paper.entrusted", receipt.station),
    )
    return sheet(
        occasion,
        title,
        about=_about(receipt, occasion),
        sections=(
            (Moments(say("paper.acceptance.moments"), (collected, accepted), (receipt.words["limit"], *due)),),
            (Facts(tuple(Fact(say(key), value) for key, value in facts if value)),),
            (Listing(say("receipt.how_to_follow"), _ways(occasion)),),
            (Signing(say("paper.acceptance.seal")),),
        ),
        number=grouped(receipt.number),
    )


def supplement_sheet(receipt: Receipt, supplement: Supplement, occasion: Occasion) -> Sheet:
    """Everything at once, each with what is wrong: what is not on it cannot be asked for later."""
    say = occasion.say
    until = say("paper.supplement.until", date=supplement.until.isoformat()) if supplement.until else ""
    rows = tuple(Row(one.material, note=one.why) for one in supplement.lacking)
    facts = (
        Fact(say("paper.supplement.asked"), supplement.asked_on.isoformat()),
        Fact(say("paper.authority"), supplement.authority),
    )
    return sheet(
        occasion,
        say("paper.supplement.title"),
        about=_about(receipt, occasion),
        sections=(
            (Notice(until or say("paper.supplement.no_day"), say("paper.supplement.once")),),
            (Table(say("paper.supplement.lacking"), rows, numbered=True),),
            (Listing(say("paper.supplement.how"), (*_ways(occasion), say("paper.supplement.late"))),),
            (Facts(facts),),
        ),
        number=grouped(receipt.number),
    )


def _about(receipt: Receipt, occasion: Occasion) -> tuple[Part, ...]:
    return (
        Number(occasion.say("receipt.number"), grouped(receipt.number)),
        Subject(receipt.items),
        bearer(receipt.applicant, receipt.id_tail, occasion.say),
    )


def _ways(occasion: Occasion) -> tuple[str, ...]:
    return tuple(occasion.say(f"paper.way.{way}") for way in WAYS)
