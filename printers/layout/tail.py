"""The receipt's tail: the code, how to follow, what proves it, and where it was made."""

from __future__ import annotations

from kiosk.receipts.codes import grouped_code
from kiosk.receipts.model import Receipt
from printers.layout.codes import QUIET_MODULES, qr
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, beside, gap, stack
from printers.layout.measures import Measures

FOLLOW = ("follow_terminal", "follow_call", "follow_person", "follow_code")


def follow(receipt: Receipt, setter: Compositor, m: Measures) -> Block:
    """The QR code within its quiet zone, and beside it how to follow; then the code that proves the paper."""
    quiet = QUIET_MODULES * m.module
    code = qr(receipt.qr_text, m.code)
    # The margin already is part of the quiet zone at the left; the head's gap above it is, too.
    inset = max(0, quiet - m.margin)
    left = inset + code.height + quiet + m.rule
    width = m.inner - left
    ways = (_way(receipt.words[key], width, setter, m) for key in FOLLOW)
    text = stack(setter.text(receipt.words["how_to_follow"], width, m.head), gap(m.section // 4), *ways)
    # A4 has room for the proof beside the code, too.
    wide = width > code.height * 2
    text = stack(text, _proof(receipt, width, setter, m) if wide else gap(m.section // 2))
    proof = gap(0) if wide else stack(gap(m.section // 2), _proof(receipt, m.inner, setter, m))
    top = quiet * 3 // 4
    # The first line's air is above its letters, so its letters stand level with the code.
    upper = beside(gap(top + code.height + quiet // 2), code.moved(inset, top), text.moved(left, top - m.section // 2))
    return stack(upper, proof)


def foot(receipt: Receipt, setter: Compositor, m: Measures) -> Block:
    """Division, terminal, authority, entrusted station, and how far the machine's time may be believed."""
    words = receipt.words
    rows = [
        setter.phrases((words["site"], words["terminal"]), m.inner, m.foot),
        setter.phrases((words["authority"], words["entrusted"]), m.inner, m.foot),
    ]
    if receipt.time_note:
        rows.append(setter.text(receipt.time_note, m.inner, m.foot))
    return stack(*rows)


def _way(sentence: str, width: int, setter: Compositor, m: Measures) -> Block:
    if setter.width(sentence, m.note) <= width:
        return setter.line(sentence, m.note)
    first, *rest = setter.broken(sentence, width - m.note.size, m.note)
    return stack(setter.line(first, m.note), *(setter.line(line, m.note).moved(m.note.size) for line in rest))


def _proof(receipt: Receipt, width: int, setter: Compositor, m: Measures) -> Block:
    return setter.phrases((receipt.words["verify"], grouped_code(receipt.verification_code)), width, m.strong)
