"""A sheet on a roll and on A4."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kiosk.receipts.collection import collection_sheet
from kiosk.receipts.model import Paper, PrintSize, Receipt
from kiosk.receipts.sheet import Notice, Part, Sheet
from printers.fonts import FontStack
from printers.layout import head, tail
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, beside, gap, rule, stack
from printers.layout.measures import A4, A4_HEIGHT, LARGE_PERCENT, ROLL, Measures
from printers.layout.paint import pdf
from printers.layout.parts import blocks

Blocks = tuple[Block, ...]
# From the page's edge to the first and the last line of A4, in dots: 15 mm.
_A4_EDGE = 120


def roll80(paper: Sheet | Receipt, fonts: FontStack) -> bytes:
    """The sheet on 80 mm paper: 72 mm wide, as long as its content, every rule and module on a whole dot.

    Raises GlyphMissingError (P12) when no font has a character, PrinterError P13 when a code does not fit.
    """
    sheet = _sheet(paper)
    return _pdf((roll_page(sheet, fonts),), ROLL, sheet, fonts=fonts)


def a4(paper: Sheet | Receipt, fonts: FontStack) -> bytes:
    """The sheet on A4, on as many pages as it needs; the foot stands at the end of the last.

    Raises GlyphMissingError (P12) when no font has a character, PrinterError P13 when a code does not fit.
    """
    sheet = _sheet(paper)
    return _pdf(a4_pages(sheet, fonts), A4, sheet, fonts=fonts)


LAYOUTS: Mapping[Paper, Callable[[Sheet | Receipt, FontStack], bytes]] = {Paper.ROLL_80: roll80, Paper.A4: a4}


def roll_page(sheet: Sheet, fonts: FontStack) -> Block:
    """The marks of the roll."""
    m, setter = _measures(ROLL, sheet), Compositor(fonts)
    flow = (block for section in _flow(sheet, setter, m) for block in section)
    body = stack(*flow, _foot(sheet, setter, m))
    return stack(gap(m.margin), body.moved(m.margin), gap(m.margin))


def a4_pages(sheet: Sheet, fonts: FontStack) -> Blocks:
    """The marks of each page of A4."""
    m, setter = _measures(A4, sheet), Compositor(fonts)
    return _paged(_flow(sheet, setter, m), _foot(sheet, setter, m), sheet, setter=setter, m=m)


def _sheet(paper: Sheet | Receipt) -> Sheet:
    """The ledger keeps a receipt as it was handed in; it is read as a sheet when it is printed."""
    return collection_sheet(paper) if isinstance(paper, Receipt) else paper


def _measures(m: Measures, sheet: Sheet) -> Measures:
    return m.scaled(LARGE_PERCENT) if sheet.size is PrintSize.LARGE else m


def _pdf(pages: Sequence[Block], m: Measures, sheet: Sheet, *, fonts: FontStack) -> bytes:
    return pdf(pages, m.width, title=sheet.name or sheet.title, language=sheet.language, fonts=fonts)


def _flow(sheet: Sheet, setter: Compositor, m: Measures) -> tuple[Blocks, ...]:
    """The head and what stands under it, then each section: blocks that a page may end between."""
    about = [block for part in sheet.about for block in blocks(part, setter, m)]
    first = (stack(head.head(sheet, setter, m), *about[:1]), *about[1:])
    return (first, *(_section(parts, setter, m) for parts in sheet.sections))


def _section(parts: Sequence[Part], setter: Compositor, m: Measures) -> Blocks:
    """The parts under a rule that stays with the first of their blocks; a notice has lines enough of its own."""
    ruled = stack(gap(m.section), rule(0, m.inner, m.rule), gap(m.section * 3 // 4))
    if isinstance(parts[0], Notice):
        ruled = gap(m.section * 3 // 4)
    first, *rest = (blocks(part, setter, m) for part in parts)
    flow = [*first, *(block for part in rest for block in (gap(m.section // 2), *part))]
    return (stack(ruled, *flow[:1]), *flow[1:])


def _foot(sheet: Sheet, setter: Compositor, m: Measures) -> Block:
    line = rule(0, m.inner, m.rule)
    return stack(gap(m.section), line, gap(m.section // 2), tail.foot(sheet, setter, m))


def _paged(flow: Sequence[Blocks], foot: Block, sheet: Sheet, *, setter: Compositor, m: Measures) -> Blocks:
    room = A4_HEIGHT - 2 * _A4_EDGE - m.foot.leading
    running = (setter.text(sheet.name or sheet.title, m.inner, m.label), gap(m.section // 2))
    pages: list[list[Block]] = [[]]
    # The foot belongs to the last section: alone on a page it would say nothing.
    for section in (*flow[:-1], (*flow[-1], foot)):
        # A section that is no longer than half a page is not parted.
        if _height(pages[-1]) + _height(section) > room and _height(section) <= room // 2:
            pages.append([*running])
        for block in section:
            if pages[-1] and _height(pages[-1]) + block.height > room:
                pages.append([*running])
            pages[-1].append(block)
    pages[-1].insert(-1, gap(room - _height(pages[-1])))
    # One page needs no folio; of several, a missing one must be noticed.
    folios = [f"{place} / {len(pages)}" if len(pages) > 1 else "" for place in range(1, len(pages) + 1)]
    return tuple(_page(blocks, folio, setter, m) for blocks, folio in zip(pages, folios, strict=True))


def _height(blocks: Sequence[Block]) -> int:
    return sum(block.height for block in blocks)


def _page(blocks: Sequence[Block], folio: str, setter: Compositor, m: Measures) -> Block:
    place = setter.right(folio, m.inner, m.foot).moved(0, A4_HEIGHT - _A4_EDGE - m.foot.leading)
    return Block(A4_HEIGHT, beside(stack(*blocks).moved(0, _A4_EDGE), place).moved(m.margin).marks)
