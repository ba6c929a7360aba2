"""The receipt on a roll and on A4."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.base.ids import grouped
from kiosk.receipts.model import Receipt
from printers.fonts import FontStack
from printers.layout import head, materials, moments, tail
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, beside, gap, rule, stack
from printers.layout.measures import A4, A4_HEIGHT, ROLL, Measures
from printers.layout.paint import pdf

# From the page's edge to the first and the last line of A4, in dots: 15 mm.
_A4_EDGE = 120


def roll80(receipt: Receipt, fonts: FontStack) -> bytes:
    """The receipt on 80 mm paper: 72 mm wide, as long as its content, every rule and module on a whole dot.

    Raises GlyphMissingError (P12) when no font has a character, PrinterError P13 when the code does not fit.
    """
    return _pdf((roll_page(receipt, fonts),), ROLL, receipt, fonts=fonts)


def a4(receipt: Receipt, fonts: FontStack) -> bytes:
    """The receipt on A4, on as many pages as it needs; the foot stands at the end of the last.

    Raises GlyphMissingError (P12) when no font has a character, PrinterError P13 when the code does not fit.
    """
    return _pdf(a4_pages(receipt, fonts), A4, receipt, fonts=fonts)


def roll_page(receipt: Receipt, fonts: FontStack) -> Block:
    """The marks of the roll."""
    m, setter = ROLL, Compositor(fonts)
    body = stack(*_head(receipt, setter, m), *_rest(receipt, setter, m, columns=1), _foot(receipt, setter, m))
    return stack(gap(m.margin), body.moved(m.margin), gap(m.margin))


def a4_pages(receipt: Receipt, fonts: FontStack) -> tuple[Block, ...]:
    """The marks of each page of A4."""
    m, setter = A4, Compositor(fonts)
    flow = (stack(*_head(receipt, setter, m)), *_rest(receipt, setter, m, columns=2))
    return _paged(flow, _foot(receipt, setter, m), receipt, setter=setter, m=m)


def _pdf(pages: Sequence[Block], m: Measures, receipt: Receipt, *, fonts: FontStack) -> bytes:
    return pdf(pages, m.width, title=_title(receipt), language=receipt.language, fonts=fonts)


def _title(receipt: Receipt) -> str:
    return f"{receipt.words['title']} {grouped(receipt.number)}"


def _head(receipt: Receipt, setter: Compositor, m: Measures) -> tuple[Block, ...]:
    return (
        head.letterhead(receipt, setter, m),
        gap(m.section // 2),
        head.title_bar(receipt, setter, m),
        gap(m.section // 2),
        head.number(receipt, m.inner, setter, m),
        head.items(receipt, m.inner, setter, m),
        gap(m.section // 4),
        head.applicant(receipt, m.inner, setter, m),
    )


def _rest(receipt: Receipt, setter: Compositor, m: Measures, *, columns: int) -> tuple[Block, ...]:
    ruled = stack(gap(m.section), rule(0, m.inner, m.rule), gap(m.section * 3 // 4))
    listed = materials.materials(receipt, setter, m)
    return (
        stack(ruled, moments.moments(receipt, setter, m, columns=columns)),
        stack(ruled, listed[0]),
        *listed[1:],
        gap(m.section // 2),
        *materials.owed(receipt, setter, m),
        stack(ruled, tail.follow(receipt, setter, m)),
    )


def _foot(receipt: Receipt, setter: Compositor, m: Measures) -> Block:
    line = rule(0, m.inner, m.rule)
    return stack(gap(m.section // 2), line, gap(m.section // 2), tail.foot(receipt, setter, m))


def _paged(
    flow: Sequence[Block], foot: Block, receipt: Receipt, *, setter: Compositor, m: Measures
) -> tuple[Block, ...]:
    room = A4_HEIGHT - 2 * _A4_EDGE - m.foot.leading
    pages: list[list[Block]] = [[]]
    used = 0
    for block in (*flow, foot):
        if pages[-1] and used + block.height > room:
            running = setter.text(_title(receipt), m.inner, m.label)
            pages.append([running, gap(m.section // 2)])
            used = running.height + m.section // 2
        pages[-1].append(block)
        used += block.height
    pages[-1].insert(-1, gap(room - used))
    # One page needs no folio; of several, a missing one must be noticed.
    folios = [f"{place} / {len(pages)}" if len(pages) > 1 else "" for place in range(1, len(pages) + 1)]
    return tuple(_sheet(blocks, folio, setter, m) for blocks, folio in zip(pages, folios, strict=True))


def _sheet(blocks: Sequence[Block], folio: str, setter: Compositor, m: Measures) -> Block:
    place = setter.right(folio, m.inner, m.foot).moved(0, A4_HEIGHT - _A4_EDGE - m.foot.leading)
    return Block(A4_HEIGHT, beside(stack(*blocks).moved(0, _A4_EDGE), place).moved(m.margin).marks)
