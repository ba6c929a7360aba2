"""The played printer's paper: a strip that grows row by row, and the tray where what was cut off lies as pictures, with a log."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec
from PIL import Image, ImageDraw, ImageFont

LOG = "papers.log"
# Font A of such printers: 12 dots wide, a line of 24 and 6 between.
_LETTER_DOTS, _LINE_DOTS, _LEADING_DOTS = 12, 24, 30


class Cut(msgspec.Struct, frozen=True):
    """One paper of the log, in the order in which they came out; the hash is of its rows, packed, a set bit for black."""

    number: int
    rows: int
    sha256: str


class Tray:
    """What came out: `0001.png` and so on, and a line of the log for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def log(self) -> tuple[Cut, ...]:
        """Every paper that came out so far."""
        path = self._folder / LOG
        lines = path.read_bytes().splitlines() if path.exists() else []
        return tuple(msgspec.json.decode(line, type=Cut) for line in lines)

    def picture(self, cut: Cut) -> Path:
        """Where a paper lies."""
        return self._folder / (str(cut.number).zfill(4) + ".png")

    def lay(self, width: int, dots: bytes) -> None:
        """A paper falls into it."""
        stride = (width + 7) // 8
        high = len(dots) // stride
        cut = Cut(len(self.log()) + 1, high, sha256(dots).hexdigest())
        Image.frombytes("1", (width, high), dots, "raw", "1;I").save(self.picture(cut))
        with (self._folder / LOG).open("ab") as log:
            log.write(msgspec.json.encode(cut) + b"\n")


class Strip:
    """The paper that hangs out of the printer, not cut yet."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._stride = (width + 7) // 8
        self._dots = bytearray()

    @property
    def rows(self) -> int:
        """How long it is."""
        return len(self._dots) // self._stride

    def burn(self, row: bytes) -> None:
        """One row; what is wider than the head is lost."""
        self._dots += row[: self._stride].ljust(self._stride, b"\0")

    def move(self, rows: int) -> None:
        """So many rows without a dot."""
        self._dots += bytes(self._stride * rows)

    def write(self, text: str) -> None:
        """A line in the printer's own letters."""
        line = Image.new("1", (self.width, _LEADING_DOTS), 1)
        pen, font = ImageDraw.Draw(line), ImageFont.load_default(_LINE_DOTS)
        for at, letter in enumerate(text):
            pen.text((at * _LETTER_DOTS, 0), letter, font=font, fill=0)
        self._dots += line.tobytes("raw", "1;I")

    def cut(self) -> bytes:
        """What falls off."""
        dots, self._dots = bytes(self._dots), bytearray()
        return dots
