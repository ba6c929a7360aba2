"""The sizes of both papers, in dots of 1/8 mm (203.2 dpi)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from printers.fonts import Weight

# A thermal head of 80 mm paper has 8 dots a millimetre; every edge of the layout stands on a whole dot.
DOTS_PER_MM = 8
POINTS_PER_DOT = 72 / (25.4 * DOTS_PER_MM)
# Large print is the same story in letters half as large again: 13 points instead of 9 on a roll.
LARGE_PERCENT = 145


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type with its line height, in dots."""

    size: int
    leading: int
    weight: Weight = Weight.REGULAR

    @property
    def baseline(self) -> int:
        """From the top of the line to the baseline, so that Han characters stand in the line's middle."""
        return round(self.leading / 2 + self.size * 0.38)

    def scaled(self, percent: int) -> Type:
        """The same type larger, on whole dots."""
        return Type(self.size * percent // 100, self.leading * percent // 100, self.weight)


def bold(size: int, leading: int) -> Type:
    """A bold type."""
    return Type(size, leading, Weight.BOLD)


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything by which one paper's layout differs from the other's."""

    width: int
    margin: int
    station: Type
    role: Type
    title: Type
    label: Type
    number: Type
    item: Type
    head: Type
    strong: Type
    body: Type
    note: Type
    foot: Type
    bar: int
    section: int
    box: int
    emblem: int
    mongolian: int
    code: int = 244
    columns: int = 1
    module: int = 8
    rule: int = 3
    hair: int = 1

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    def scaled(self, percent: int) -> Measures:
        """Every type and what goes with it larger; paper, margins and rules stay as they are."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        larger: dict[str, Any] = {name: face.scaled(percent) for name, face in own.items() if isinstance(face, Type)}
        larger |= {name: own[name] * percent // 100 for name in ("bar", "box", "emblem", "mongolian", "code")}
        return replace(self, **larger, columns=1)


# 72 mm of the 80 mm are printable: 576 dots.
ROLL = Measures(
    width=576, margin=24, station=bold(34, 44), role=Type(24, 34), title=bold(42, 72), label=Type(24, 34), number=bold(74, 92),
    item=bold(34, 46), head=bold(30, 42), strong=bold(28, 40), body=Type(26, 38), note=Type(24, 36), foot=Type(22, 32),
    bar=72, section=20, box=44, emblem=60, mongolian=36,
)  # fmt: skip
A4 = Measures(
    width=1680, margin=160, station=bold(48, 62), role=Type(32, 46), title=bold(60, 104), label=Type(32, 46),
    number=bold(112, 132), item=bold(52, 70), head=bold(42, 60), strong=bold(36, 54), body=Type(34, 50), note=Type(31, 45),
    foot=Type(27, 40), bar=104, section=32, box=60, emblem=96, mongolian=44, columns=2,
)  # fmt: skip
A4_HEIGHT = 2376
