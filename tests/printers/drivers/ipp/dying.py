"""A terminal's printer lane as a process: `python -m tests.printers.drivers.ipp.dying FOLDER URI [STEP] [ORDER]` hands in, prints, or recovers, and is killed at the step."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from app.system import SystemClock, pause
from kiosk.base.ids import reference_number
from kiosk.base.steps import Step
from kiosk.outbox.model import Sealed
from kiosk.receipts.model import Claim, Paper, PrinterStatus, PrintJob, PrintOutcome, Progress
from printers.drivers.ipp.line import address
from printers.drivers.ipp.printer import IppReceiptPrinter
from printers.spooler import Spooler
from tests.printers.drivers.ipp.desks import SENDER, Told, page
from tests.printers.samples import SAMPLES
from tests.sync.support import Submission, opened

ID = "id-0"


class Naive:
    """Implements ReceiptPrinter in the wrong order, planted: it prints, and only then has anything written down."""

    def __init__(self, printer: IppReceiptPrinter) -> None:
        self._printer = printer

    def status(self) -> PrinterStatus:
        """As the one behind."""
        return self._printer.status()

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """Nothing is told before it is out."""
        told = Told()
        outcome = self._printer.print(job, told)
        progress.created(told.seen[0].removeprefix("created "))
        return outcome

    def recover(self, claim: Claim) -> PrintOutcome:
        """As the one behind."""
        return self._printer.recover(claim)

    def close(self) -> None:
        """As the one behind."""


def numbered(sequence: int) -> Sealed:
    """An application handed in, with its receipt."""
    row = msgspec.structs.replace(SAMPLES["one"], application_id=ID, number=reference_number("B24", sequence))
    return replace(Submission(ID)(sequence), receipt=msgspec.json.encode(row))


def main(folder: str, uri: str, at: str = "", order: str = "two phases") -> None:
    """The first time it hands in one application and prints its receipt; every time after it recovers, as a start does."""

    def reached(step: Step) -> None:
        if step == at:
            os.kill(os.getpid(), signal.SIGKILL)

    where = address(uri)
    assert where is not None
    store = opened(Path(folder) / "kiosk.db", reached=reached)
    printer = IppReceiptPrinter(where, SENDER, SystemClock(), pause=pause, reached=reached, patience_s=15.0)
    spooler = Spooler(
        store.ledger,
        Naive(printer) if order == "naive" else printer,
        lay_out=page,
        paper=Paper.ROLL_80,
        clock=SystemClock(),
        reached=reached,
    )
    if store.outbox.named(ID) is None:
        store.outbox.submit(ID, numbered)
        spooler.print_original(ID)
    else:
        spooler.recover()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
