"""A spooler over an IPP printer, a ledger of one receipt, and progress that is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.system import pause
from kiosk.base.steps import Reached, unwatched
from kiosk.receipts.model import Paper, Receipt
from printers.drivers.ipp.line import address
from printers.drivers.ipp.printer import IppReceiptPrinter
from printers.spooler import Spooler
from tests.devices.clock import RealClock
from tests.printers.ledger import MemoryLedger
from tests.printers.samples import SAMPLES

RECEIPT = SAMPLES["one"]
ID = RECEIPT.application_id
NAME = f"{RECEIPT.number}-1"
SENDER = "B24-0001"


def page(receipt: Receipt, paper: Paper) -> bytes:
    """The smallest PDF that CUPS' filters take for one; who prints it is told apart by its comment."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 204 300]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length 8>>\nstream\n0 0 m\n\nendstream",
    )
    body, places = b"%%PDF-1.4\n%% %s %d %s\n" % (receipt.number.encode(), receipt.copy, paper.encode()), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(body),
    )
    return body + end


@dataclass(slots=True)
class Told:
    """Implements Progress by remembering it."""

    seen: list[str] = field(default_factory=list)

    def created(self, ticket: str) -> None:
        """With what the printer calls the job."""
        self.seen.append(f"created {ticket}")

    def sent(self) -> None:
        """All of it."""
        self.seen.append("sent")

    def printing(self) -> None:
        """At work."""
        self.seen.append("printing")


class Pauses:
    """A lane's own waits, each an occasion for what happens meanwhile."""

    def __init__(self) -> None:
        self.meanwhile: list[Callable[[], object]] = []

    def __call__(self, seconds: float) -> None:
        if self.meanwhile:
            self.meanwhile.pop(0)()
        pause(seconds)


class Desk:
    """A spooler over the printer at that address."""

    def __init__(self, uri: str, *, reached: Reached = unwatched, patience_s: float = 40.0) -> None:
        at = address(uri)
        assert at is not None
        self.ledger = MemoryLedger(RECEIPT)
        self.pauses = Pauses()
        self.printer = IppReceiptPrinter(
            at, SENDER, RealClock(), pause=self.pauses, reached=reached, patience_s=patience_s
        )
        self.spooler = Spooler(
            self.ledger, self.printer, lay_out=page, paper=Paper.ROLL_80, clock=RealClock(), reached=reached
        )
