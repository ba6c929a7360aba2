"""A print ledger in memory that keeps the rules, for the spooler's tests."""

from __future__ import annotations

from dataclasses import replace

from kiosk.receipts.model import LedgerRow, PrintState, Receipt
from kiosk.receipts.rules import counts_a_copy, may_move, spends_a_number
from tests.sync.support import ToldClock


class Untold:
    """Implements Progress for a printer of which only the end is asked."""

    def created(self, ticket: str) -> None:
        """Not written down."""

    def sent(self) -> None:
        """Not written down."""

    def printing(self) -> None:
        """Not written down."""


UNTOLD = Untold()


class MemoryLedger:
    """Implements ReceiptLedger; an illegal move fails the test."""

    def __init__(self, *receipts: Receipt, state: PrintState = PrintState.QUEUED) -> None:
        self._rows = {one.application_id: LedgerRow(one.application_id, one, state, 0) for one in receipts}
        self.moves: list[PrintState] = []
        self.clock = ToldClock()

    def rows(self) -> tuple[LedgerRow, ...]:
        """Every receipt."""
        return tuple(self._rows.values())

    def row(self, application_id: str) -> LedgerRow:
        """The one asked for."""
        return self._rows[application_id]

    def move(self, application_id: str, state: PrintState, *, ticket: str = "") -> None:
        """Record and count."""
        row = self._rows[application_id]
        assert may_move(row.state, state), f"{row.state} → {state}"
        self._rows[application_id] = replace(
            row,
            state=state,
            copies=row.copies + counts_a_copy(row.state, state),
            spent=row.spent + spends_a_number(row.state, state),
            attempt=row.attempt + (state is PrintState.CLAIMED),
            ticket=ticket if state is PrintState.CREATED else row.ticket,
            moved_at_ms=self.clock.unix_ms,
        )
        self.moves.append(state)

    def only(self) -> LedgerRow:
        """The one row there is."""
        (row,) = self.rows()
        return row
