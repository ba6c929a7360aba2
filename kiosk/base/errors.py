"""The error tree: what is raised when the environment, not a person, has failed.

KioskError
├── LaneStuck        B..  a part that did not answer in time
├── ConfigError      G..  the terminal's settings or data files
├── CatalogueError   L..  the list of items
├── DeviceError      C..  card readers
├── CameraError      V..  the document camera
├── PrinterError     P..  printers
├── StoreError       S..  the terminal's database, its disk, its keys
├── SealError        K..  keys and sealed bytes
├── ReceiptError     R..  a code or a photograph of a receipt
└── LinkError        N..  the way to the hub

A person's or a cable's doing is a value (CardStatus, Problem, SyncFailure), never one of these;
anything that is neither is a bug. `code` is what a technician is told over the phone: one
letter and two digits, listed with cause and remedy in kiosk/status/faults.py.
"""

from __future__ import annotations

from enum import StrEnum


class Blame(StrEnum):
    """Whose doing it was, so that the screen knows whom to ask for the remedy."""

    TERMINAL = "terminal"
    DEVICE = "device"
    LINK = "link"
    PLATFORM = "platform"
    CONFIGURATION = "configuration"


class KioskError(Exception):
    """A failure of the environment with its spoken code; the text never holds personal data."""

    blame = Blame.TERMINAL
    retryable = False

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail

    @property
    def text_key(self) -> str:
        """Key of the sentence a person reads, in kiosk/texts."""
        return f"fault.{self.code}.title"


class LaneStuck(KioskError):
    """A job passed its lane's deadline; the lane was abandoned and made anew."""

    retryable = True

    def __init__(self, lane: str) -> None:
        super().__init__("B02", lane)


class ConfigError(KioskError):
    """Settings or data files are wrong; `detail` lists every fault, one a line."""

    blame = Blame.CONFIGURATION


class CatalogueError(KioskError):
    """The list of items cannot be trusted; `detail` lists every fault, one a line."""

    blame = Blame.CONFIGURATION


class DeviceError(KioskError):
    """A card reader or its service has failed."""

    blame = Blame.DEVICE
    retryable = True


class CameraError(KioskError):
    """The document camera gives no picture; in a visit that is a value, CameraProblem."""

    blame = Blame.DEVICE
    retryable = True


class PrinterError(KioskError):
    """A printer has failed; whether paper moved is in the print ledger."""

    blame = Blame.DEVICE
    retryable = True


class StoreError(KioskError):
    """The database, its disk or its key has failed."""


class SealError(KioskError):
    """A key is missing or wrong, or sealed bytes do not open or verify."""


class ReceiptError(KioskError):
    """What somebody shows of a receipt proves nothing, or gives nothing back."""


class LinkError(KioskError):
    """The way to the hub answers wrongly; being offline is a value, not this."""

    blame = Blame.LINK
    retryable = True
