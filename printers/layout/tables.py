"""What stands in rows: facts, tables, listings, what is owed; a block a row, so that a page may end between rows."""

from __future__ import annotations

from kiosk.receipts.sheet import Fact, Facts, Listing, Owed, Roster, Row, Table
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, beside, gap, rule, stack
from printers.layout.measures import Measures, bold

# Letters a line below which an answer of several lines gets the whole width.
NARROW = 14

Blocks = tuple[Block, ...]


def facts(part: Facts, setter: Compositor, m: Measures) -> Blocks:
    """The questions in a column of their own, the answers in the next; the head keeps to the first row."""
    widest = max((setter.width(row.label, m.note) for row in part.rows), default=0)
    left = min(widest, m.inner * 9 // 20)
    return _under(part.head, tuple(_fact(row, left, setter, m=m) for row in part.rows), setter, m=m)


def table(part: Table, setter: Compositor, m: Measures) -> Blocks:
    """The head with the first row, the other rows, the remarks."""
    indent = setter.width(f"{len(part.rows)}. ", m.body) if part.numbered else 0
    rows = tuple(
        _row(row, f"{place}." if part.numbered else "", indent, setter=setter, m=m)
        for place, row in enumerate(part.rows, 1)
    )
    remarks = tuple(stack(gap(m.rule * 2), setter.text(line, m.inner, m.note)) for line in part.foot)
    return (*_under(part.head, rows, setter, m=m), *remarks)


def listing(part: Listing, setter: Compositor, m: Measures) -> Blocks:
    """The statements, numbered when there is more than one."""
    numbers = [f"{place}." if len(part.entries) > 1 else "" for place in range(1, len(part.entries) + 1)]
    rows = tuple(
        stack(setter.hanging(number, entry, m.inner, face=m.body), gap(m.rule * 2))
        for number, entry in zip(numbers, part.entries, strict=True)
    )
    return _under(part.head, rows, setter, m=m)


def roster(part: Roster, setter: Compositor, m: Measures) -> Blocks:
    """The rows, each in as many lines as its cells need."""
    indent = setter.width("3. ", m.body) if len(part.rows) > 1 else 0
    rows = tuple(
        stack(
            beside(
                setter.line(f"{place}." if indent else "", m.body),
                setter.phrases(cells, m.inner - indent, m.body).moved(indent),
            ),
            gap(m.rule * 2),
        )
        for place, cells in enumerate(part.rows, 1)
    )
    return _under(part.head, rows, setter, m=m)


def owed(part: Owed, setter: Compositor, m: Measures) -> Blocks:
    """What is to be brought and until when, a block an entry, its label before the first."""
    notes = tuple(setter.text(line, m.inner, m.note) for line in part.notes)
    if not part.entries:
        return notes
    indent = setter.width(part.label, m.strong)
    if indent > m.inner // 3:
        entries = tuple(setter.text(line, m.inner, m.strong) for line in part.entries)
        return (stack(setter.text(part.label, m.inner, m.strong), entries[0]), *entries[1:], *notes)
    first, *rest = (setter.text(line, m.inner - indent, m.strong).moved(indent) for line in part.entries)
    return (beside(setter.line(part.label, m.strong), first), *rest, *notes)


def _under(head: str, rows: Blocks, setter: Compositor, *, m: Measures) -> Blocks:
    if not head:
        return rows
    return (stack(setter.text(head, m.inner, m.head), *rows[:1]), *rows[1:])


def _fact(row: Fact, left: int, setter: Compositor, *, m: Measures) -> Block:
    strong = bold(m.body.size, m.body.leading)
    between = m.body.size
    room = m.inner - left - between
    label = setter.text(row.label, left, m.note)
    value = setter.text(row.value, room, strong)
    # An answer of a line is what the eye looks for; a whole sentence in bold is only loud.
    if value.height > strong.leading:
        if room < m.body.size * NARROW:
            return _fact_under(row, setter, m)
        value = setter.text(row.value, room, m.body)
    # Both first lines stand on one baseline.
    drop = max(0, strong.baseline - m.note.baseline)
    return stack(beside(label.moved(0, drop), gap(label.height + drop), value.moved(left + between)), gap(m.rule))


def _fact_under(row: Fact, setter: Compositor, m: Measures) -> Block:
    """Question over answer: numbers and addresses stay whole where a column of their own would cut them."""
    width = m.inner - m.body.size
    strong = bold(m.body.size, m.body.leading)
    one_line = setter.width(row.value, strong) <= width
    value = setter.text(row.value, width, strong if one_line else m.body)
    return stack(setter.text(row.label, m.inner, m.note), value.moved(m.body.size), gap(m.rule))


def _row(row: Row, number: str, indent: int, *, setter: Compositor, m: Measures) -> Block:
    strong = bold(m.body.size, m.body.leading)
    between = m.body.size
    # The answer takes what it needs, but leaves a name that is long more than half of the line.
    room = max(m.inner * 9 // 20, m.inner - indent - between - setter.width(row.name, m.body))
    right = min(setter.width(row.answer, strong), room)
    left = setter.text(row.name, m.inner - indent - right - (between if right else 0), m.body)
    answer = setter.right(row.answer, right, strong).moved(m.inner - right)
    note = setter.text(row.note, m.inner - indent, m.note) if row.note else gap(0)
    name = beside(setter.line(number, m.body), left.moved(indent), answer)
    return stack(gap(m.rule), name, note.moved(indent), gap(m.rule), rule(0, m.inner, m.hair))
