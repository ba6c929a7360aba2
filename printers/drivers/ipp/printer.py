"""The printer itself: a place for the job, its number written down, then its data, then followed until it settles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from kiosk.base.clock import Clock
from kiosk.base.errors import PrinterError
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.receipts.model import Claim, PrinterStatus, PrintJob, PrintOutcome, PrintState, Progress
from printers.drivers.ipp import jobs, reasons
from printers.drivers.ipp.jobs import Job, JobState, Machine, Ticket
from printers.drivers.ipp.line import Address, Document, IppLine, address
from printers.errors import PrinterFault, status_of

# The lane has 60 s: the rest is for asking why, and for ending the job.
PATIENCE_S = 40.0
EVERY_S = 0.1
# What a printer says of its start, and our clock of the claim, differ by the seconds both leave out.
_SLACK_S = 2.0


class IppReceiptPrinter:
    """Implements ReceiptPrinter over IPP, to the printer itself or to a queue of a local CUPS; `sender` tells its jobs from others'.

    CUPS keeps reasons that have passed and cannot say that a printer is off, so what is in the way is asked of the device behind it.
    """

    def __init__(
        self,
        at: Address,
        sender: str,
        clock: Clock,
        *,
        pause: Callable[[float], None],
        reached: Reached = unwatched,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._line = IppLine(at, sender)
        self._sender = sender
        self._clock = clock
        self._pause = pause
        self._reached = reached
        self._patience_s = patience_s

    def status(self) -> PrinterStatus:
        """What the printer says now; P31 when it is not there, P33 when it does not answer so that it is understood."""
        try:
            return status_of(self._faults(jobs.machine(self._line)))
        except PrinterError as error:
            return status_of((PrinterFault(error.code),))

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """In two phases: a place for the job, which is written down, then the data; an orphan of before is cleared away first."""
        ticket = self._created(job)
        self._reached(Step.JOB_CREATED)
        progress.created(str(ticket))
        try:
            jobs.send(self._line, ticket, job, Document(job.pdf, lambda: self._reached(Step.HALF_SENT)))
        except PrinterError:
            if self._ended_empty(ticket):
                return PrintOutcome.NOT_PRINTED
            raise
        self._reached(Step.ALL_SENT)
        progress.sent()
        return self._followed(ticket, progress.printing)

    def recover(self, claim: Claim) -> PrintOutcome:
        """By the number and uuid that were written down, else by name; what was only claimed was never given any data."""
        if claim.state is PrintState.CLAIMED:
            # If it cannot be cleared away now, the next job does.
            with suppress(PrinterError):
                self._clear(claim.name)
            return PrintOutcome.NOT_PRINTED
        try:
            return self._resolved(claim)
        except PrinterError:
            return PrintOutcome.UNCERTAIN

    def close(self) -> None:
        """Nothing is held open between two calls."""

    def _faults(self, told: Machine) -> tuple[PrinterFault, ...]:
        stopped = () if told.accepts else (PrinterFault.PRINTER_FAULT,)
        if told.behind is None:
            return (*reasons.faults(told.reasons), *stopped)
        device = address(told.behind)
        if device is None:
            return (*reasons.faults(told.reasons), *stopped)
        # Of the queue itself only what a person did to it is believed.
        paused = reasons.faults(reason for reason in told.reasons if reason == "paused")
        return (*reasons.faults(jobs.machine(IppLine(device, self._sender)).reasons), *paused, *stopped)

    def _created(self, job: PrintJob) -> Ticket:
        try:
            return jobs.create(self._line, job)
        except PrinterError as error:
            if error.code != PrinterFault.BUSY or not self._clear():
                raise
            return jobs.create(self._line, job)

    def _clear(self, name: str = "") -> bool:
        """Cancel this terminal's jobs without data, of any name or of this one; whether there was one. They hold up a printer that takes one job at a time."""
        orphans = [job for job in jobs.ours(self._line, "not-completed") if job.is_empty and name in ("", job.name)]
        for orphan in orphans:
            jobs.cancel(self._line, orphan.ticket)
        return bool(orphans)

    def _ended_empty(self, ticket: Ticket) -> bool:
        """Whether the job has no data that could be printed, and never will."""
        with suppress(PrinterError):
            if any(job.is_empty for job in self._found(ticket)):
                jobs.cancel(self._line, ticket)
            return any(_ended(job.state) and not job.begun for job in self._found(ticket))
        return False

    def _resolved(self, claim: Claim) -> PrintOutcome:
        ticket = jobs.ticket_of(claim.ticket)
        known = self._found(ticket) if ticket is not None and self._is_trusted(ticket, claim) else self._by_name(claim)
        if not known:
            return PrintOutcome.UNCERTAIN
        if self._ended_empty(known[0].ticket):
            return PrintOutcome.NOT_PRINTED
        return self._followed(known[0].ticket, _unheard)

    def _is_trusted(self, ticket: Ticket, claim: Claim) -> bool:
        """A number alone is only good while the printer has been up: many count from one again."""
        if ticket.urn:
            return True
        up_time_s = jobs.machine(self._line).up_time_s
        return up_time_s is not None and claim.age_s is not None and up_time_s > claim.age_s + _SLACK_S

    def _by_name(self, claim: Claim) -> tuple[Job, ...]:
        """Only if there is one: of two of that name nobody knows which is meant."""
        both = (*jobs.ours(self._line, "not-completed"), *jobs.ours(self._line, "completed"))
        found = tuple(job for job in both if job.name == claim.name)
        return found if len(found) == 1 else ()

    def _found(self, ticket: Ticket) -> tuple[Job, ...]:
        """The job, or none: its number may belong to another by now, its uuid never."""
        return tuple(job for job in jobs.named(self._line, ticket.job_id) if ticket.urn in ("", job.ticket.urn))

    def _followed(self, ticket: Ticket, at_work: Callable[[], None]) -> PrintOutcome:
        """Until it settles. Raises PrinterError P34, P35, or what is in the way when patience ends; the job is ended then."""
        until = self._clock.monotonic_s() + self._patience_s
        told = False
        while True:
            answered, found = self._looked(ticket)
            if answered and not found:
                raise PrinterError(PrinterFault.JOB_LOST)
            for job in found:
                if _ended(job.state):
                    return _outcome(job)
                if job.state is JobState.PROCESSING and not told:
                    told = True
                    at_work()
            if self._clock.monotonic_s() >= until:
                return self._given_up(ticket)
            self._pause(EVERY_S)

    def _looked(self, ticket: Ticket) -> tuple[bool, tuple[Job, ...]]:
        """Whether anybody answered, and the job. A printer that is silent for a moment may still be at work."""
        try:
            return True, self._found(ticket)
        except PrinterError:
            return False, ()

    def _given_up(self, ticket: Ticket) -> PrintOutcome:
        """Whoever is asked now whether it came out must not find it later: the job is ended. Raises PrinterError for what stopped it."""
        in_the_way = self.status().fault or PrinterFault.ABORTED
        with suppress(PrinterError):
            jobs.cancel(self._line, ticket)
            for job in self._found(ticket):
                if job.state is JobState.COMPLETED or (_ended(job.state) and not job.begun):
                    return _outcome(job)
        raise PrinterError(in_the_way)


def _ended(state: JobState) -> bool:
    return state >= JobState.CANCELED


def _outcome(job: Job) -> PrintOutcome:
    """Raises PrinterError P34 for a job that was given up when paper may have moved."""
    if job.state is JobState.COMPLETED:
        return PrintOutcome.PRINTED
    if not job.begun:
        return PrintOutcome.NOT_PRINTED
    raise PrinterError(PrinterFault.ABORTED)


def _unheard() -> None:
    """After a crash nobody writes down how far it is."""
