"""Prints the ledger's receipts by its rules: recorded before paper can move, and after."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from kiosk.base.errors import PrinterError
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.receipts.model import (
    Claim,
    LedgerRow,
    Paper,
    PrintJob,
    PrintOutcome,
    PrintState,
    Receipt,
    ReceiptLedger,
    ReceiptPrinter,
)
from kiosk.receipts.rules import Recovery, after_crash, is_open, job_name, may_move, next_copy, settled

# What became of the paper, and the code of the fault in its way ("" when there is none).
Told = tuple[PrintState, str]
LayOut = Callable[[Receipt, Paper], bytes]


class Spooler:
    """Everything the printer lane does. Every method may raise StoreError; a printer's failure is told, not raised."""

    def __init__(
        self,
        ledger: ReceiptLedger,
        printer: ReceiptPrinter,
        *,
        lay_out: LayOut,
        paper: Paper,
        reached: Reached = unwatched,
    ) -> None:
        self._ledger = ledger
        self._printer = printer
        self._lay_out = lay_out
        self._paper = paper
        self._reached = reached

    def print_original(self, application_id: str) -> Told:
        """Print a receipt that is not on paper; one that is, or may be, is only told so."""
        row = self._ledger.row(application_id)
        if row.state in (PrintState.PRINTED, PrintState.UNCERTAIN):
            return row.state, ""
        if is_open(row.state):
            return self._recover(row)
        return self._print(row, self._fresh_copy(row))

    def print_again(self, application_id: str) -> Told:
        """One more copy, marked 补打, because a person asks for it; the ledger counts it once it is printed."""
        row = self._ledger.row(application_id)
        if row.state not in (PrintState.PRINTED, PrintState.UNCERTAIN):
            return self.print_original(application_id)
        in_the_way = self._printer.status().fault
        if in_the_way:
            return row.state, in_the_way
        # The row stays what it is until the paper is out: whatever happens, it is as true as before.
        became, fault = self._attempt(row, max(2, self._fresh_copy(row)))
        if became is PrintState.PRINTED:
            return self._record(row, PrintState.PRINTED)
        return row.state, fault or self._printer.status().fault

    def recover(self) -> None:
        """After a start: settle what a crash left open; only what surely is not on paper is printed."""
        for row in self._ledger.rows():
            if is_open(row.state):
                self._recover(row)

    def _recover(self, row: LedgerRow) -> Told:
        known = self._known(row) if row.state is PrintState.PRINTING else PrintOutcome.NOT_PRINTED
        match after_crash(row.state, known):
            case Recovery.PRINT:
                return self._print(row, row.copies + 1)
            case Recovery.RECORD_PRINTED:
                return self._record(row, PrintState.PRINTED)
            case Recovery.ASK:
                return self._record(row, PrintState.UNCERTAIN)
            case Recovery.LEAVE:
                return row.state, ""

    def _print(self, row: LedgerRow, copy: int) -> Told:
        fault = self._printer.status().fault
        if fault:
            return self._not_begun(row, fault)
        if row.state is not PrintState.PRINTING:
            self._ledger.move(row.application_id, PrintState.PRINTING)
        self._reached(Step.PRINT_INTENDED)
        told: Told = (PrintState.UNCERTAIN, "")
        try:
            told = self._attempt(row, copy)
        finally:
            # Also when a bug flies past: the row must not stay PRINTING, or every start would run into the bug again.
            self._record(row, told[0])
        return told

    def _not_begun(self, row: LedgerRow, fault: str) -> Told:
        if may_move(row.state, PrintState.FAILED):
            self._record(row, PrintState.FAILED)
        return PrintState.FAILED, fault

    def _attempt(self, row: LedgerRow, copy: int) -> Told:
        try:
            return settled(self._printer.print(self._job(row, copy), _Unkept())), ""
        except PrinterError as error:
            return PrintState.FAILED, error.code

    def _record(self, row: LedgerRow, state: PrintState) -> Told:
        self._ledger.move(row.application_id, state)
        self._reached(Step.PRINT_RECORDED)
        return state, ""

    def _fresh_copy(self, row: LedgerRow) -> int:
        return next_copy(row, self._known(row))

    def _known(self, row: LedgerRow) -> PrintOutcome:
        return self._printer.recover(Claim(job_name(row.receipt.number, row.copies + 1), row.state))

    def _job(self, row: LedgerRow, copy: int) -> PrintJob:
        receipt = msgspec.structs.replace(row.receipt, copy=copy)
        return PrintJob(job_name(receipt.number, copy), self._lay_out(receipt, self._paper), self._paper)


class _Unkept:
    """Implements Progress for a ledger that only knows begun and ended."""

    def created(self, ticket: str) -> None:
        """Begun."""

    def sent(self) -> None:
        """Begun."""

    def printing(self) -> None:
        """Begun."""
