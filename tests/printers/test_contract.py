"""What every receipt printer owes, whichever it is: the folder, the simulated ones, and ESC/POS at each kind of line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import READY, PrintOutcome, ReceiptPrinter
from printers.drivers.folder import FolderReceiptPrinter
from printers.emulator.conditions import Condition
from printers.simulator import Memory, SimulatedReceiptPrinter, TrayPrinter, Trouble
from tests.printers.escpos.card import page
from tests.printers.escpos.stand import Line, Progressed, job, standing

ONE, TWO = page("contract"), page("contract two", height=1200)
FIRST, SECOND = "B240000017X-1", "B240000017X-2"
LINES: dict[str, Line] = {
    "escpos tcp": "tcp",
    "escpos serial": "serial",
    "escpos usb": "usb",
    "escpos played": "direct",
}
KINDS = ("folder", "simulated", *LINES)


@dataclass(frozen=True, slots=True)
class Owing:
    """A printer, the hands that put something in its way and take it out again, and how many papers came out."""

    printer: ReceiptPrinter
    hinder: Callable[[], object]
    help: Callable[[], object]
    papers: Callable[[], int]


@contextmanager
def owing(kind: str, folder: Path) -> Iterator[Owing]:
    """A printer of that kind."""
    if kind in LINES:
        with standing(LINES[kind], folder) as stand:
            play, papers = stand.played.play, lambda: len(stand.papers())
            yield Owing(stand.driver(), lambda: play(Condition.JAM), lambda: play(Condition.WELL), papers)
    elif kind == "folder":
        away = folder.with_name("away")
        made = FolderReceiptPrinter(folder)
        folder.mkdir()
        yield Owing(made, lambda: folder.rename(away), lambda: away.rename(folder), lambda: len(list(folder.iterdir())))
    else:
        tray = TrayPrinter(Memory.KEEPS_JOBS, came_out=lambda job: None)
        simulated = SimulatedReceiptPrinter(tray)
        have = simulated.have
        yield Owing(simulated, lambda: have(Trouble.PAPER_JAM), lambda: have(Trouble.NONE), lambda: len(tray.tray))


@pytest.fixture(params=KINDS)
def owed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Owing]:
    """Each of them."""
    with owing(request.param, tmp_path / "papers") as made:
        yield made
        made.printer.close()


def test_a_printer_that_is_ready_prints_each_job_once(owed: Owing) -> None:
    for count, (pdf, name) in enumerate(((ONE, FIRST), (TWO, SECOND)), 1):
        assert owed.printer.status() == READY
        assert owed.printer.print(job(pdf, name), Progressed()) is PrintOutcome.PRINTED
        assert owed.papers() == count


def test_what_is_in_the_way_is_told_before_and_raised_before_any_paper(owed: Owing) -> None:
    owed.hinder()
    status = owed.printer.status()
    assert status.fault and status.fault == status.in_the_way[0]
    progress = Progressed()
    with pytest.raises(PrinterError) as caught:
        owed.printer.print(job(ONE, FIRST), progress)
    assert caught.value.code == status.fault
    assert "created" not in progress.told, "a job that was told of may have paper"
    owed.help()
    assert owed.papers() == 0
    assert owed.printer.status() == READY
    assert owed.printer.print(job(ONE, FIRST), Progressed()) is PrintOutcome.PRINTED
    assert owed.papers() == 1


def test_progress_is_told_in_order(owed: Owing) -> None:
    progress = Progressed()
    owed.printer.print(job(ONE, FIRST), progress)
    order = [word for word in ("created", "sent", "printing") if word in progress.told]
    assert progress.told == order
