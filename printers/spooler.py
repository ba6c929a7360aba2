"""Prints the ledger's receipts by its rules: recorded before paper can move, and after."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from kiosk.base.clock import Clock
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
from kiosk.receipts.rules import Recovery, after_crash, is_in_flight, is_open, job_name, may_move, settled
from printers.errors import NATURES, PrinterFault

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
        clock: Clock,
        reached: Reached = unwatched,
    ) -> None:
        self._ledger = ledger
        self._printer = printer
        self._lay_out = lay_out
        self._paper = paper
        self._clock = clock
        self._reached = reached

    def print_original(self, application_id: str) -> Told:
        """Print a receipt that is not on paper; one that is, or may be, is only told so."""
        row = self._ledger.row(application_id)
        if row.state in (PrintState.PRINTED, PrintState.UNCERTAIN):
            return row.state, ""
        return self._recover(row) if is_in_flight(row.state) else self._print(row)

    def print_again(self, application_id: str) -> Told:
        """One more paper because a person asks for it, marked 补打 unless no other can have come out."""
        row = self._ledger.row(application_id)
        return self._recover(row) if is_in_flight(row.state) else self._print(row)

    def recover(self) -> None:
        """After a start: settle what a crash left open; only what surely is not on paper is printed."""
        for row in self._ledger.rows():
            if is_open(row.state):
                self._recover(row)

    def _recover(self, row: LedgerRow) -> Told:
        age_s = self._age_s(row)
        known = PrintOutcome.NOT_PRINTED
        if is_in_flight(row.state):
            known = self._printer.recover(Claim(job_name(row.receipt.number, row.copy), row.state, row.ticket, age_s))
        match after_crash(row.state, known, age_s):
            case Recovery.PRINT:
                if is_in_flight(row.state):
                    self._ledger.move(row.application_id, PrintState.QUEUED)
                return self._print(self._ledger.row(row.application_id))
            case Recovery.RECORD_PRINTED:
                return self._record(row, PrintState.PRINTED)
            case Recovery.ASK:
                return self._record(row, PrintState.UNCERTAIN)
            case Recovery.LEAVE:
                return row.state, ""

    def _age_s(self, row: LedgerRow) -> float | None:
        age_ms = self._clock.now().unix_ms - row.moved_at_ms
        return age_ms / 1000 if age_ms >= 0 else None

    def _print(self, row: LedgerRow) -> Told:
        fault = self._printer.status().fault
        if fault:
            return self._not_begun(row, fault)
        self._ledger.move(row.application_id, PrintState.CLAIMED)
        self._reached(Step.PRINT_INTENDED)
        told: Told = (PrintState.UNCERTAIN, "")
        try:
            told = self._attempt(row)
        finally:
            # Also when a bug flies past: the row must not stay open, or every start would run into the bug again.
            self._record(row, told[0])
        return told

    def _not_begun(self, row: LedgerRow, fault: str) -> Told:
        """What waits for paper is blocked; a copy of what is or may be on paper is only told what keeps it."""
        if may_move(row.state, PrintState.BLOCKED):
            return self._record(row, PrintState.BLOCKED)[0], fault
        return row.state, fault

    def _attempt(self, row: LedgerRow) -> Told:
        kept = _KeptProgress(self._ledger, row.application_id, self._reached)
        try:
            outcome = self._printer.print(self._job(row), kept)
        except PrinterError as error:
            if kept.begun:
                return PrintState.UNCERTAIN, error.code
            passes = NATURES[PrinterFault(error.code)].retryable
            return (PrintState.BLOCKED if passes else PrintState.FAILED), error.code
        return settled(outcome), "" if outcome is PrintOutcome.PRINTED else self._printer.status().fault

    def _record(self, row: LedgerRow, state: PrintState) -> Told:
        self._ledger.move(row.application_id, state)
        self._reached(Step.PRINT_RECORDED)
        return state, ""

    def _job(self, row: LedgerRow) -> PrintJob:
        receipt = msgspec.structs.replace(row.receipt, copy=row.copy)
        return PrintJob(job_name(receipt.number, row.copy), self._lay_out(receipt, self._paper), self._paper)


class _KeptProgress:
    """Implements Progress in the ledger; `begun` once data may have reached the printer."""

    def __init__(self, ledger: ReceiptLedger, application_id: str, reached: Reached) -> None:
        self._ledger = ledger
        self._id = application_id
        self._reached = reached
        self.begun = False

    def created(self, ticket: str) -> None:
        """Durable before any data goes."""
        self._ledger.move(self._id, PrintState.CREATED, ticket=ticket)
        self.begun = True
        self._reached(Step.JOB_RECORDED)

    def sent(self) -> None:
        """All of it is there."""
        self._ledger.move(self._id, PrintState.SENT)
        self._reached(Step.SENDING_RECORDED)

    def printing(self) -> None:
        """The printer is at work."""
        self._ledger.move(self._id, PrintState.PRINTING)
