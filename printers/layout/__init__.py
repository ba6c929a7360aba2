"""A sheet as PDF: what it says is a value of `kiosk/receipts`, how it looks is here."""

from printers.layout.pages import LAYOUTS, a4, roll80

__all__ = ["LAYOUTS", "a4", "roll80"]
