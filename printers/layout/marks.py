"""What is put on the paper: marks at whole dots, and blocks of them that are stacked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from printers.fonts import Weight


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, its baseline's left end at (x, y); `size` and `tracking` (space after each letter) in dots."""

    x: int
    y: int
    text: str
    size: int
    weight: Weight = Weight.REGULAR
    tracking: int = 0
    white: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A black rectangle, its upper left corner at (x, y)."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends through `points`, which are relative to (x, y)."""

    x: int
    y: int
    points: tuple[tuple[int, int], ...]
    thickness: int
    white: bool = False


@dataclass(frozen=True, slots=True)
class Emblem:
    """The door under its arch, in a square of `size` dots."""

    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class Script:
    """Traditional Mongolian in vertical columns, its upper left corner at (x, y)."""

    x: int
    y: int
    columns: tuple[str, ...]
    size: int
    pitch: int


Mark = Words | Area | Stroke | Emblem | Script


@dataclass(frozen=True, slots=True)
class Block:
    """Marks with the height they take; y grows downwards."""

    height: int
    marks: tuple[Mark, ...] = ()

    def moved(self, x: int, y: int = 0) -> Block:
        """The same marks elsewhere, in a block as high as before."""
        return Block(self.height, tuple(replace(mark, x=mark.x + x, y=mark.y + y) for mark in self.marks))


def gap(height: int) -> Block:
    """Nothing, so high."""
    return Block(height)


def stack(*blocks: Block) -> Block:
    """The blocks one under the other."""
    marks: list[Mark] = []
    top = 0
    for block in blocks:
        marks += block.moved(0, top).marks
        top += block.height
    return Block(top, tuple(marks))


def beside(*blocks: Block) -> Block:
    """The blocks over one another, as high as the highest: what each draws must be apart by itself."""
    return Block(max(block.height for block in blocks), tuple(mark for block in blocks for mark in block.marks))


def rule(x: int, width: int, thickness: int) -> Block:
    """A horizontal line."""
    return Block(thickness, (Area(x, 0, width, thickness),))


def outline(width: int, height: int, thickness: int) -> Block:
    """An empty box, its line inside the given size."""
    return Block(
        height,
        (
            Area(0, 0, width, thickness),
            Area(0, height - thickness, width, thickness),
            Area(0, thickness, thickness, height - 2 * thickness),
            Area(width - thickness, thickness, thickness, height - 2 * thickness),
        ),
    )
