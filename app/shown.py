"""What somebody shows of receipts, texts, pictures or PDFs, and the codes in it: cameras read, printers know what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.camera.pictures import Picture, picture_in
from devices.camera.sheet import Frame
from kiosk.base.errors import ReceiptError
from printers.layout.codes import QUIET_MODULES, frame
from printers.pictures import pictures_of
from sync.carry.paper import Symbol, symbol_in

UNREADABLE = "R07"
_PDF = b"%PDF-"


def pictures_in(raw: bytes) -> Iterator[Picture]:
    """The pictures in a file's bytes: one, or one a page."""
    for drawn in pictures_of(raw) if raw.startswith(_PDF) else (raw,):
        picture = picture_in(drawn)
        if picture is not None:
            yield picture


def texts_in(raw: bytes) -> tuple[str, ...]:
    """The texts of all codes in a file, or the lines of one that is text itself. Raises ReceiptError R07 when there is none."""
    found = [text for picture in pictures_in(raw) for text in picture.texts()] or _lines(raw)
    if not found:
        raise ReceiptError(UNREADABLE)
    return tuple(dict.fromkeys(found))


def symbols_in(raw: bytes) -> Iterator[Symbol]:
    """Every symbol of paper backups in a file."""
    for picture in pictures_in(raw):
        plain = list(picture.texts())
        first = next((text for text in plain if symbol_in(text)), None)
        hidden: Iterable[str] = ()
        if first is not None:
            modules = frame(first)
            hidden = picture.sheet(Frame(modules, len(modules) + QUIET_MODULES))
        for text in (*plain, *hidden):
            symbol = symbol_in(text)
            if symbol is not None:
                yield symbol


def _lines(raw: bytes) -> list[str]:
    try:
        lines = raw.decode("ascii").splitlines()
    except UnicodeDecodeError:
        return []
    # A space may be the last letter of a code: only the line's own end is taken away.
    return [line for line in lines if line.strip()]
