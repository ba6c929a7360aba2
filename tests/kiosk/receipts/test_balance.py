"""The day's balance: what agrees, what only waits, and the number of everything that is missing."""

from __future__ import annotations

from datetime import date

import msgspec

from kiosk.applications.model import Kind
from kiosk.base.ids import grouped, reference_number
from kiosk.outbox.model import EntryState, OutboxEntry
from kiosk.receipts.balance import balance_of, balance_sheet
from kiosk.receipts.model import LedgerRow, PrintState
from kiosk.receipts.occasion import Occasion
from tests.kiosk.receipts.papers import ITEM, PLACE
from tests.kiosk.receipts.samples import COLLECTED_MS, receipt, say
from tests.kiosk.receipts.test_papers import AT, strings

DAY = date(2026, 11, 23)
HOURS_24 = 86_400_000
DELIVERED, QUEUED = EntryState.DELIVERED, EntryState.QUEUED


def _entry(
    sequence: int, state: EntryState = DELIVERED, *, kind: Kind = Kind.APPLICATION, ms: int = COLLECTED_MS
) -> OutboxEntry:
    return OutboxEntry(sequence, f"id-{sequence}", kind, "dibao", state, b"", "", 0, ms + sequence)


def _row(sequence: int, collected: str = "2026-11-23 10:42") -> LedgerRow:
    made = msgspec.structs.replace(receipt((ITEM,)), number=_number(sequence), collected=collected)
    return LedgerRow(f"id-{sequence}", made, PrintState.PRINTED, 1)


def _number(sequence: int) -> str:
    return reference_number("B24", sequence)


def test_a_day_on_which_everything_agrees() -> None:
    entries = [_entry(5), _entry(6, QUEUED), _entry(7, EntryState.PARKED), _entry(8, EntryState.REFUSED)]
    balance = balance_of(DAY, entries, [_row(number) for number in (5, 6, 7, 8)], code="B24")
    assert (balance.receipts, balance.queued, balance.acknowledged) == (4, 4, 1)
    assert balance.balanced
    assert balance.waiting == (_number(6), _number(7))
    assert balance.refused == (_number(8),)


def test_a_rating_has_a_number_of_its_own_and_is_no_gap() -> None:
    entries = [_entry(5), _entry(6, kind=Kind.RATING), _entry(7)]
    assert balance_of(DAY, entries, [_row(5), _row(7)], code="B24").balanced


def test_whatever_is_missing_is_named() -> None:
    without_receipt = balance_of(DAY, [_entry(5), _entry(6)], [_row(5)], code="B24")
    assert without_receipt.missing == (_number(6),)
    without_entry = balance_of(DAY, [_entry(5), _entry(7)], [_row(5), _row(6), _row(7)], code="B24")
    assert without_entry.missing == (_number(6),)
    without_either = balance_of(DAY, [_entry(5), _entry(8)], [_row(5), _row(8)], code="B24")
    assert without_either.missing == (_number(6), _number(7))


def test_a_gap_at_the_day_s_beginning_is_one_after_the_day_before() -> None:
    before = _entry(4, ms=COLLECTED_MS - HOURS_24)
    rows = [_row(4, "2026-11-22 10:42"), _row(6)]
    assert balance_of(DAY, [before, _entry(6)], rows, code="B24").missing == (_number(5),)
    # Nothing is known of a first day's beginning.
    assert balance_of(DAY, [_entry(6)], [_row(6)], code="B24").balanced


def test_other_days_do_not_count() -> None:
    entries = [_entry(4, ms=COLLECTED_MS - HOURS_24), _entry(5), _entry(6, ms=COLLECTED_MS + HOURS_24)]
    rows = [_row(4, "2026-11-22 10:42"), _row(5), _row(6, "2026-11-24 10:42")]
    assert balance_of(DAY, entries, rows, code="B24").queued == 1
    assert balance_of(date(2026, 11, 25), entries, rows, code="B24") == balance_of(
        date(2026, 11, 25), [], [], code="B24"
    )


def test_the_paper_says_the_missing_number_first() -> None:
    occasion = Occasion(PLACE, "zh", say("zh"), AT)
    said = strings(balance_sheet(balance_of(DAY, [_entry(5), _entry(7)], [_row(5), _row(7)], code="B24"), occasion))
    assert f"缺 {grouped(_number(6))}" in said
    whole = strings(balance_sheet(balance_of(DAY, [_entry(5)], [_row(5)], code="B24"), occasion))
    assert "回执和排队的对得上，一件不缺" in whole
    assert not [text for text in whole if text.startswith("缺")]
