"""A process that prints over a line and is killed at a named point: `python -m tests.printers.escpos.dying LINE ADDRESS POINT PDF KEPT`.

KEPT is the file it keeps its ledger in: a line for each thing it was told, durable before the next byte leaves.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kiosk.base.steps import Step
from printers.drivers.escpos import EscposReceiptPrinter
from printers.escpos.encoder import bands, ending
from printers.escpos.serial_wire import open_serial
from printers.escpos.tcp import open_tcp
from printers.escpos.wire import Wire
from printers.raster import rows
from tests.devices.clock import RealClock
from tests.printers.escpos.stand import PATIENT, STANDARD, job

# Points at bytes of the paper, once it was told of: the first band, the middle of one, all but the cut.
BYTES = {"first-band": 4000, "mid-band": 9000, "before-cut": -6}
POINTS = ("claimed", "created", *BYTES, Step.PAPER_WRITTEN, Step.PAPER_MOVED)


def die() -> None:
    """At once, and without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


class Kept:
    """Implements Progress with a file."""

    def __init__(self, path: Path, point: str) -> None:
        self._path = path
        self._point = point

    def write(self, word: str) -> None:
        """Durable when it returns."""
        with self._path.open("a") as kept:
            kept.write(word + "\n")
            kept.flush()
            os.fsync(kept.fileno())

    def created(self, ticket: str) -> None:
        """Paper may move."""
        if self._point == "claimed":
            die()
        self.write("created")
        if self._point == "created":
            die()

    def sent(self) -> None:
        """All is handed over."""
        self.write("sent")

    def printing(self) -> None:
        """Nobody says so."""


class Cut:
    """Implements Wire: dies after so many bytes of a paper, in the middle of handing them over."""

    def __init__(self, wire: Wire, kept: Path, *, after: int) -> None:
        self._wire = wire
        self._kept = kept
        self._left = after

    def send(self, raw: bytes, timeout_s: float) -> None:
        """As much as is left to live."""
        if self._kept.exists():
            if len(raw) >= self._left:
                self._wire.send(raw[: self._left], timeout_s)
                die()
            self._left -= len(raw)
        self._wire.send(raw, timeout_s)

    def receive(self, timeout_s: float) -> bytes:
        """As the wire."""
        return self._wire.receive(timeout_s)

    def abandon(self) -> None:
        """As the wire."""
        self._wire.abandon()

    def close(self) -> None:
        """As the wire."""
        self._wire.close()


def main(line: str, address: str, point: str, pdf: str, kept: str) -> None:
    """Prints, and dies."""
    content, path = Path(pdf).read_bytes(), Path(kept)

    whole = sum(map(len, (*bands(rows(content, STANDARD.dpi, width=STANDARD.width_dots), STANDARD), ending(STANDARD))))

    def opening() -> Wire:
        wire: Wire = open_tcp("127.0.0.1", int(address)) if line == "tcp" else open_serial(address, STANDARD)
        return Cut(wire, path, after=BYTES[point] % whole) if point in BYTES else wire

    def reached(step: Step) -> None:
        if step == point:
            die()

    driver = EscposReceiptPrinter(opening, STANDARD, RealClock(), void=bytes, patience=PATIENT, reached=reached)
    driver.print(job(content), Kept(path, point))


if __name__ == "__main__":
    main(*sys.argv[1:])
