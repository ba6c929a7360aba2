"""Whether a receipt would be printed now, and if not, everything that is in its way."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import ReceiptPrinter
from printers.fonts import FontStack


def faults(printer: ReceiptPrinter, fonts: Callable[[], FontStack]) -> tuple[str, ...]:
    """The codes (P..) of all faults at once, the printer's first; none means ready."""
    found = [printer.status()]
    try:
        fonts()
    except PrinterError as error:
        found.append(error.code)
    return tuple(code for code in found if code is not None)
