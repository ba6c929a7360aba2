"""The two moments, told apart: collected here and now, accepted later by the authority."""

from __future__ import annotations

from kiosk.receipts.model import Receipt
from printers.layout.compositor import Compositor
from printers.layout.marks import Area, Block, Stroke, beside, gap, outline, stack
from printers.layout.measures import Measures


def moments(receipt: Receipt, setter: Compositor, m: Measures, *, columns: int) -> Block:
    """Both moments under one head, one over the other or side by side, and that this is no acceptance notice."""
    words = receipt.words
    between = m.box
    width = (m.inner - between * (columns - 1)) // columns
    collected = _moment(
        _ticked(m), f"{words['collected']}\u3000{receipt.collected}", words["collected_note"], width, setter, m
    )
    accepted = _moment(
        _empty(m), f"{words['accepted']}\u3000{words['accepted_not_yet']}", words["accepted_note"], width, setter, m
    )
    both = (
        stack(collected, gap(m.section // 2), accepted)
        if columns == 1
        else beside(collected, accepted.moved(width + between))
    )
    return stack(
        setter.text(words["moments"], m.inner, m.head),
        gap(m.section // 4),
        both,
        gap(m.section // 2),
        setter.phrases((words["not_acceptance"], words["limit"]), m.inner, m.strong),
    )


def _moment(box: Block, head: str, note: str, width: int, setter: Compositor, m: Measures) -> Block:
    left = m.box * 4 // 3
    lines = stack(setter.text(head, width - left, m.strong), setter.text(note, width - left, m.note))
    return beside(box.moved(0, 2), lines.moved(left))


def _ticked(m: Measures) -> Block:
    unit = m.box / 44
    points = tuple((round(x * unit), round(y * unit)) for x, y in ((11, 23), (19, 31), (34, 14)))
    return Block(m.box, (Area(0, 0, m.box, m.box), Stroke(0, 0, points, round(5 * unit), white=True)))


def _empty(m: Measures) -> Block:
    return outline(m.box, m.box, m.rule + 1)
