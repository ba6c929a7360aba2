"""The materials with how each was satisfied, and what is still owed."""

from __future__ import annotations

from kiosk.receipts.model import Receipt, ReceiptMaterial
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, beside, gap, rule, stack
from printers.layout.measures import Measures, bold


def materials(receipt: Receipt, setter: Compositor, m: Measures) -> tuple[Block, ...]:
    """The head with the first row, then a block a row, so that a page may end between rows."""
    head = setter.text(receipt.words["materials"], m.inner, m.head)
    rows = [_row(material, setter, m) for material in receipt.materials]
    return (stack(head, *rows[:1]), *rows[1:])


def owed(receipt: Receipt, setter: Compositor, m: Measures) -> tuple[Block, ...]:
    """What is to be brought and until when, a block an entry; when nothing is, that too is said."""
    words = receipt.words
    notes = [setter.text(words[key], m.inner, m.note) for key in ("pending_note",) if key in words]
    if not receipt.owed:
        return (setter.text(words["owed_none"], m.inner, m.note), *notes)
    indent = setter.width(words["owed"], m.strong)
    first, *rest = (setter.text(line, m.inner - indent, m.strong).moved(indent) for line in receipt.owed)
    return (beside(setter.line(words["owed"], m.strong), first), *rest, *notes)


def _row(material: ReceiptMaterial, setter: Compositor, m: Measures) -> Block:
    strong = bold(m.body.size, m.body.leading)
    between = m.body.size
    # The answer takes what it needs, but leaves a name that is long more than half of the line.
    room = max(m.inner * 9 // 20, m.inner - between - setter.width(material.name, m.body))
    right = min(setter.width(material.satisfied, strong), room)
    left = setter.text(material.name, m.inner - right - between, m.body)
    answer = setter.right(material.satisfied, right, strong).moved(m.inner - right)
    return stack(gap(m.rule), beside(left, answer), gap(m.rule), rule(0, m.inner, m.hair))
