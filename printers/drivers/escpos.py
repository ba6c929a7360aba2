"""A receipt printer that is sent dots in ESC/POS, and asked in turn whether the paper is printed and cut."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from kiosk.base.clock import Clock
from kiosk.base.errors import PrinterError
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.receipts.model import Claim, PrinterStatus, PrintJob, PrintOutcome, PrintState, Progress
from printers.errors import PrinterFault, status_of
from printers.escpos.encoder import bands, begin, ending
from printers.escpos.profiles import PrinterProfile
from printers.escpos.talk import Patience, Talk
from printers.escpos.wire import Wire
from printers.raster import dots_wide, rows

# A job in one of these was given up before its first dot.
_BEFORE_DATA = frozenset({PrintState.CLAIMED, PrintState.BLOCKED, PrintState.FAILED})
# In one of these something of it may hang out of the printer.
_UNDER_WAY = frozenset({PrintState.CREATED, PrintState.SENT, PrintState.PRINTING})


class EscposReceiptPrinter:
    """Implements ReceiptPrinter over one line, which is opened for each conversation: a printer on the network has only one.

    It has no memory of jobs: what was begun and not said to be finished is uncertain. `void` gives the strip that ends a
    paper which was broken off, as a PDF.
    """

    def __init__(
        self,
        opening: Callable[[], Wire],
        profile: PrinterProfile,
        clock: Clock,
        *,
        void: Callable[[], bytes],
        patience: Patience = Patience(),
        reached: Reached = unwatched,
    ) -> None:
        self._open = opening
        self._profile = profile
        self._clock = clock
        self._void = void
        self._patience = patience
        self._reached = reached
        # Nobody knows what another program, or this one before a crash, has left in the printer.
        self._clean = False
        self._broken_off = False
        self._doubtful: set[str] = set()

    def status(self) -> PrinterStatus:
        """What it says of itself, or why it cannot be asked."""
        try:
            with self._talk() as talk:
                return status_of(self._faults(talk))
        except PrinterError as error:
            return status_of([PrinterFault(error.code)])

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """PRINTED once the printer has said so; raises before the first dot only, and is UNCERTAIN for all that fails after."""
        if dots_wide(job.pdf, self._profile.dpi) > self._profile.width_dots:
            raise PrinterError(PrinterFault.PAGE_TOO_WIDE, job.name)
        pieces = self._burnt(job.pdf)
        begun = False
        try:
            with self._talk() as talk:
                self._ready(talk)
                self._prepare(talk)
                talk.send([begin(self._profile)], talk.paper_due())
                progress.created("")
                begun = True
                self._doubtful.add(job.name)
                return self._burn(talk, pieces, job, progress=progress)
        except PrinterError:
            if begun:
                return PrintOutcome.UNCERTAIN
            raise

    def recover(self, claim: Claim) -> PrintOutcome:
        """Of what was begun a person is asked, for nobody else knows; what hangs out of the printer is ended and voided."""
        if claim.state in _BEFORE_DATA and claim.name not in self._doubtful:
            return PrintOutcome.NOT_PRINTED
        if claim.state in _UNDER_WAY:
            self._clean, self._broken_off = False, True
            # A printer that is away now has it voided before its next paper.
            with suppress(PrinterError), self._talk() as talk:
                self._ready(talk)
                self._prepare(talk)
        return PrintOutcome.UNCERTAIN

    def close(self) -> None:
        """Nothing is held between conversations."""

    def _talk(self) -> Talk:
        return Talk(self._open(), self._profile, self._clock, patience=self._patience)

    def _ready(self, talk: Talk) -> None:
        in_the_way = status_of(self._faults(talk)).fault
        if in_the_way:
            raise PrinterError(in_the_way)

    def _faults(self, talk: Talk) -> frozenset[PrinterFault]:
        """A printer that waits for the rest of a picture takes a question for dots: it is let out of that, and asked again."""
        try:
            return talk.faults()
        except PrinterError as error:
            if self._clean or error.code != PrinterFault.NO_ANSWER:
                raise
        talk.clean()
        return talk.faults()

    def _prepare(self, talk: Talk) -> None:
        """Ends what was broken off, so that it neither swallows the next paper nor passes for one."""
        if not self._clean:
            talk.clean()
            self._clean = True
        if self._broken_off:
            self._clean = False
            deadline_s = talk.paper_due()
            talk.send([begin(self._profile), *self._burnt(self._void())], deadline_s)
            self._settle(talk, deadline_s)

    def _burn(self, talk: Talk, pieces: list[bytes], job: PrintJob, *, progress: Progress) -> PrintOutcome:
        self._clean, self._broken_off = False, True
        deadline_s = talk.paper_due()
        talk.send(pieces, deadline_s)
        progress.sent()
        self._reached(Step.PAPER_WRITTEN)
        if self._profile.answers == "nothing":
            self._broken_off = False
            return PrintOutcome.UNCERTAIN
        self._settle(talk, deadline_s)
        self._doubtful.discard(job.name)
        self._reached(Step.PAPER_MOVED)
        return PrintOutcome.PRINTED

    def _settle(self, talk: Talk, deadline_s: float) -> None:
        """Everything before is printed and cut; paper that runs out meanwhile is waited for."""
        if self._profile.answers != "nothing":
            talk.barrier(deadline_s)
        self._clean, self._broken_off = True, False

    def _burnt(self, pdf: bytes) -> list[bytes]:
        dots = rows(pdf, self._profile.dpi, width=self._profile.width_dots)
        return [*bands(dots, self._profile), ending(self._profile)]
