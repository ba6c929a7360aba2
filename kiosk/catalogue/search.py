"""Finding an item by its characters, its pinyin, its initials, or an English word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from kiosk.base.errors import CatalogueError
from kiosk.catalogue.model import Catalogue, ServiceItem

# Shown when nothing is found: no one is turned away without somebody to ask.
HOTLINE_ITEM = "hotline"


class SearchTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """search.json: for every item one syllable a character of its Chinese name (the character itself where it has none)."""

    catalogue_version: str
    syllables: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Entry:
    item: ServiceItem
    characters: str
    pinyin: str
    starts: tuple[int, ...]
    initials: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The searchable names of one catalogue."""

    entries: tuple[_Entry, ...]

    def search(self, query: str) -> tuple[str, ...]:
        """Item ids, best first: starts with, contains, initials, pinyin, English, then characters in order (低保).

        The hotline alone when nothing fits; nothing for an empty query.
        """
        wanted = "".join(query.split()).lower()
        if not wanted:
            return ()
        ranked = (
            (rank, entry.item.no, entry.item.id) for entry in self.entries if (rank := _rank(entry, wanted, query))
        )
        found = tuple(item_id for _, _, item_id in sorted(ranked))
        return found or tuple(entry.item.id for entry in self.entries if entry.item.id == HOTLINE_ITEM)


def build_index(catalogue: Catalogue, raw: bytes) -> SearchIndex:
    """The index of a catalogue from its search.json; CatalogueError L02 when the two do not belong together."""
    try:
        table = msgspec.json.decode(raw, type=SearchTable)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CatalogueError("L01", f"search table: {error}") from error
    faults = _faults(catalogue, table.syllables)
    if faults:
        raise CatalogueError("L02", "\n".join(faults))
    return SearchIndex(tuple(_entry(item, table.syllables[item.id]) for item in catalogue.items))


def _faults(catalogue: Catalogue, syllables: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [
        f"search table: {item.id} does not fit its name"
        for item in catalogue.items
        if len(syllables.get(item.id, ())) != len(item.name.zh)
    ]


def _entry(item: ServiceItem, syllables: tuple[str, ...]) -> _Entry:
    spoken = tuple(part for part in syllables if part.isalnum() and part.isascii())
    starts = tuple(sum(len(part) for part in spoken[:at]) for at in range(len(spoken)))
    initials = "".join(part[0] for part in spoken)
    return _Entry(item, item.name.zh.lower(), "".join(spoken), starts, initials, _words(item.name.en))


def _rank(entry: _Entry, wanted: str, query: str) -> int:
    """1 is best, 0 is no match."""
    if entry.characters.startswith(wanted):
        return 1
    if wanted in entry.characters:
        return 2
    if not wanted.isascii():
        return 9 if len(wanted) > 1 and _in_order(wanted, entry.characters) else 0
    return _rank_letters(entry, wanted, query)


def _rank_letters(entry: _Entry, wanted: str, query: str) -> int:
    if entry.initials.startswith(wanted):
        return 3
    if entry.pinyin.startswith(wanted):
        return 4
    if len(wanted) > 1 and wanted in entry.initials:
        return 5
    if any(entry.pinyin.startswith(wanted, start) for start in entry.starts):
        return 6
    asked = _words(query)
    return 7 if asked and all(any(word.startswith(part) for word in entry.words) for part in asked) else 0


def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(char if char.isalnum() else " " for char in text.lower()).split())


def _in_order(wanted: str, characters: str) -> bool:
    """Whether the characters stand in the name in this order with others between: 低保 in 最低生活保障申请."""
    rest = iter(characters)
    return all(char in rest for char in wanted)
