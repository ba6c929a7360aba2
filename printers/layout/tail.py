"""What stands at the end: the code with how to follow the case, where a hand or a seal goes, and where it was made."""

from __future__ import annotations

from kiosk.receipts.sheet import Backup, Code, Sheet, Signing
from printers.layout.codes import QUIET_MODULES, qr, symbol_rows
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, Stroke, beside, gap, rule, stack
from printers.layout.measures import Measures


def follow(part: Code, setter: Compositor, m: Measures) -> Block:
    """The QR code within its quiet zone; beside it, or under it where it leaves no room, how to follow; then the proof."""
    quiet = QUIET_MODULES * m.module
    code = qr(part.text, m.code)
    # The margin already is part of the quiet zone at the left; the head's gap above it is, too.
    inset = max(0, quiet - m.margin)
    left = inset + code.height + quiet + m.rule
    top = quiet * 3 // 4
    upper = stack(gap(top), code.moved(inset), gap(quiet // 2))
    width = m.inner - left
    # Under nine letters a line, sentences fall apart; the proof is four letters a line and may stand there still.
    if width < m.note.size * 9:
        ways = (gap(m.section // 2), _ways(part, m.inner, setter, m))
        if width < m.strong.size * 4:
            return stack(upper, *ways, _proof(part, m.inner, setter, m))
        proof = stack(*(setter.text(word, width, m.strong) for word in part.proof))
        return stack(beside(upper, proof.moved(left, top)), *ways)
    # A4 has room for the proof beside the code, too.
    wide = width > code.height * 2
    words = stack(_ways(part, width, setter, m), _proof(part, width, setter, m) if wide else gap(0))
    # The first line's air is above its letters, so its letters stand level with the code.
    both = beside(upper, words.moved(left, top - m.section // 2))
    return both if wide else stack(both, _proof(part, m.inner, setter, m))


def backup(part: Backup, setter: Compositor, m: Measures) -> tuple[Block, ...]:
    """What it is, then the symbols in rows; on a roll they go to the edge of what is printed, for two stand side by side."""
    words = (setter.text(part.head, m.inner, m.head), *(setter.text(note, m.inner, m.note) for note in part.notes))
    outside = m.margin if m.columns == 1 else 0
    rows = symbol_rows(part.symbols, m.inner + 2 * outside)
    return (stack(*words, gap(m.section // 2)), *(row.moved(-outside) for row in rows))


def signing(part: Signing, setter: Compositor, m: Measures) -> Block:
    """The label, and behind it a line with what the finger drew, or room above the line for a pen or a seal."""
    wide = setter.width(part.label, m.strong)
    label = setter.text(part.label, m.inner, m.strong)
    # A label that takes a third of the line stands over it.
    left = wide + m.strong.size if wide < m.inner // 3 else 0
    height = max(m.box * 3, label.height) + (0 if left else label.height)
    drawn = _strokes(part, m.inner - left, m.box * 3, m).moved(left, height - m.box * 3)
    line = rule(left, m.inner - left, m.rule).moved(0, height)
    return stack(
        beside(gap(height + m.rule), label.moved(0, height - label.height if left else 0), drawn, line),
        gap(m.section // 4),
        setter.phrases(part.notes, m.inner, m.note),
    )


def foot(sheet: Sheet, setter: Compositor, m: Measures) -> Block:
    """Division, terminal, authority, station: whatever the sheet has to say of where it comes from."""
    lines = sheet.foot if m.columns == 1 else (tuple(phrase for line in sheet.foot for phrase in line),)
    return stack(*(setter.phrases(line, m.inner, m.foot) for line in lines))


def _ways(part: Code, width: int, setter: Compositor, m: Measures) -> Block:
    ways = (_way(way, width, setter, m) for way in part.ways)
    return stack(setter.text(part.head, width, m.head), gap(m.section // 4), *ways)


def _way(sentence: str, width: int, setter: Compositor, m: Measures) -> Block:
    if setter.width(sentence, m.note) <= width:
        return setter.line(sentence, m.note)
    first, *rest = setter.broken(sentence, width - m.note.size, m.note)
    return stack(setter.line(first, m.note), *(setter.line(line, m.note).moved(m.note.size) for line in rest))


def _proof(part: Code, width: int, setter: Compositor, m: Measures) -> Block:
    return stack(gap(m.section // 2), setter.phrases(part.proof, width, m.strong))


def _strokes(part: Signing, width: int, height: int, m: Measures) -> Block:
    """The finger's lines, as large as there is room; the pad's height is not kept, so its lowest touch stands for it."""
    lowest = max((y for line in part.strokes for _, y, _ in line), default=1)
    scale = min(width / 1000, height / max(lowest, 1))
    marks = tuple(
        Stroke(0, 0, tuple((round(x * scale), round(y * scale)) for x, y, _ in line), m.rule + 1)
        for line in part.strokes
        if line
    )
    return Block(height, marks)
