"""What any paper says: a sheet of parts, every sentence already in its reader's language; how it looks is the layout's."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.receipts.model import PrintSize


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be kept and read aloud, already grouped."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What the paper is about: the items' names, and `own` their Mongolian names where the list has them."""

    names: tuple[str, ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Short statements that may share a line."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A question and its answer."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Questions with their answers."""

    rows: tuple[Fact, ...]
    head: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what, how it stands, and what must be known about it."""

    name: str
    answer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Things with how each stands, ruled; `foot` are remarks under it."""

    head: str
    rows: tuple[Row, ...]
    foot: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Statements under a head, numbered when there is more than one."""

    head: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Rows of a table that somebody filled in, numbered when there is more than one; no cell is broken."""

    head: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still to be brought, behind its label; `notes` explain."""

    label: str
    entries: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the case: what and when, and what it means; `reached` puts a tick in its box."""

    what: str
    when: str
    note: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Moments:
    """The two moments told apart, and what follows from it."""

    head: str
    moments: tuple[Moment, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The one statement that nobody may overlook, in a box."""

    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Where a hand or a seal goes: the finger's strokes as they were drawn, or room to write."""

    label: str
    strokes: tuple[tuple[tuple[int, int, int], ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """The code that machines read, how to follow the case, and the code that proves the paper."""

    text: str
    head: str
    ways: tuple[str, ...]
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """The sealed application as symbols, and what must be known of them; `notes` alone where it does not fit on paper."""

    head: str
    notes: tuple[str, ...]
    symbols: tuple[str, ...]


Part = Number | Subject | Phrases | Facts | Table | Listing | Roster | Owed | Moments | Notice | Signing | Code | Backup


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who speaks: the station, what the machine is, and a mark on what must not be taken for real ("演示")."""

    station: str
    masthead: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper. `about` stands under the title, each of `sections` under a rule, `foot` at the end in lines of phrases.

    `name` tells pages of one paper from those of another, `again` which copy it is if not the first, and `gap` that its
    Mongolian is not settled.
    """

    language: str
    letterhead: Letterhead
    title: str
    about: tuple[Part, ...]
    sections: tuple[tuple[Part, ...], ...]
    foot: tuple[tuple[str, ...], ...]
    name: str = ""
    again: str = ""
    gap: str = ""
    size: PrintSize = PrintSize.ORDINARY
