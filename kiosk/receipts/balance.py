"""The day's balance: as many receipts as entries as acknowledgements, and the numbers of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.applications.model import Kind
from kiosk.base.clock import Moment
from kiosk.base.ids import grouped, reference_number
from kiosk.outbox.model import EntryState, OutboxEntry
from kiosk.receipts.model import LedgerRow
from kiosk.receipts.occasion import Occasion, sheet
from kiosk.receipts.sheet import Fact, Facts, Listing, Notice, Sheet, Signing


@dataclass(frozen=True, slots=True)
class Balance:
    """One day of one terminal; numbers are reference numbers, in their order.

    `waiting` are queued and not acknowledged yet, which is no fault; `missing` lack their receipt or their entry, or were
    given to nothing that is left.
    """

    day: date
    receipts: int
    queued: int
    acknowledged: int
    waiting: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def balance_of(day: date, entries: Sequence[OutboxEntry], rows: Sequence[LedgerRow], *, code: str) -> Balance:
    """What the queue and the ledger of the terminal with this code say of the day."""
    today = [entry for entry in entries if Moment(entry.queued_at_ms).day() == day]
    applications = {reference_number(code, one.sequence): one for one in today if one.kind is Kind.APPLICATION}
    of_entries = {one.id for one in applications.values()}
    receipts = {row.receipt.number for row in rows if row.application_id in of_entries or _made_on(row, day)}
    numbers = sorted(applications)
    return Balance(
        day=day,
        receipts=len(receipts),
        queued=len(numbers),
        acknowledged=sum(one.state is EntryState.DELIVERED for one in applications.values()),
        waiting=tuple(number for number in numbers if _waits(applications[number])),
        refused=tuple(number for number in numbers if applications[number].state is EntryState.REFUSED),
        missing=tuple(sorted({*receipts ^ set(numbers), *_skipped(day, entries, today, code=code)})),
    )


def balance_sheet(balance: Balance, occasion: Occasion) -> Sheet:
    """The three counts side by side, what is missing by its number, and room for both hands of a handover."""
    say = occasion.say
    missing = say("paper.balance.missing", numbers=say("receipt.join").join(map(grouped, balance.missing)))
    result = Notice(say("paper.balance.right")) if balance.balanced else Notice(missing, say("paper.balance.wrong"))
    counts = (
        ("paper.balance.receipts", balance.receipts),
        ("paper.balance.queued", balance.queued),
        ("paper.balance.acknowledged", balance.acknowledged),
    )
    facts = tuple(Fact(say(key), say("paper.balance.count", n=str(count))) for key, count in counts)
    listed = ((balance.waiting, "paper.balance.waiting"), (balance.refused, "paper.balance.refused"))
    return sheet(
        occasion,
        say("paper.balance.title"),
        about=(Facts((Fact(say("paper.balance.day"), balance.day.isoformat()),)),),
        sections=(
            (result,),
            (Facts(facts),),
            *((Listing(say(key), tuple(map(grouped, numbers))),) for numbers, key in listed if numbers),
            (Signing(say("paper.balance.gives")), Signing(say("paper.balance.takes"))),
        ),
        number=balance.day.isoformat(),
    )


def _waits(entry: OutboxEntry) -> bool:
    return entry.state in (EntryState.QUEUED, EntryState.LEASED, EntryState.PARKED)


def _made_on(row: LedgerRow, day: date) -> bool:
    return row.receipt.collected.startswith(day.isoformat())


def _skipped(day: date, entries: Sequence[OutboxEntry], today: Sequence[OutboxEntry], *, code: str) -> set[str]:
    """Numbers between the last of the days before and the last of this one that no entry has: sequences have no gaps."""
    there = {entry.sequence for entry in entries}
    sequences = [entry.sequence for entry in today]
    if not sequences:
        return set()
    before = [entry.sequence for entry in entries if Moment(entry.queued_at_ms).day() < day]
    first = max(before, default=min(sequences) - 1) + 1
    return {reference_number(code, number) for number in range(first, max(sequences)) if number not in there}
