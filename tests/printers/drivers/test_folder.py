"""The folder as a printer: whole files or none, never two, and every trouble of a disk by its code."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.base.errors import PrinterError
from kiosk.base.steps import Step
from kiosk.receipts.model import READY, Claim, Paper, PrintJob, PrintOutcome, PrintState
from printers.drivers.folder import FolderReceiptPrinter
from printers.errors import OS_ERRORS, PrinterFault, from_os_error
from printers.fonts import FontStack
from printers.typesetter import ReceiptTypesetter
from tests.printers.ledger import UNTOLD
from tests.printers.samples import SAMPLES

RECEIPT = SAMPLES["one"]
NAME = f"{RECEIPT.number}-1"
JOB = PrintJob(NAME, b"%PDF-1.4 " + b"x" * 50_000, Paper.ROLL_80)
CLAIM = Claim(NAME, PrintState.PRINTING)
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where receipts are printed to."""
    made = tmp_path / "receipts"
    made.mkdir()
    return made


@pytest.fixture
def printer(folder: Path) -> FolderReceiptPrinter:
    """A printer into the folder."""
    return FolderReceiptPrinter(folder)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_receipt_lies_there_whole_under_its_number(folder: Path, printer: FolderReceiptPrinter) -> None:
    assert printer.status() == READY
    assert printer.print(JOB, UNTOLD) is PrintOutcome.PRINTED
    assert _names(folder) == [f"{NAME}.pdf"]
    assert printer.path(NAME).read_bytes() == JOB.pdf


def test_the_same_job_again_is_the_same_paper(folder: Path, printer: FolderReceiptPrinter) -> None:
    printer.print(JOB, UNTOLD)
    before = printer.path(NAME).stat()
    assert printer.print(JOB, UNTOLD) is PrintOutcome.PRINTED
    after = printer.path(NAME).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(_names(folder)) == 1


def test_another_receipt_never_takes_its_place(printer: FolderReceiptPrinter) -> None:
    printer.print(JOB, UNTOLD)
    before = printer.path(NAME).read_bytes()
    with pytest.raises(PrinterError) as told:
        printer.print(PrintJob(NAME, JOB.pdf + b"y", Paper.ROLL_80), UNTOLD)
    assert told.value.code == PrinterFault.NAME_TAKEN
    assert printer.path(NAME).read_bytes() == before


@pytest.mark.parametrize("name", ["../1-1", "B240000017X", "B24-0", "", "B24-1/..", "b24-1", "其其格-1"])
def test_a_name_that_is_no_job_s_is_a_mistake_of_the_program(name: str, printer: FolderReceiptPrinter) -> None:
    with pytest.raises(ValueError, match="reference number"):
        printer.path(name)


def test_steps_are_told_in_order_and_truly(folder: Path) -> None:
    seen: list[tuple[Step, list[str]]] = []
    watched = FolderReceiptPrinter(folder, reached=lambda step: seen.append((step, _names(folder))))
    watched.print(JOB, UNTOLD)
    assert seen == [(Step.PAPER_WRITTEN, [f".{NAME}.pdf.part"]), (Step.PAPER_MOVED, [f"{NAME}.pdf"])]


@pytest.mark.parametrize(
    ("step", "known"), [(Step.PAPER_WRITTEN, PrintOutcome.NOT_PRINTED), (Step.PAPER_MOVED, PrintOutcome.PRINTED)]
)
def test_killed_at_any_step_there_is_one_paper_in_the_end(
    step: Step, known: PrintOutcome, *, folder: Path, printer: FolderReceiptPrinter, fonts: FontStack, root: Path
) -> None:
    command = (sys.executable, "-m", "tests.printers.dying", str(folder), step)
    assert subprocess.run(command, cwd=root, timeout=60, check=False).returncode == -signal.SIGKILL
    assert _names(folder) == [f".{NAME}.pdf.part" if known is PrintOutcome.NOT_PRINTED else f"{NAME}.pdf"]
    assert printer.recover(CLAIM) is known
    laid_out = ReceiptTypesetter(lambda: fonts)(RECEIPT, Paper.ROLL_80)
    assert printer.print(PrintJob(NAME, laid_out, Paper.ROLL_80), UNTOLD) is PrintOutcome.PRINTED
    assert _names(folder) == [f"{NAME}.pdf"]


def test_no_folder(tmp_path: Path) -> None:
    away = FolderReceiptPrinter(tmp_path / "away")
    assert away.status().fault == PrinterFault.FOLDER_MISSING
    assert away.recover(CLAIM) is PrintOutcome.UNCERTAIN
    with pytest.raises(PrinterError) as told:
        away.print(JOB, UNTOLD)
    assert told.value.code == PrinterFault.FOLDER_MISSING


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    wrong = FolderReceiptPrinter(tmp_path / "file")
    assert wrong.status().fault == PrinterFault.FOLDER_MISSING
    assert wrong.recover(CLAIM) is PrintOutcome.UNCERTAIN


@contextmanager
def _as_nobody(folder: Path) -> Iterator[None]:
    """Someone who may not write here, also where the tests are run by root."""
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
    for parent in folder.parents:
        if parent.stat().st_uid == os.geteuid() and not parent.stat().st_mode & stat.S_IXOTH:
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    before = os.geteuid()
    try:
        if before == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(before)
        folder.chmod(stat.S_IRWXU)


def test_a_folder_one_may_not_write_to(folder: Path, printer: FolderReceiptPrinter) -> None:
    with _as_nobody(folder):
        assert printer.status().fault == PrinterFault.FOLDER_REFUSES
        with pytest.raises(PrinterError) as told:
            printer.print(JOB, UNTOLD)
    assert told.value.code == PrinterFault.FOLDER_REFUSES
    assert _names(folder) == []


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(folder: Path, printer: FolderReceiptPrinter) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        with pytest.raises(PrinterError) as told:
            printer.print(JOB, UNTOLD)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert told.value.code == PrinterFault.DISK_FULL
    assert _names(folder) == []
    assert printer.print(JOB, UNTOLD) is PrintOutcome.PRINTED


def test_every_error_of_the_operating_system_has_a_code() -> None:
    for number in errno.errorcode:
        told = from_os_error(OSError(number, "所在文件夹/其其格", "其其格.pdf"))
        assert told.code == OS_ERRORS.get(number, PrinterFault.FOLDER_ERROR)
        assert "其其格" not in str(told)
    assert from_os_error(OSError("no number")).code == PrinterFault.FOLDER_ERROR
