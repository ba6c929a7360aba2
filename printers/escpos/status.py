"""What a printer tells of itself: answers sorted out of the stream by their fixed bits, and what their other bits mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from printers.errors import PrinterFault

QUESTIONS = (1, 2, 3, 4)
DLE_EOT = b"\x10\x04"
_ASB_BYTES = 4


class Kind(StrEnum):
    """Which answers there are. A byte is told by the bits that never change; what has none of these forms is noise."""

    REALTIME = "realtime"
    IN_TURN = "in_turn"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one byte."""

    kind: Kind
    bits: int


class Ear:
    """Sorts what arrives, however the line cut it; reports nobody asked for (ASB, four bytes) are dropped whole."""

    def __init__(self) -> None:
        self._of_report = 0

    def hear(self, raw: bytes) -> Iterator[Answer]:
        """The answers among the bytes, in order."""
        for byte in raw:
            if self._of_report and byte & 0x90 == 0x00:
                self._of_report -= 1
            elif byte & 0x93 == 0x10:
                self._of_report = _ASB_BYTES - 1
            elif byte & 0x93 == 0x12:
                self._of_report = 0
                yield Answer(Kind.REALTIME, byte)
            elif byte & 0x90 == 0x00:
                yield Answer(Kind.IN_TURN, byte)


# By question (DLE EOT 1: printer, 2: why it is off line, 3: errors, 4: paper) and bit.
_REALTIME: tuple[tuple[int, int, PrinterFault], ...] = (
    (2, 0x04, PrinterFault.COVER_OPEN),
    (2, 0x20, PrinterFault.PAPER_OUT),
    (3, 0x04, PrinterFault.PAPER_JAM),
    (3, 0x08, PrinterFault.CUTTER),
    (3, 0x20, PrinterFault.PRINTER_FAULT),
    (3, 0x40, PrinterFault.OVERHEATED),
    (4, 0x60, PrinterFault.PAPER_OUT),
    (4, 0x0C, PrinterFault.PAPER_NEAR_END),
)
_IN_TURN = ((0x0C, PrinterFault.PAPER_OUT), (0x03, PrinterFault.PAPER_NEAR_END))
_OFF_LINE = 0x08


def of_realtime(answers: Mapping[int, int]) -> frozenset[PrinterFault]:
    """What the four answers say together; off line without a reason is somebody at its button, or another program."""
    faults = {fault for question, bits, fault in _REALTIME if answers[question] & bits}
    if answers[1] & _OFF_LINE and faults <= {PrinterFault.PAPER_NEAR_END}:
        faults.add(PrinterFault.BUSY)
    return _plain(faults)


def of_paper(answer: int) -> frozenset[PrinterFault]:
    """What the answer to GS r 1 says."""
    return _plain({fault for bits, fault in _IN_TURN if answer & bits})


def _plain(faults: set[PrinterFault]) -> frozenset[PrinterFault]:
    """Under an open cover no paper is felt, and a roll that is out is also near its end: neither is a fault of its own."""
    hidden = {
        PrinterFault.COVER_OPEN: {PrinterFault.PAPER_OUT, PrinterFault.PAPER_NEAR_END},
        PrinterFault.PAPER_OUT: {PrinterFault.PAPER_NEAR_END},
    }
    return frozenset(faults.difference(*(hidden[fault] for fault in faults if fault in hidden)))
