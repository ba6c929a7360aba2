"""The receipt's head: station, title, number, items, and whose it is."""

from __future__ import annotations

from kiosk.base.ids import grouped
from kiosk.receipts.model import Receipt
from printers.layout.compositor import Compositor
from printers.layout.marks import Area, Block, Emblem, Words, beside, gap, outline, rule, stack
from printers.layout.measures import Measures
from printers.mongolian import is_mongolian


def letterhead(receipt: Receipt, setter: Compositor, m: Measures) -> Block:
    """The emblem, the station's name, and what the machine is; in Mongolian it stands upright at the right."""
    role = receipt.words["masthead"]
    upright, upright_width = gap(0), 0
    if is_mongolian(role):
        upright, upright_width = setter.upright(role, m.emblem * 5 // 2, m.mongolian)
    left = m.emblem + m.role.size
    width = m.inner - left - (upright_width + m.role.size if upright_width else 0)
    name = setter.text(receipt.station, width, m.station)
    beneath = gap(0) if upright_width else setter.text(role, width, m.role)
    words = stack(name, beneath)
    height = max(words.height, m.emblem, upright.height)
    return stack(
        beside(
            gap(height),
            Block(m.emblem, (Emblem(0, (height - m.emblem) // 2, m.emblem),)),
            words.moved(left, (height - words.height) // 2),
            upright.moved(m.inner - upright_width),
        ),
        gap(m.rule * 2),
        rule(0, m.inner, m.rule),
    )


def title_bar(receipt: Receipt, setter: Compositor, m: Measures) -> Block:
    """The title, white on a black bar, and under it which copy this is if it is not the first."""
    title, face = receipt.words["title"], m.title
    # Chinese titles are set wide, as on official paper; Latin letters lose their shape when they are.
    tracking = face.size // 5 if receipt.language != "en" else 0
    width = setter.width(title, face) + tracking * (len(title) - 1)
    words = Words((m.inner - width) // 2, face.baseline, title, face.size, face.weight, tracking, white=True)
    bar = Block(m.bar, (Area(0, 0, m.inner, m.bar), words))
    if receipt.copy < 2:
        return bar
    again = receipt.words["reprint"].replace("{copy}", str(receipt.copy))
    label = setter.centred(again, m.inner - m.box, m.strong)
    padding = m.strong.size // 4
    box = outline(m.inner, label.height + 2 * padding, m.rule)
    return stack(bar, gap(m.rule * 2), beside(box, label.moved(m.box // 2, padding)))


def number(receipt: Receipt, width: int, setter: Compositor, m: Measures) -> Block:
    """The reference number, as large as the paper lets it be."""
    label = setter.text(receipt.words["number"], width, m.label)
    return stack(label, setter.fitted(grouped(receipt.number), width, m.number))


def items(receipt: Receipt, width: int, setter: Compositor, m: Measures) -> Block:
    """The items asked for, numbered when there is more than one."""
    if len(receipt.items) == 1:
        return setter.text(receipt.items[0], width, m.item)
    indent = setter.width("3. ", m.item)
    rows = (
        beside(setter.line(f"{place}.", m.item), setter.text(name, width - indent, m.item).moved(indent))
        for place, name in enumerate(receipt.items, 1)
    )
    return stack(*rows)


def applicant(receipt: Receipt, width: int, setter: Compositor, m: Measures) -> Block:
    """The masked applicant and the two last characters of the number."""
    words = receipt.words
    phrases = (f"{words['applicant']}\u3000{receipt.applicant}", f"{words['id_tail']} {receipt.id_tail}")
    return setter.phrases(phrases, width, m.body)
