"""The spooler by the ledger's rules: recorded before and after, told rather than raised, never two originals."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base.errors import KioskError, PrinterError
from kiosk.base.steps import Step
from kiosk.receipts.model import READY, Claim, Paper, PrinterStatus, PrintOutcome, PrintState, Receipt, ReceiptPrinter
from kiosk.receipts.rules import PATIENCE_S
from kiosk.status.faults import FAULTS
from printers.drivers.folder import FolderReceiptPrinter
from printers.errors import NATURES, Nature, PrinterFault, status_of
from printers.fonts import FontStack
from printers.health import health
from printers.simulator import SimulatedReceiptPrinter, Trouble
from printers.spooler import Spooler
from printers.typesetter import ReceiptTypesetter
from tests.printers.ledger import MemoryLedger
from tests.printers.paper import text_by_pdfium
from tests.printers.samples import SAMPLES

RECEIPT = SAMPLES["one"]
ID = RECEIPT.application_id
CODED = [(trouble, NATURES[PrinterFault(trouble.value)]) for trouble in Trouble if trouble.value.startswith("P")]
FAULTS_OF_PRINTERS = [trouble for trouble, nature in CODED if nature.stops]
WARNINGS = [trouble for trouble, nature in CODED if not nature.stops]


def plain(receipt: Receipt, paper: Paper) -> bytes:
    """A page for which no fonts are needed: what is asked here is when it comes out, not what it looks like."""
    return f"{receipt.number} {receipt.copy} {paper}".encode()


class Desk:
    """A ledger with one receipt, and a simulated printer into a folder."""

    def __init__(self, folder: Path, fonts: FontStack) -> None:
        self.folder = folder
        self.ledger = MemoryLedger(RECEIPT)
        self.printer = SimulatedReceiptPrinter(FolderReceiptPrinter(folder))
        self.spooler = Spooler(
            self.ledger,
            self.printer,
            lay_out=ReceiptTypesetter(lambda: fonts),
            paper=Paper.ROLL_80,
            clock=self.ledger.clock,
        )

    def papers(self) -> list[str]:
        """The files' names."""
        return sorted(path.name for path in self.folder.iterdir())

    def copies_marked(self) -> list[bool]:
        """Of each paper in order, whether it says that it is a reprint."""
        return ["补打" in text_by_pdfium((self.folder / name).read_bytes()) for name in self.papers()]


@pytest.fixture
def desk(tmp_path: Path, fonts: FontStack) -> Desk:
    """An empty desk."""
    return Desk(tmp_path, fonts)


def test_an_original_is_recorded_before_and_after(desk: Desk) -> None:
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert desk.ledger.moves == [PrintState.CLAIMED, PrintState.PRINTED]
    assert desk.papers() == [f"{RECEIPT.number}-1.pdf"]


def test_the_steps_of_printing_are_told_in_order(tmp_path: Path, fonts: FontStack) -> None:
    seen: list[Step] = []
    printer = FolderReceiptPrinter(tmp_path, reached=seen.append)
    ledger = MemoryLedger(RECEIPT)
    Spooler(ledger, printer, lay_out=plain, paper=Paper.A4, clock=ledger.clock, reached=seen.append).print_original(ID)
    assert seen == [Step.PRINT_INTENDED, Step.PAPER_WRITTEN, Step.PAPER_MOVED, Step.PRINT_RECORDED]


def test_a_printed_original_is_not_printed_twice(desk: Desk) -> None:
    desk.spooler.print_original(ID)
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert len(desk.papers()) == 1


def test_every_copy_a_person_asks_for_is_one_more_and_says_so(desk: Desk) -> None:
    desk.spooler.print_original(ID)
    for _ in range(2):
        assert desk.spooler.print_again(ID) == (PrintState.PRINTED, "")
    assert desk.ledger.only().copies == 3
    assert desk.papers() == [f"{RECEIPT.number}-{copy}.pdf" for copy in (1, 2, 3)]
    assert desk.copies_marked() == [False, True, True]


@pytest.mark.parametrize("trouble", FAULTS_OF_PRINTERS)
def test_trouble_is_told_by_its_code_and_printing_goes_on_afterwards(trouble: Trouble, desk: Desk) -> None:
    desk.printer.have(trouble)
    assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, trouble.value)
    assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, trouble.value)
    assert desk.papers() == []
    desk.printer.have(Trouble.NONE)
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert desk.copies_marked() == [False]


