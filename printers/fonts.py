"""The fonts of the paper: a stack in which every character finds the font that has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from kiosk.base.errors import PrinterError
from printers import tounicode
from printers.errors import GlyphMissingError, PrinterFault
from printers.pua import without_private

RARE = (
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
)
MONGOLIAN = "NotoSansMongolian-Regular.ttf"


class Weight(StrEnum):
    """The two weights of the receipt, and the vendored file of each."""

    REGULAR = "NotoSansSC-Regular.ttf"
    BOLD = "NotoSansSC-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one registered font; `width` in em."""

    font: str
    text: str
    width: float


class FontStack:
    """Noto Sans SC, then the fonts of rare characters, loaded only when a character needs them.

    `folder` holds the vendored files and their SHA256SUMS; `rare` may name files that are not there.
    Raises PrinterError P11 when a vendored file is missing or is not the one that was vendored.
    """

    def __init__(self, folder: Path, rare: Iterable[Path] = RARE) -> None:
        tounicode.install()
        sums = _sums(folder)
        self._base = {weight: _register(folder / weight, sums, shapable=False) for weight in Weight}
        self._mongolian = _register(folder / MONGOLIAN, sums, shapable=True)
        self._unread = [path for path in rare if path.is_file()]
        self._rare: list[TTFont] = []
        self._picked: dict[tuple[Weight, str], TTFont] = {}
        self._advances: dict[tuple[Weight, str], float] = {}

    @property
    def mongolian(self) -> str:
        """The registered name of the Mongolian font."""
        return self._mongolian.fontName

    def has_mongolian(self, char: str) -> bool:
        """Whether the Mongolian font has the character."""
        return ord(char) in self._mongolian.face.charToGlyph

    def runs(self, text: str, weight: Weight) -> tuple[Run, ...]:
        """The text cut into runs that each have one font; GlyphMissingError where no font has a character."""
        pairs = [(self._pick(char, weight), char) for char in without_private(text)]
        runs = groupby(pairs, key=lambda pair: pair[0].fontName)
        return tuple(self._run(name, "".join(char for _, char in group)) for name, group in runs)

    def width(self, text: str, weight: Weight) -> float:
        """The width of the text in em: lines are tried out letter by letter, so each letter is measured once for ever."""
        return sum(self._advance(char, weight) for char in text) / 1000

    def _advance(self, char: str, weight: Weight) -> float:
        key = (weight, char)
        if key not in self._advances:
            runs = self.runs(char, weight)
            self._advances[key] = sum(pdfmetrics.stringWidth(run.text, run.font, 1000) for run in runs)
        return self._advances[key]

    def _run(self, name: str, text: str) -> Run:
        return Run(name, text, pdfmetrics.stringWidth(text, name, 1000) / 1000)

    def _pick(self, char: str, weight: Weight) -> TTFont:
        key = (weight, char)
        if key not in self._picked:
            self._picked[key] = self._find(char, weight)
        return self._picked[key]

    def _find(self, char: str, weight: Weight) -> TTFont:
        for font in (self._base[weight], *self._rare):
            if ord(char) in font.face.charToGlyph:
                return font
        if not self._unread or not char.isprintable():
            raise GlyphMissingError(char)
        # 93 MB and 0.4 s for both, so each is read only when a name asks for it.
        self._rare.append(_register(self._unread.pop(0), None, shapable=False))
        return self._find(char, weight)


def _sums(folder: Path) -> Mapping[str, str]:
    try:
        lines = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    except OSError as error:
        raise PrinterError(PrinterFault.FONT_DAMAGED, "SHA256SUMS") from error
    return {name: digest for digest, name in (line.split() for line in lines if line)}


def _register(path: Path, sums: Mapping[str, str] | None, *, shapable: bool) -> TTFont:
    # The name carries the hash: two folders with different files never share ReportLab's global registry entry.
    try:
        digest = sha256(path.read_bytes()).hexdigest()
        if sums is not None and sums.get(path.name) != digest:
            raise PrinterError(PrinterFault.FONT_DAMAGED, path.name)
        name = f"{path.stem}-{digest[:8]}"
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path), asciiReadable=0, shapable=shapable))
    except (OSError, TTFError) as error:
        raise PrinterError(PrinterFault.FONT_DAMAGED, path.name) from error
    font = pdfmetrics.getFont(name)
    if not isinstance(font, TTFont):
        raise PrinterError(PrinterFault.FONT_DAMAGED, path.name)
    return font
