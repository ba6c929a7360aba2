"""The operations that a print takes (RFC 8011 §4), and what a printer says of its jobs and of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import Paper, PrintJob
from printers.drivers.ipp.codec import Answer, Attribute, Tag, Values
from printers.drivers.ipp.line import Document, IppLine
from printers.errors import PrinterFault

_CREATE_JOB, _SEND_DOCUMENT, _CANCEL_JOB = 0x0005, 0x0006, 0x0008
_GET_JOB, _GET_JOBS, _GET_PRINTER = 0x0009, 0x000A, 0x000B

_FIRST_ERROR = 0x0400
_NOT_FOUND = (0x0406, 0x0407)
_REFUSED: Mapping[int, PrinterFault] = {
    0x0502: PrinterFault.BUSY,
    0x0504: PrinterFault.PRINTER_FAULT,
    0x0505: PrinterFault.BUSY,
    0x0506: PrinterFault.PRINTER_FAULT,
    0x0507: PrinterFault.BUSY,
}
_OF_A_JOB = ("job-id", "job-uuid", "job-name", "job-state", "job-state-reasons", "time-at-processing")
_OF_A_PRINTER = (
    "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-up-time", "cups-version", "device-uri",
)  # fmt: skip
# A roll is as long as what is on it: the page itself says its size.
_MEDIA = {Paper.A4: (Attribute(Tag.KEYWORD, "media", ("iso_a4_210x297mm",)),), Paper.ROLL_80: ()}


class JobState(IntEnum):
    """RFC 8011 §5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a printer calls a job: its number, given anew after every start of some printers, and its uuid, "" where it has none."""

    job_id: int
    urn: str

    def __str__(self) -> str:
        return f"{self.job_id} {self.urn}".strip()


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the printer tells of it; `begun` unless it says itself that it never was at work on it."""

    ticket: Ticket
    name: str
    state: JobState
    reasons: tuple[str, ...]
    begun: bool

    @property
    def is_empty(self) -> bool:
        """Whether it waits for a document that never came."""
        waits = self.state in (JobState.PENDING, JobState.HELD)
        return waits and "job-data-insufficient" in self.reasons and not self.begun


@dataclass(frozen=True, slots=True)
class Machine:
    """A printer as it tells of itself; `behind` is the device's own address where this one is a CUPS queue."""

    reasons: tuple[str, ...]
    accepts: bool
    up_time_s: int | None
    behind: str | None


def ticket_of(text: str) -> Ticket | None:
    """The ticket that was written down; None for a text that is none."""
    job_id, _, urn = text.partition(" ")
    return Ticket(int(job_id), urn) if job_id.isascii() and job_id.isdecimal() else None


def machine(line: IppLine) -> Machine:
    """What the printer says of itself. Raises PrinterError P31, P32 or P33."""
    (told,) = _told(line.ask(_GET_PRINTER, (_wanted(_OF_A_PRINTER),)), Tag.PRINTER) or ({},)
    return Machine(
        reasons=_texts(told, "printer-state-reasons"),
        accepts=_number(told, "printer-is-accepting-jobs") != 0,
        up_time_s=_number(told, "printer-up-time"),
        behind=_text(told, "device-uri") if "cups-version" in told else None,
    )


def create(line: IppLine, job: PrintJob) -> Ticket:
    """A place for the job, without any data. Raises PrinterError when the printer has none."""
    wished = (
        Attribute(Tag.INTEGER, "copies", (1,)),
        Attribute(Tag.KEYWORD, "print-scaling", ("none",)),
        *_MEDIA[job.paper],
    )
    made = _told(line.ask(_CREATE_JOB, (Attribute(Tag.NAME, "job-name", (job.name,)),), job=wished), Tag.JOB)
    job_id = _number(made[0], "job-id") if made else None
    if job_id is None:
        raise PrinterError(PrinterFault.NO_ANSWER, "a job without a number")
    # Not every printer tells the uuid with the number.
    urn = _text(made[0], "job-uuid") or next((found.ticket.urn for found in named(line, job_id)), "")
    return Ticket(job_id, urn)


def send(line: IppLine, ticket: Ticket, job: PrintJob, document: Document) -> None:
    """The job's only document. Raises PrinterError."""
    operations = (
        Attribute(Tag.INTEGER, "job-id", (ticket.job_id,)),
        Attribute(Tag.NAME, "document-name", (job.name,)),
        Attribute(Tag.MEDIA_TYPE, "document-format", ("application/pdf",)),
        Attribute(Tag.BOOLEAN, "last-document", (1,)),
    )
    _told(line.ask(_SEND_DOCUMENT, operations, document=document), Tag.JOB)


def cancel(line: IppLine, ticket: Ticket) -> None:
    """End the job; one that has ended by itself is left as it is. Raises PrinterError only if nobody answers."""
    line.ask(_CANCEL_JOB, (Attribute(Tag.INTEGER, "job-id", (ticket.job_id,)),))


def named(line: IppLine, job_id: int) -> tuple[Job, ...]:
    """The job of that number, or none. Raises PrinterError P31, P32 or P33."""
    answer = line.ask(_GET_JOB, (Attribute(Tag.INTEGER, "job-id", (job_id,)), _wanted(_OF_A_JOB)))
    return () if answer.status in _NOT_FOUND else _jobs(answer)


def ours(line: IppLine, which: str) -> tuple[Job, ...]:
    """This terminal's jobs, `which` is "completed" or "not-completed". Raises PrinterError P31, P32 or P33."""
    operations = (
        _wanted(_OF_A_JOB),
        Attribute(Tag.KEYWORD, "which-jobs", (which,)),
        Attribute(Tag.BOOLEAN, "my-jobs", (1,)),
    )
    return _jobs(line.ask(_GET_JOBS, operations))


def _wanted(names: tuple[str, ...]) -> Attribute:
    return Attribute(Tag.KEYWORD, "requested-attributes", names)


def _told(answer: Answer, tag: Tag) -> tuple[Mapping[str, Values], ...]:
    if answer.status >= _FIRST_ERROR:
        raise PrinterError(_REFUSED.get(answer.status, PrinterFault.NO_ANSWER), f"IPP {answer.status:04x}")
    return answer.of(tag)


def _jobs(answer: Answer) -> tuple[Job, ...]:
    found = (_job(told) for told in _told(answer, Tag.JOB))
    return tuple(job for job in found if job is not None)


def _job(told: Mapping[str, Values]) -> Job | None:
    job_id, state = _number(told, "job-id"), _number(told, "job-state")
    if job_id is None or state not in set(JobState):
        return None
    return Job(
        Ticket(job_id, _text(told, "job-uuid") or ""),
        _text(told, "job-name") or "",
        JobState(state),
        _texts(told, "job-state-reasons"),
        begun="time-at-processing" not in told or _number(told, "time-at-processing") is not None,
    )


def _number(told: Mapping[str, Values], name: str) -> int | None:
    found = told.get(name, (None,))[0]
    return found if isinstance(found, int) else None


def _text(told: Mapping[str, Values], name: str) -> str | None:
    found = told.get(name, (None,))[0]
    return found if isinstance(found, str) else None


def _texts(told: Mapping[str, Values], name: str) -> tuple[str, ...]:
    return tuple(value for value in told.get(name, ()) if isinstance(value, str))
