"""A process that prints into a folder and is killed at a named step: `python -m tests.printers.dying FOLDER STEP`."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

from kiosk.base.steps import Step
from kiosk.receipts.model import Paper
from printers.drivers.folder import FolderReceiptPrinter
from printers.fonts import FontStack
from printers.spooler import Spooler
from printers.typesetter import ReceiptTypesetter
from tests.printers.ledger import MemoryLedger
from tests.printers.samples import SAMPLES


def main(folder: str, at: str) -> None:
    """Print, and die without a word at the step."""

    def reached(step: Step) -> None:
        if step == at:
            os.kill(os.getpid(), signal.SIGKILL)

    fonts = partial(FontStack, Path(__file__).resolve().parents[2] / "kiosk" / "fonts")
    printer = FolderReceiptPrinter(Path(folder), reached=reached)
    receipt = SAMPLES["one"]
    lay_out = ReceiptTypesetter(fonts)
    ledger = MemoryLedger(receipt)
    spooler = Spooler(ledger, printer, lay_out=lay_out, paper=Paper.ROLL_80, clock=ledger.clock, reached=reached)
    spooler.print_original(receipt.application_id)


if __name__ == "__main__":
    main(*sys.argv[1:])
