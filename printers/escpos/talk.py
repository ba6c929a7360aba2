"""A conversation with a receipt printer: questions and their answers, and what is handed over, each with a deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType

from kiosk.base.clock import Clock
from kiosk.base.errors import PrinterError
from printers.errors import PrinterFault
from printers.escpos.encoder import BARRIER, flush
from printers.escpos.profiles import PrinterProfile
from printers.escpos.status import DLE_EOT, QUESTIONS, Ear, Kind, of_paper, of_realtime
from printers.escpos.wire import Wire


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that are waited for an answer, for a line to be flushed behind what the printer still has to print, and for a paper.

    An answer took 24 ms in an emulator; a second is for machines that are busy. A paper of 300 mm takes 2 s, the rest is for
    whoever puts a new roll in, and ends before the printer's lane does (60 s).
    """

    answer_s: float = 1.0
    flush_s: float = 3.0
    paper_s: float = 40.0


# Noise may look like an answer (a line that breaks gives 00, which is one): two questions, an answer to each.
_SURE = 2
_MOST_LEFT_OVER = 64


class Talk:
    """One opened line. Everything raises PrinterError: the line's own faults, or P33 for an answer that does not come."""

    def __init__(self, wire: Wire, profile: PrinterProfile, clock: Clock, *, patience: Patience) -> None:
        self._wire = wire
        self._profile = profile
        self._clock = clock
        self._patience = patience
        self._ear = Ear()

    def __enter__(self) -> Talk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._wire.abandon()
        self._wire.close()

    def faults(self) -> frozenset[PrinterFault]:
        """Everything the printer says is the matter; nothing of one that never says anything."""
        match self._profile.answers:
            case "realtime":
                self._forget()
                return of_realtime({question: self._realtime(question) for question in QUESTIONS})
            case "paper":
                return of_paper(self.barrier(self._until(self._patience.answer_s)))
            case "nothing":
                return frozenset()

    def paper_due(self) -> float:
        """When a paper that is begun now is given up."""
        return self._until(self._patience.paper_s)

    def clean(self) -> None:
        """Whatever was cut off before is ended as white, and the printer says that it is past it."""
        deadline_s = self._until(self._patience.flush_s)
        self.send([flush(self._profile)], deadline_s)
        if self._profile.answers != "nothing":
            self.barrier(deadline_s)

    def send(self, pieces: Iterable[bytes], deadline_s: float) -> None:
        """Hands the pieces over one by one, before the deadline."""
        for piece in pieces:
            self._wire.send(piece, self._left(deadline_s))

    def barrier(self, deadline_s: float) -> int:
        """Returns what the printer says of its paper once it has done everything that was sent before."""
        answer = 0
        for _ in range(_SURE):
            self._forget()
            self._wire.send(BARRIER, self._left(deadline_s))
            answer = self._answer(Kind.IN_TURN, deadline_s)
        return answer

    def _realtime(self, question: int) -> int:
        deadline_s = self._until(self._patience.answer_s)
        self._wire.send(DLE_EOT + bytes([question]), self._patience.answer_s)
        return self._answer(Kind.REALTIME, deadline_s)

    def _answer(self, kind: Kind, deadline_s: float) -> int:
        """The next of that kind; the other kind is late, or no question but a picture's own dots that looked like one."""
        while raw := self._wire.receive(self._left(deadline_s)):
            for answer in self._ear.hear(raw):
                if answer.kind is kind:
                    return answer.bits
        raise PrinterError(PrinterFault.NO_ANSWER)

    def _until(self, seconds: float) -> float:
        return self._clock.monotonic_s() + seconds

    def _left(self, deadline_s: float) -> float:
        left_s = deadline_s - self._clock.monotonic_s()
        if left_s <= 0:
            raise PrinterError(PrinterFault.NO_ANSWER)
        return left_s

    def _forget(self) -> None:
        """What lies in the line answers nothing that is asked now."""
        for _ in range(_MOST_LEFT_OVER):
            if not self._wire.receive(0.0):
                break
        self._ear = Ear()