def test_damaged_fonts_are_told_with_the_receipt(tmp_path: Path) -> None:
    damaged = ReceiptTypesetter(lambda: FontStack(tmp_path))
    (tmp_path / "papers").mkdir()
    ledger, printer = MemoryLedger(RECEIPT), FolderReceiptPrinter(tmp_path / "papers")
    spooler = Spooler(ledger, printer, lay_out=damaged, paper=Paper.ROLL_80, clock=ledger.clock)
    assert spooler.print_original(ID) == (PrintState.FAILED, PrinterFault.FONT_DAMAGED)
    assert list((tmp_path / "papers").iterdir()) == []


@pytest.mark.parametrize("trouble", WARNINGS)
def test_what_only_warns_is_told_and_prints_on(trouble: Trouble, desk: Desk) -> None:
    desk.printer.have(trouble)
    assert desk.printer.status() == PrinterStatus((), (trouble.value,))
    assert desk.printer.status().fault == ""
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")


def test_a_jam_midway_is_uncertain_until_a_person_says_what_came_out(desk: Desk) -> None:
    desk.printer.have(Trouble.JAM_MIDWAY)
    assert desk.spooler.print_original(ID) == (PrintState.UNCERTAIN, PrinterFault.PAPER_JAM)
    assert desk.spooler.print_original(ID) == (PrintState.UNCERTAIN, "")
    desk.printer.have(Trouble.NONE)
    desk.spooler.recover()
    assert desk.ledger.only().state is PrintState.UNCERTAIN
    assert desk.papers() == []
    desk.ledger.move(ID, PrintState.FAILED)
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    # Half of the first may lie in the tray: this one does not claim to be the original.
    assert desk.papers() == [f"{RECEIPT.number}-2.pdf"]
    assert desk.copies_marked() == [True]


def test_a_copy_that_cannot_be_printed_now_leaves_the_original_printed(desk: Desk) -> None:
    desk.spooler.print_original(ID)
    desk.printer.have(Trouble.PAPER_OUT)
    assert desk.spooler.print_again(ID) == (PrintState.PRINTED, PrinterFault.PAPER_OUT)
    assert desk.ledger.only().copies == 1


def test_a_doubtful_copy_is_asked_about_too(desk: Desk) -> None:
    desk.spooler.print_original(ID)
    desk.printer.have(Trouble.JAM_MIDWAY)
    assert desk.spooler.print_again(ID) == (PrintState.UNCERTAIN, PrinterFault.PAPER_JAM)
    assert (desk.ledger.only().copies, desk.ledger.only().copy) == (1, 3)
    desk.printer.have(Trouble.NONE)
    desk.ledger.move(ID, PrintState.FAILED)
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert desk.papers() == [f"{RECEIPT.number}-{copy}.pdf" for copy in (1, 3)]


def test_what_is_blocked_is_printed_by_a_start_only_while_somebody_may_still_wait(desk: Desk) -> None:
    desk.printer.have(Trouble.PAPER_OUT)
    desk.spooler.print_original(ID)
    desk.spooler.recover()
    assert desk.ledger.only().state is PrintState.BLOCKED
    desk.printer.have(Trouble.NONE)
    desk.ledger.clock.unix_ms += PATIENCE_S * 1000
    desk.spooler.recover()
    assert desk.papers() == []
    desk.ledger.clock.unix_ms -= 1
    desk.spooler.recover()
    assert desk.papers() == [f"{RECEIPT.number}-1.pdf"]


def test_a_declined_paper_may_still_be_asked_for(desk: Desk) -> None:
    desk.ledger.move(ID, PrintState.CANCELLED)
    desk.printer.have(Trouble.PAPER_OUT)
    assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, PrinterFault.PAPER_OUT)
    desk.printer.have(Trouble.NONE)
    assert desk.spooler.print_again(ID) == (PrintState.PRINTED, "")
    assert desk.copies_marked() == [False]


