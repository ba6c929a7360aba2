"""A receipt printer for demo and training: the paper is real PDF, and it can run out or jam."""

from __future__ import annotations

from enum import StrEnum

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import PrintJob, PrintOutcome, ReceiptPrinter
from printers.errors import PrinterFault


class Trouble(StrEnum):
    """What is wrong with the simulated printer; JAM_MIDWAY lets half a receipt out and then stops."""

    NONE = ""
    PAPER_OUT = PrinterFault.PAPER_OUT
    PAPER_JAM = PrinterFault.PAPER_JAM
    COVER_OPEN = PrinterFault.COVER_OPEN
    JAM_MIDWAY = "jam_midway"


class SimulatedReceiptPrinter:
    """Implements ReceiptPrinter before another one, which gets the job when nothing is wrong."""

    def __init__(self, printer: ReceiptPrinter) -> None:
        self._printer = printer
        self._trouble = Trouble.NONE
        self._torn: set[str] = set()

    def have(self, trouble: Trouble) -> None:
        """From now on this is wrong; NONE puts everything right again."""
        self._trouble = trouble

    def status(self) -> str | None:
        """The trouble's code, or what the printer behind says; a jam midway does not show before it happens."""
        if self._trouble in (Trouble.NONE, Trouble.JAM_MIDWAY):
            return self._printer.status()
        return self._trouble.value

    def print(self, job: PrintJob) -> PrintOutcome:
        """Print, or fail as a printer in this trouble does."""
        if self._trouble is Trouble.JAM_MIDWAY:
            self._trouble = Trouble.PAPER_JAM
            self._torn.add(job.name)
            return PrintOutcome.UNCERTAIN
        if self._trouble is not Trouble.NONE:
            raise PrinterError(self._trouble.value)
        return self._printer.print(job)

    def recover(self, name: str) -> PrintOutcome:
        """UNCERTAIN for a job that jammed midway, else what the printer behind knows."""
        return PrintOutcome.UNCERTAIN if name in self._torn else self._printer.recover(name)

    def close(self) -> None:
        """Close the printer behind."""
        self._printer.close()
