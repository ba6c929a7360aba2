"""Each part of a sheet as blocks: a page of A4 may end between two of them."""

from __future__ import annotations

from typing import assert_never

from kiosk.receipts.sheet import (
    Backup,
    Code,
    Facts,
    Listing,
    Moments,
    Notice,
    Number,
    Owed,
    Part,
    Phrases,
    Roster,
    Signing,
    Subject,
    Table,
)
from printers.layout import head, moments, tables, tail
from printers.layout.compositor import Compositor
from printers.layout.marks import Block, beside, gap, outline, stack
from printers.layout.measures import Measures


def blocks(part: Part, setter: Compositor, m: Measures) -> tuple[Block, ...]:
    """The part's blocks, from top to bottom."""
    match part:
        case Number():
            return (head.number(part, setter, m),)
        case Subject():
            return (head.subject(part, setter, m),)
        case Phrases():
            return (head.phrases(part, setter, m),)
        case Moments():
            return (moments.moments(part, setter, m),)
        case Notice():
            return (_notice(part, setter, m),)
        case Signing():
            return (tail.signing(part, setter, m),)
        case Code():
            return (tail.follow(part, setter, m),)
        case Backup():
            return tail.backup(part, setter, m)
        case _:
            return _rows(part, setter, m)


def _rows(part: Facts | Table | Listing | Roster | Owed, setter: Compositor, m: Measures) -> tuple[Block, ...]:
    match part:
        case Facts():
            return tables.facts(part, setter, m)
        case Table():
            return tables.table(part, setter, m)
        case Listing():
            return tables.listing(part, setter, m)
        case Roster():
            return tables.roster(part, setter, m)
        case Owed():
            return tables.owed(part, setter, m)
        case _:
            assert_never(part)


def _notice(part: Notice, setter: Compositor, m: Measures) -> Block:
    padding = m.section * 3 // 4
    width = m.inner - 2 * padding
    words = stack(
        setter.text(part.title, width, m.strong), setter.text(part.body, width, m.note) if part.body else gap(0)
    )
    return beside(outline(m.inner, words.height + 2 * padding, m.rule), words.moved(padding, padding))
