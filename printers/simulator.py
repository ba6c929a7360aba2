"""Receipt printers that are played: one whose paper can run out or jam, and one whose paper is a list in a tray."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from kiosk.base.errors import PrinterError
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.receipts.model import (
    READY,
    Claim,
    PrinterStatus,
    PrintJob,
    PrintOutcome,
    PrintState,
    Progress,
    ReceiptPrinter,
)
from printers.errors import PrinterFault, status_of


class Trouble(StrEnum):
    """What is wrong with the simulated printer; JAM_MIDWAY lets half a receipt out and then stops."""

    NONE = ""
    PAPER_OUT = PrinterFault.PAPER_OUT
    PAPER_JAM = PrinterFault.PAPER_JAM
    COVER_OPEN = PrinterFault.COVER_OPEN
    PAPER_NEAR_END = PrinterFault.PAPER_NEAR_END
    CUTTER = PrinterFault.CUTTER
    OVERHEATED = PrinterFault.OVERHEATED
    SUPPLY_LOW = PrinterFault.SUPPLY_LOW
    PRINTER_FAULT = PrinterFault.PRINTER_FAULT
    UNREACHABLE = PrinterFault.UNREACHABLE
    BUSY = PrinterFault.BUSY
    NO_ANSWER = PrinterFault.NO_ANSWER
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

    def status(self) -> PrinterStatus:
        """The trouble's code, or what the printer behind says; a jam midway does not show before it happens."""
        if self._trouble in (Trouble.NONE, Trouble.JAM_MIDWAY):
            return self._printer.status()
        return status_of([PrinterFault(self._trouble.value)])

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """Print, or fail as a printer in this trouble does."""
        if self._trouble is Trouble.JAM_MIDWAY:
            progress.created("")
            self._trouble = Trouble.PAPER_JAM
            self._torn.add(job.name)
            return PrintOutcome.UNCERTAIN
        stopped = self.status().fault
        if stopped:
            raise PrinterError(stopped)
        return self._printer.print(job, progress)

    def recover(self, claim: Claim) -> PrintOutcome:
        """UNCERTAIN for a job that jammed midway, else what the printer behind knows."""
        return PrintOutcome.UNCERTAIN if claim.name in self._torn else self._printer.recover(claim)

    def close(self) -> None:
        """Close the printer behind."""
        self._printer.close()


class Memory(StrEnum):
    """Whether a printer still knows its jobs after its terminal lost power, as a print server does and a bare roll printer does not."""

    KEEPS_JOBS = "keeps_jobs"
    FORGETS = "forgets"


class TrayPrinter:
    """Implements ReceiptPrinter with a tray for paper: nothing is drawn, every job that came out lies there in order."""

    def __init__(self, memory: Memory, *, came_out: Callable[[PrintJob], None]) -> None:
        self._memory = memory
        self._came_out = came_out
        self.reached: Reached = unwatched
        self.tray: list[PrintJob] = []

    def status(self) -> PrinterStatus:
        """Nothing is ever in the way."""
        return READY

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """The paper comes out, between the two steps that a power cut can part."""
        progress.created("")
        progress.sent()
        self.reached(Step.PAPER_WRITTEN)
        self.tray.append(job)
        self._came_out(job)
        self.reached(Step.PAPER_MOVED)
        return PrintOutcome.PRINTED

    def recover(self, claim: Claim) -> PrintOutcome:
        """What lies in the tray, if this printer remembers; surely nothing of a job it was never given."""
        if claim.state is PrintState.CLAIMED:
            return PrintOutcome.NOT_PRINTED
        if self._memory is Memory.FORGETS:
            return PrintOutcome.UNCERTAIN
        return PrintOutcome.PRINTED if any(job.name == claim.name for job in self.tray) else PrintOutcome.NOT_PRINTED

    def close(self) -> None:
        """Nothing is held."""
