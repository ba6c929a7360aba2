"""The two moments, told apart: collected here and now, accepted by the authority."""

from __future__ import annotations

from kiosk.receipts.sheet import Moment, Moments
from printers.layout.compositor import Compositor
from printers.layout.marks import Area, Block, Stroke, beside, gap, outline, stack
from printers.layout.measures import Measures
from printers.mongolian import is_mongolian


def moments(part: Moments, setter: Compositor, m: Measures) -> Block:
    """The moments under one head, one under the other or side by side, and what follows from them."""
    between = m.box
    width = (m.inner - between * (m.columns - 1)) // m.columns
    told = [_moment(moment, width, setter, m) for moment in part.moments]
    if m.columns == 1:
        apart = [block for one in told for block in (gap(m.section // 2), one)][1:]
        both = stack(*apart)
    else:
        both = beside(*(one.moved(place * (width + between)) for place, one in enumerate(told)))
    return stack(
        setter.text(part.head, m.inner, m.head),
        gap(m.section // 4),
        both,
        gap(m.section // 2),
        setter.phrases(part.closing, m.inner, m.strong),
    )


def _moment(moment: Moment, width: int, setter: Compositor, m: Measures) -> Block:
    left = m.box * 4 // 3
    box = _ticked(m) if moment.reached else outline(m.box, m.box, m.rule + 1)
    lines = stack(_said(moment, width - left, setter, m), setter.text(moment.note, width - left, m.note))
    return beside(box.moved(0, 2), lines.moved(left))


def _said(moment: Moment, width: int, setter: Compositor, m: Measures) -> Block:
    if not is_mongolian(moment.what):
        return setter.phrases((moment.what, moment.when), width, m.strong)
    left = setter.width(moment.what, m.strong) + m.strong.size // 2
    return beside(
        setter.text(moment.what, width, m.strong), setter.text(moment.when, width - left, m.strong).moved(left)
    )


def _ticked(m: Measures) -> Block:
    unit = m.box / 44
    points = tuple((round(x * unit), round(y * unit)) for x, y in ((11, 23), (19, 31), (34, 14)))
    return Block(m.box, (Area(0, 0, m.box, m.box), Stroke(0, 0, points, round(5 * unit), white=True)))
