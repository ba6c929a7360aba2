"""The print ledger: every receipt, its masked content, and what became of its paper."""

from __future__ import annotations

import msgspec
from sqlite_utils import Database

from kiosk.base.clock import Clock
from kiosk.base.events import TERMINAL, AuditEvent, Verb
from kiosk.receipts.model import LedgerRow, PrintState, Receipt
from sync.store.audit import SqliteAudit
from sync.store.ballast import Ballast, finishing
from sync.store.driver import write_tx
from sync.store.errors import REFUSED, fault, storing

_ROWS = "SELECT r.application_id, r.receipt, r.state, r.copies FROM receipts r JOIN outbox o ON o.id = r.application_id"


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
    def move(self, application_id: str, state: PrintState) -> None:
        """Record what became of the paper, audited; each PRINTED counts one copy.

        Raises StoreError S05 for an unknown receipt, or a move that the rules of kiosk.receipts do not know.
        """
        printed = int(state is PrintState.PRINTED)
        with write_tx(self._db):
            moved = self._db.execute(
                "UPDATE receipts SET state = ?, copies = copies + ? WHERE application_id = ?",
                (state, printed, application_id),
            )
            if moved.rowcount != 1:
                raise fault(REFUSED, "no such receipt")
            now_ms = self._clock.now().unix_ms
            self._audit.append(AuditEvent(Verb(f"receipt_{state}"), TERMINAL, application_id, now_ms))


def _row(id: str, receipt: bytes, state: str, copies: int) -> LedgerRow:
    return LedgerRow(id, msgspec.json.decode(receipt, type=Receipt), PrintState(state), copies)
