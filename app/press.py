"""The press: receipts on paper, done on the printer lane."""

from __future__ import annotations

from collections.abc import Callable

from app.lazily import Lazily
from kiosk.receipts.model import PrintState, ReceiptPrinter
from printers.spooler import Spooler
from sync.store.store import Store


class LedgerPress:
    """Implements Press: the spooler over the store's ledger, each opened on the printer lane."""

    def __init__(
        self, store: Lazily[Store], printer: ReceiptPrinter, spooler: Callable[[Store, ReceiptPrinter], Spooler]
    ) -> None:
        self._store = store
        self._printer = printer
        self._make = spooler

    def in_the_way(self) -> str:
        """The fault code of what keeps a receipt back now; "" when one would come out."""
        return self._printer.status().fault

    def print_original(self, application_id: str) -> tuple[PrintState, str]:
        """What became of the original's paper, and the fault code if something is in its way."""
        with self._store.lent() as store:
            return self._make(store, self._printer).print_original(application_id)

    def print_again(self, application_id: str) -> tuple[PrintState, str]:
        """One more copy, marked as such (补打)."""
        with self._store.lent() as store:
            return self._make(store, self._printer).print_again(application_id)

    def recover(self) -> None:
        """After a start: settle what a crash left open."""
        with self._store.lent() as store:
            self._make(store, self._printer).recover()

    def close(self) -> None:
        """Let go of printer and store; called on the printer lane."""
        self._printer.close()
        self._store.close()
