"""The print ledger: every receipt, its masked content, and what became of its paper."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import msgspec
from sqlite_utils import Database

from kiosk.base.clock import Clock
from kiosk.base.events import TERMINAL, AuditEvent, Verb
from kiosk.receipts.model import LedgerRow, PrintState, Receipt
from kiosk.receipts.rules import IN_FLIGHT, counts_a_copy, may_move, spends_a_number
from sync.store.audit import SqliteAudit
from sync.store.ballast import Ballast, finishing
from sync.store.driver import write_tx
from sync.store.errors import REFUSED, fault, storing

_COLUMNS = "application_id, receipt, state, copies, attempt, spent, ticket, moved_at_ms"
_ROWS = f"SELECT {', '.join(f'r.{name}' for name in _COLUMNS.split(', '))} FROM receipts r JOIN outbox o ON o.id = r.application_id"
# Deeds. How far a printer has come with a job between its claim and its end is kept in the row alone.
_AUDITED = MappingProxyType(
    {state: Verb(f"receipt_{state}") for state in PrintState if state not in IN_FLIGHT}
    | {PrintState.CLAIMED: Verb.RECEIPT_CLAIMED}
)


class SqliteReceiptLedger:
    """Implements ReceiptLedger; rows are born with their application, in SqliteOutbox.submit."""

    def __init__(self, db: Database, audit: SqliteAudit, ballast: Ballast, *, clock: Clock) -> None:
        self._db = db
        self._ballast = ballast
        self._audit = audit
        self._clock = clock

    def rows(self) -> tuple[LedgerRow, ...]:
        """Every receipt, oldest first. Raises StoreError S.. ."""
        with storing("ledger"):
            rows = self._db.execute(f"{_ROWS} ORDER BY o.seq").fetchall()
        return tuple(_row(*row) for row in rows)

    def row(self, application_id: str) -> LedgerRow:
        """The receipt of one application. Raises StoreError S05 when there is none."""
        with storing("ledger"):
            found = self._db.execute(f"{_ROWS} WHERE r.application_id = ?", (application_id,)).fetchone()
        if found is None:
            raise fault(REFUSED, "no such receipt")
        return _row(*found)

    @finishing
    def move(self, application_id: str, state: PrintState, *, ticket: str = "") -> None:
        """Record how far the paper has come; a claim, its end and a person's word are audited, a reprint's claim as one.

        Raises StoreError S05 for an unknown receipt, or a move that the rules of kiosk.receipts do not know.
        """
        with write_tx(self._db):
            found = self._db.execute("SELECT state, spent FROM receipts WHERE application_id = ?", (application_id,))
            row = found.fetchone()
            if row is None:
                raise fault(REFUSED, "no such receipt")
            before, spent = PrintState(row[0]), row[1]
            if not may_move(before, state):
                raise fault(REFUSED, f"the receipt is {before}")
            now_ms = self._clock.now().unix_ms
            self._update(application_id, before, state, ticket=ticket, now_ms=now_ms)
            verb = Verb.RECEIPT_CLAIMED_AGAIN if state is PrintState.CLAIMED and spent else _AUDITED.get(state)
            if verb is not None:
                self._audit.append(AuditEvent(verb, TERMINAL, application_id, now_ms))

    def _update(self, application_id: str, before: PrintState, state: PrintState, *, ticket: str, now_ms: int) -> None:
        claimed = state is PrintState.CLAIMED
        self._db.execute(
            "UPDATE receipts SET state = ?, copies = copies + ?, spent = spent + ?, attempt = attempt + ?,"
            " ticket = CASE WHEN ? THEN ? ELSE ticket END, moved_at_ms = ? WHERE application_id = ?",
            (
                state,
                counts_a_copy(before, state),
                spends_a_number(before, state),
                claimed,
                claimed or state is PrintState.CREATED,
                ticket,
                now_ms,
                application_id,
            ),
        )


def _row(id: str, receipt: bytes, state: str, copies: int, *rest: Any) -> LedgerRow:
    return LedgerRow(id, msgspec.json.decode(receipt, type=Receipt), PrintState(state), copies, *rest)