def test_an_unknown_receipt_is_a_mistake_of_the_program(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.spooler.print_original("another")


def test_a_bug_while_printing_leaves_no_row_that_every_start_would_print(tmp_path: Path) -> None:
    def no_fonts() -> FontStack:
        raise ZeroDivisionError

    ledger = MemoryLedger(RECEIPT)
    spooler = Spooler(
        ledger,
        FolderReceiptPrinter(tmp_path),
        lay_out=ReceiptTypesetter(no_fonts),
        paper=Paper.ROLL_80,
        clock=ledger.clock,
    )
    with pytest.raises(ZeroDivisionError):
        spooler.print_original(ID)
    assert ledger.only().state is PrintState.UNCERTAIN
    spooler.recover()
    assert ledger.only().state is PrintState.UNCERTAIN


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (Step.PRINT_INTENDED, PrintState.CLAIMED),
        (Step.PAPER_WRITTEN, PrintState.CLAIMED),
        (Step.PAPER_MOVED, PrintState.CLAIMED),
        (Step.PRINT_RECORDED, PrintState.PRINTED),
    ],
)
def test_killed_at_any_step_a_start_ends_with_one_original(
    step: Step, state: PrintState, *, tmp_path: Path, fonts: FontStack, root: Path
) -> None:
    command = (sys.executable, "-m", "tests.printers.dying", str(tmp_path), step)
    assert subprocess.run(command, cwd=root, timeout=60, check=False).returncode == -signal.SIGKILL
    # What the store had committed when the process died.
    ledger = MemoryLedger(RECEIPT, state=state)
    spooler = Spooler(ledger, FolderReceiptPrinter(tmp_path), lay_out=plain, paper=Paper.ROLL_80, clock=ledger.clock)
    spooler.recover()
    spooler.recover()
    assert ledger.only().state is PrintState.PRINTED
    assert [path.name for path in tmp_path.iterdir()] == [f"{RECEIPT.number}-1.pdf"]


def test_a_start_that_cannot_know_asks(tmp_path: Path, fonts: FontStack) -> None:
    ledger = MemoryLedger(RECEIPT, state=PrintState.PRINTING)
    Spooler(
        ledger, FolderReceiptPrinter(tmp_path / "away"), lay_out=plain, paper=Paper.ROLL_80, clock=ledger.clock
    ).recover()
    assert ledger.moves == [PrintState.UNCERTAIN]


@pytest.mark.parametrize("state", [PrintState.PRINTED, PrintState.UNCERTAIN, PrintState.CANCELLED, PrintState.FAILED])
def test_a_start_leaves_settled_rows_alone(state: PrintState, tmp_path: Path, fonts: FontStack) -> None:
    ledger = MemoryLedger(RECEIPT, state=state)
    Spooler(ledger, FolderReceiptPrinter(tmp_path), lay_out=plain, paper=Paper.ROLL_80, clock=ledger.clock).recover()
    assert ledger.moves == []
    assert list(tmp_path.iterdir()) == []


def test_health_names_everything_in_the_way_at_once(tmp_path: Path, fonts: FontStack) -> None:
    ready: ReceiptPrinter = FolderReceiptPrinter(tmp_path)
    assert health(ready, lambda: fonts) == READY
    away = FolderReceiptPrinter(tmp_path / "away")
    both = health(away, lambda: FontStack(tmp_path))
    assert both == PrinterStatus((PrinterFault.FOLDER_MISSING, PrinterFault.FONT_DAMAGED))


def test_every_code_is_in_the_fault_catalogue() -> None:
    assert {fault.value for fault in PrinterFault} == {code for code in FAULTS if code.startswith("P")}
    assert issubclass(PrinterError, KioskError)


def test_of_every_fault_it_is_said_what_is_true_of_it() -> None:
    assert set(NATURES) == set(PrinterFault)
    for fault, nature in NATURES.items():
        # What only warns has stopped nothing, and a paper that may lie there in part is never tried again by itself.
        assert nature.stops or nature == Nature(stops=False), fault
    assert {
        fault for fault in PrinterFault if NATURES[fault].paper_may_have_moved and not NATURES[fault].retryable
    } == {
        PrinterFault.ABORTED,
        PrinterFault.JOB_LOST,
    }


def test_what_stops_is_told_apart_from_what_warns() -> None:
    told = status_of(
        [PrinterFault.SUPPLY_LOW, PrinterFault.COVER_OPEN, PrinterFault.PAPER_OUT, PrinterFault.COVER_OPEN]
    )
    assert told == PrinterStatus(("P21", "P23"), ("P27",))
    assert told.fault == "P21"
    assert status_of([]) == READY and READY.fault == ""


def test_the_simulator_knows_what_jammed(desk: Desk) -> None:
    desk.printer.have(Trouble.JAM_MIDWAY)
    desk.spooler.print_original(ID)
    assert desk.printer.recover(Claim(f"{RECEIPT.number}-1", PrintState.PRINTING)) is PrintOutcome.UNCERTAIN
    assert desk.printer.recover(Claim(f"{RECEIPT.number}-2", PrintState.PRINTING)) is PrintOutcome.NOT_PRINTED
    desk.printer.close()
