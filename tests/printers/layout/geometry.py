"""Where lines of text stand on a laid-out page, and which of them stand on one another."""

from __future__ import annotations

import itertools

from printers.fonts import FontStack
from printers.layout.marks import Block, Words

Box = tuple[float, float, float, float, str]


def boxes(block: Block, fonts: FontStack) -> list[Box]:
    """Where each line of text stands: its letters without the air around them."""
    words = [mark for mark in block.marks if isinstance(mark, Words)]
    return [
        (
            one.x,
            one.y - 0.8 * one.size,
            one.x + fonts.width(one.text, one.weight) * one.size,
            one.y + 0.1 * one.size,
            one.text,
        )
        for one in words
    ]


def overlaps(block: Block, fonts: FontStack) -> list[tuple[str, str]]:
    """The pairs that stand on one another."""
    return [
        (one[4], other[4])
        for one, other in itertools.combinations(boxes(block, fonts), 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
