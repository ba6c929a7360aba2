"""Looks at a printed PDF as a scanner, a reader and a printer's head would."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image

from printers.layout.measures import POINTS_PER_DOT

THERMAL_DPI = 203.2
LASER_DPI = 300


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed letter and its ink's box in dots from the page's upper left corner."""

    page: int
    char: str
    left: float
    top: float
    right: float
    bottom: float


def bitmap(pdf: bytes, dpi: float, page: int = 0) -> Image.Image:
    """The page in pure black and white, as a thermal head or a laser without halftones makes it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        grey: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    return grey.point(lambda value: 255 if value > 127 else 0).convert("1")


def pages(pdf: bytes) -> int:
    """How many pages there are."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def decoded(image: Image.Image) -> list[str]:
    """The texts of all QR codes on the picture."""
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L")) if code.format.name == "QRCode"]


def letters(pdf: bytes) -> Iterator[Letter]:
    """Every letter with ink on every page, read from the PDF by PDFium."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                char = text.get_text_range(index, 1)
                left, bottom, right, top = text.get_charbox(index)
                if char.strip():
                    box = (left, height - top, right, height - bottom)
                    yield Letter(number, char, *(edge / POINTS_PER_DOT for edge in box))
    finally:
        document.close()


def text_by_pdfium(pdf: bytes) -> str:
    """The text as PDFium reads it, all blanks removed."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return "".join(read.split())


def text_by_poppler(pdf: bytes) -> str:
    """The text as Poppler reads it, all blanks removed."""
    command = ("pdftotext", "-raw", "-enc", "UTF-8", "-", "-")
    done = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=30)
    return "".join(done.stdout.decode().split())
