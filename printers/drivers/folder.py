"""A printer whose paper is a folder: every receipt a PDF that is there whole or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path

from kiosk.base.errors import PrinterError
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.receipts.model import READY, Claim, PrinterStatus, PrintJob, PrintOutcome, Progress
from printers.errors import PrinterFault, fault_of_os, from_os_error

# A receipt is 50 KB; below this the folder is as good as full.
ROOM_BYTES = 1 << 20
_NAME = re.compile(r"[0-9A-Z]+-[1-9][0-9]*")


class FolderReceiptPrinter:
    """Implements ReceiptPrinter over a folder on a local disk, which knows every job by its name for ever: no progress need be told."""

    def __init__(self, folder: Path, *, reached: Reached = unwatched) -> None:
        self._folder = folder
        self._reached = reached

    def status(self) -> PrinterStatus:
        """P01 no folder, P02 not writable, P03 disk full, P04 anything else the disk says."""
        fault = self._fault()
        return READY if fault is None else PrinterStatus((fault,))

    def print(self, job: PrintJob, progress: Progress) -> PrintOutcome:
        """Write the PDF; the same job again is already printed, another under its name raises P05."""
        path = self.path(job.name)
        try:
            if path.exists():
                return self._again(path, job.pdf)
            self._write(path, job.pdf)
        except OSError as error:
            raise from_os_error(error) from error
        return PrintOutcome.PRINTED

    def recover(self, claim: Claim) -> PrintOutcome:
        """What lies in the folder: the whole file, or nothing (what a crash left half-written is removed)."""
        path = self.path(claim.name)
        try:
            if path.exists():
                return PrintOutcome.PRINTED
            _part(path).unlink(missing_ok=True)
        except OSError:
            return PrintOutcome.UNCERTAIN
        # A folder that is away cannot say that the file is not in it.
        return PrintOutcome.NOT_PRINTED if self._folder.is_dir() else PrintOutcome.UNCERTAIN

    def close(self) -> None:
        """Nothing is held open."""

    def path(self, name: str) -> Path:
        """Where the job of that name lies; names are reference numbers with a copy, nothing else."""
        if not _NAME.fullmatch(name):
            raise ValueError("a job's name is its reference number and copy")
        return self._folder / f"{name}.pdf"

    def _fault(self) -> PrinterFault | None:
        try:
            if not self._folder.is_dir():
                return PrinterFault.FOLDER_MISSING
            if not os.access(self._folder, os.W_OK | os.X_OK, effective_ids=True):
                return PrinterFault.FOLDER_REFUSES
            disk = os.statvfs(self._folder)
        except OSError as error:
            return fault_of_os(error)
        return PrinterFault.DISK_FULL if disk.f_bavail * disk.f_frsize < ROOM_BYTES else None

    def _again(self, path: Path, content: bytes) -> PrintOutcome:
        if path.read_bytes() != content:
            raise PrinterError(PrinterFault.NAME_TAKEN, path.name)
        return PrintOutcome.PRINTED

    def _write(self, path: Path, content: bytes) -> None:
        part = _part(path)
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            part.unlink(missing_ok=True)
            raise
        self._reached(Step.PAPER_WRITTEN)
        part.rename(path)
        _sync_folder(self._folder)
        self._reached(Step.PAPER_MOVED)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _sync_folder(folder: Path) -> None:
    """Without this a power cut may undo a rename that was already reported."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
