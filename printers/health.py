"""Whether a receipt would be printed now, and if not, everything that is in its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import PrinterStatus, ReceiptPrinter
from printers.fonts import FontStack


def health(printer: ReceiptPrinter, fonts: Callable[[], FontStack]) -> PrinterStatus:
    """All faults (P..) at once, the printer's first, and what only warns."""
    told = printer.status()
    try:
        fonts()
    except PrinterError as error:
        return replace(told, in_the_way=(*told.in_the_way, error.code))
    return told
