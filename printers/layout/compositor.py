"""Sets text: from sentences and a type to blocks of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printers.fonts import FontStack
from printers.layout.breaking import lines
from printers.layout.marks import Block, Mark, Script, Words, beside, stack
from printers.layout.measures import Type
from printers.mongolian import columns, is_mongolian, length


@dataclass(frozen=True, slots=True)
class Compositor:
    """Knows the fonts, and with them how wide everything is."""

    fonts: FontStack

    def width(self, text: str, face: Type) -> int:
        """The width of the text's widest line, or of its columns if it is Mongolian, rounded up."""
        if is_mongolian(text):
            return self._upright(text, face)[1]
        widest = max(self.fonts.width(row, face.weight) for row in text.split("\n"))
        return -int(-widest * face.size // 1)

    def text(self, text: str, width: int, face: Type) -> Block:
        """The text in as many lines as it needs, upright if it is Mongolian."""
        if is_mongolian(text):
            return self._upright(text, face)[0]
        return stack(*(self.line(line, face) for line in self.broken(text, width, face)))

    def broken(self, text: str, width: int, face: Type) -> tuple[str, ...]:
        """The lines the text falls into; a line break in it is kept."""
        rows = text.split("\n")
        return tuple(line for row in rows for line in self._lines(row, width, face))

    def numbered(self, entries: Sequence[str], width: int, face: Type) -> Block:
        """The entries under one another, with their numbers before them when there is more than one."""
        if len(entries) == 1:
            return self.text(entries[0], width, face)
        rows = (self.hanging(f"{place}.", entry, width, face=face) for place, entry in enumerate(entries, 1))
        return stack(*rows)

    def hanging(self, mark: str, text: str, width: int, *, face: Type) -> Block:
        """The text with a mark before it; all its lines begin behind the mark, which may be none."""
        if not mark:
            return self.text(text, width, face)
        indent = self.width("10. " if len(mark) > 2 else "3. ", face)
        return beside(self.line(mark, face), self.text(text, width - indent, face).moved(indent))

    def line(self, text: str, face: Type) -> Block:
        """The text on one line."""
        return Block(face.leading, (Words(0, face.baseline, text, face.size, face.weight),))

    def right(self, text: str, width: int, face: Type) -> Block:
        """The text in lines that end at `width`."""
        broken = self.broken(text, width, face)
        return stack(*(self.line(line, face).moved(width - self.width(line, face)) for line in broken))

    def fitted(self, text: str, width: int, face: Type) -> Block:
        """The text on one line, set smaller where it would be wider than `width`."""
        size = min(face.size, int(width / max(self.fonts.width(text, face.weight), 0.1)))
        return self.line(text, Type(size, face.leading, face.weight))

    def centred(self, text: str, width: int, face: Type) -> Block:
        """The text in lines, each in the middle of `width`."""
        broken = self.broken(text, width, face)
        return stack(*(self.line(line, face).moved((width - self.width(line, face)) // 2) for line in broken))

    def phrases(self, phrases: Sequence[str], width: int, face: Type) -> Block:
        """The phrases one after another, an em apart; one that does not fit begins a line."""
        rows: list[list[str]] = [[]]
        used = 0
        for phrase in phrases:
            wide = self.width(phrase, face)
            if rows[-1] and used + face.size + wide > width:
                rows.append([])
                used = 0
            used += (face.size if rows[-1] else 0) + wide
            rows[-1].append(phrase)
        return stack(*(self._row(row, width, face) for row in rows if row))

    def _lines(self, text: str, width: int, face: Type) -> tuple[str, ...]:
        return lines(text, width, lambda part: self.fonts.width(part, face.weight) * face.size)

    def _upright(self, text: str, face: Type) -> tuple[Block, int]:
        """Traditional Mongolian in columns from left to right, and the width they take."""
        # At the size of Chinese it looks smaller: a third more makes them alike.
        size = face.size * 13 // 10
        # A column longer than four words is read slower than two that are shorter.
        broken = columns(text, size, size * 4, fonts=self.fonts)
        # 1.3 em from column to column: the font's own line height tears them apart.
        pitch = size * 13 // 10
        longest = max(length(column, size, self.fonts) for column in broken)
        return Block(-int(-longest // 1), (Script(0, 0, broken, size, pitch),)), len(broken) * pitch

    def _row(self, row: Sequence[str], width: int, face: Type) -> Block:
        if len(row) == 1:
            return self.text(row[0], width, face)
        left = 0
        marks: list[Mark] = []
        for phrase in row:
            marks += self.line(phrase, face).moved(left).marks
            left += self.width(phrase, face) + face.size
        return Block(face.leading, tuple(marks))
