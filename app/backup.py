"""Puts the sealed application on its receipt, for as long as the hub has not got it."""

from __future__ import annotations

import msgspec

from kiosk.outbox.model import EntryState
from kiosk.receipts.model import Paper, Receipt
from printers.spooler import LayOut
from sync.carry.paper import split
from sync.store.store import Store

SETTLED = (EntryState.DELIVERED, EntryState.REFUSED)


def with_backup(lay_out: LayOut, store: Store) -> LayOut:
    """Lays out as `lay_out` does, the backup added from the queue's own envelope: the ledger holds no second copy of it."""

    def laid_out(receipt: Receipt, paper: Paper) -> bytes:
        entry = store.outbox.named(receipt.application_id)
        if entry is None or entry.state in SETTLED:
            return lay_out(receipt, paper)
        return lay_out(msgspec.structs.replace(receipt, backup=split(entry.envelope)), paper)

    return laid_out
