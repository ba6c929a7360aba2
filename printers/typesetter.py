"""Lays a receipt out on the paper it is for, before any printer hears of it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.receipts.model import Paper, Receipt
from printers.fonts import FontStack
from printers.layout import LAYOUTS


class ReceiptTypesetter:
    """From a receipt to the bytes of a PDF.

    `fonts` is called at the first receipt, on the printer's lane: damaged fonts are then told with a receipt, and not the start's fault.
    """

    def __init__(self, fonts: Callable[[], FontStack]) -> None:
        self._load = fonts
        self._fonts: FontStack | None = None

    def __call__(self, receipt: Receipt, paper: Paper) -> bytes:
        """The finished PDF. Raises PrinterError P11, P12 or P13."""
        if self._fonts is None:
            self._fonts = self._load()
        return LAYOUTS[paper](receipt, self._fonts)
