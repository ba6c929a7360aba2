"""A sheet's head: who speaks, what it is called, which copy it is, and that its Mongolian is not settled."""

from __future__ import annotations

from kiosk.receipts.sheet import Letterhead, Number, Phrases, Sheet, Subject
from printers.layout.compositor import Compositor
from printers.layout.marks import Area, Block, Emblem, Words, beside, gap, outline, rule, stack
from printers.layout.measures import Measures, Type
from printers.mongolian import is_mongolian


def head(sheet: Sheet, setter: Compositor, m: Measures) -> Block:
    """Everything above the first fact."""
    again = (gap(m.rule * 2), _again(sheet.again, setter, m)) if sheet.again else ()
    unsettled = (gap(m.rule * 2), setter.text(sheet.gap, m.inner, m.note)) if sheet.gap else ()
    bar = _title_bar(sheet, setter, m)
    return stack(
        _letterhead(sheet.letterhead, setter, m), gap(m.section // 2), bar, *again, *unsettled, gap(m.section // 2)
    )


def number(part: Number, setter: Compositor, m: Measures) -> Block:
    """The number, as large as the paper lets it be; a Mongolian label stands at its left."""
    if is_mongolian(part.label):
        label = setter.text(part.label, m.inner, m.label)
        left = setter.width(part.label, m.label) + m.label.size // 2
        large = setter.fitted(part.number, m.inner - left, m.number)
        top = max(0, label.height - large.height) // 2
        return stack(beside(label, large.moved(left, top), gap(top + large.height)), gap(m.section // 2))
    return stack(setter.text(part.label, m.inner, m.label), setter.fitted(part.number, m.inner, m.number))


def subject(part: Subject, setter: Compositor, m: Measures) -> Block:
    """The items, numbered when there is more than one; their Mongolian names stand at the left, as signs have it."""
    own = " ".join(part.own)
    left = setter.width(own, m.item) + m.item.size // 2 if own else 0
    names = setter.numbered(part.names, m.inner - left, m.item)
    if not own:
        return names
    standing = setter.text(own, m.inner, m.item)
    return stack(beside(standing, names.moved(left)), gap(m.section // 2))


def phrases(part: Phrases, setter: Compositor, m: Measures) -> Block:
    """Short statements on as few lines as they need."""
    return stack(gap(m.section // 4), setter.phrases(part.phrases, m.inner, m.body))


def _letterhead(said: Letterhead, setter: Compositor, m: Measures) -> Block:
    """The emblem, the station's name, and what the machine is; in Mongolian that stands upright before both."""
    emblem = Block(m.emblem, (Emblem(0, 0, m.emblem),))
    if is_mongolian(said.masthead):
        banner = Type(m.mongolian * 10 // 13, m.mongolian)
        standing = setter.text(said.masthead, m.inner, banner)
        begin = setter.width(said.masthead, banner) + m.role.size
        mark = setter.text(said.mark, m.inner - begin, m.role) if said.mark else gap(0)
        words = stack(emblem, gap(m.rule * 2), setter.text(said.station, m.inner - begin, m.station), mark)
        both = _level(standing, words, begin)
    else:
        begin = m.emblem + m.role.size
        role = f"{said.masthead} · {said.mark}" if said.mark else said.masthead
        name = setter.text(said.station, m.inner - begin, m.station)
        both = _level(emblem, stack(name, setter.text(role, m.inner - begin, m.role)), begin)
    return stack(both, gap(m.rule * 2), rule(0, m.inner, m.rule))


def _level(left: Block, right: Block, begin: int) -> Block:
    """Two blocks beside each other, their middles level."""
    height = max(left.height, right.height)
    return beside(
        gap(height), left.moved(0, (height - left.height) // 2), right.moved(begin, (height - right.height) // 2)
    )


def _title_bar(sheet: Sheet, setter: Compositor, m: Measures) -> Block:
    """The title, white on a black bar, as large as the bar lets it be."""
    # Chinese titles are set wide, as on official paper; Latin letters lose their shape when they are.
    spaced = m.title.size // 5 * (len(sheet.title) - 1) if sheet.language != "en" else 0
    room = m.inner - m.title.size
    wide = setter.width(sheet.title, m.title) + spaced
    size = m.title.size if wide <= room else m.title.size * room // wide
    face = Type(size, m.title.leading, m.title.weight)
    tracking = size // 5 if spaced else 0
    width = setter.width(sheet.title, face) + tracking * (len(sheet.title) - 1)
    words = Words((m.inner - width) // 2, face.baseline, sheet.title, size, face.weight, tracking, white=True)
    return Block(m.bar, (Area(0, 0, m.inner, m.bar), words))


def _again(again: str, setter: Compositor, m: Measures) -> Block:
    label = setter.centred(again, m.inner - m.box, m.strong)
    padding = m.strong.size // 4
    return beside(outline(m.inner, label.height + 2 * padding, m.rule), label.moved(m.box // 2, padding))
