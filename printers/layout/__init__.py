"""The receipt laid out: from a Receipt to the bytes of a PDF."""

from printers.layout.pages import a4, roll80

__all__ = ["a4", "roll80"]
