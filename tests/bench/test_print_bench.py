"""A paper in figures: from the durable entry to its data on the line to an IPP printer, beside bare ReportLab; run by `make bench`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas

from app import paths
from app.system import SystemClock, pause
from kiosk.base.ids import reference_number
from kiosk.base.steps import Step
from kiosk.outbox.model import Sealed
from kiosk.receipts.model import Paper, PrintState
from printers.drivers.ipp.line import address
from printers.drivers.ipp.printer import IppReceiptPrinter
from printers.fonts import FontStack, Weight
from printers.spooler import Spooler
from printers.typesetter import ReceiptTypesetter
from tests.bench.measuring import Table, taken_of
from tests.printers.drivers.ipp.machines import EvePrinter
from tests.printers.samples import SAMPLES
from tests.sync.support import Submission, opened

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
PAPERS = 40
WITHIN_MS, RATIO = 150.0, 2.5


@pytest.fixture(scope="module")
def printer() -> Iterator[EvePrinter]:
    """A printer that is not ours."""
    place = Path(tempfile.mkdtemp(prefix="doorstep-bench-"))
    started = EvePrinter(place)
    yield started
    started.close()
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def fonts() -> FontStack:
    """Loaded, as they are after the first paper."""
    return FontStack(paths.FONTS)


def numbered(id: str, sequence: int) -> Sealed:
    """Handed in, with a receipt of its own number."""
    row = msgspec.structs.replace(SAMPLES["one"], application_id=id, number=reference_number("B24", sequence))
    return replace(Submission(id)(sequence), receipt=msgspec.json.encode(row))


def bare(lines: list[str], qr: str, fonts: FontStack) -> bytes:
    """The same words in the same fonts and the same code, by ReportLab's own calls: no layout, no breaking, no fallback."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(204, 14 * len(lines) + 140), invariant=1)
    for number, line in enumerate(lines):
        x = 4.0
        for run in fonts.runs(line, Weight.REGULAR):
            canvas.setFont(run.font, 9)
            canvas.drawString(x, 14 * number + 130, run.text)
            x += run.width * 9
    code = QRCode(border=0)
    code.add_data(qr)
    code.make()
    for row, modules in enumerate(code.modules):
        for column, dark in enumerate(modules):
            if dark:
                canvas.rect(40 + 2 * column, 120 - 2 * row, 2, 2, stroke=0, fill=1)
    canvas.save()
    return written.getvalue()


def words(pdf: bytes) -> list[str]:
    """The page's lines, as Poppler reads them."""
    command = ("pdftotext", "-raw", "-enc", "UTF-8", "-", "-")
    read = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=30).stdout.decode()
    return [line.strip() for line in read.splitlines() if line.strip()]


def test_from_the_entry_to_the_line(tmp_path: Path, printer: EvePrinter, fonts: FontStack, table: Table) -> None:
    """Until half of the data has left: the printer has had its first byte by then. The ledger's two commits are among it."""
    at = address(printer.uri)
    assert at is not None
    begun, taken, beside = 0.0, list[float](), list[float]()
    receipt = SAMPLES["one"]

    def reached(step: Step) -> None:
        if step is Step.HALF_SENT:
            taken.append((time.perf_counter() - begun) * 1000)

    store = opened(tmp_path / "kiosk.db")
    driver = IppReceiptPrinter(at, "B24-0001", SystemClock(), pause=pause, reached=reached)
    lay_out = ReceiptTypesetter(lambda: fonts)
    spooler = Spooler(store.ledger, driver, lay_out=lay_out, paper=Paper.ROLL_80, clock=SystemClock())
    lines = words(lay_out(receipt, Paper.ROLL_80))
    for number in range(PAPERS):
        id = f"id-{number}"
        store.outbox.submit(id, partial(numbered, id))
        begun = time.perf_counter()
        assert spooler.print_original(id) == (PrintState.PRINTED, "")
        drawn = time.perf_counter()
        bare(lines, receipt.qr_text, fonts)
        beside.append((time.perf_counter() - drawn) * 1000)
    store.close()
    assert len(printer.printed()) == PAPERS
    first_byte, page = taken_of(taken[1:]), taken_of(beside[1:])
    table.hold("commit → first byte at an IPP printer", first_byte, page, named="bare ReportLab", bound=RATIO)
    table.keep("the same", first_byte, within_ms=WITHIN_MS)
