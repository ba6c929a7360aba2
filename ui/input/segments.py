"""Divides typed letters into pinyin syllables, with initials and an unfinished last syllable allowed."""

from dataclasses import dataclass

# Initials of two letters; every single first letter of a syllable is an initial too.
TWO_LETTER_INITIALS = ("zh", "ch", "sh")
FULL_COST = 10
INITIAL_COST = 24
UNFINISHED_COST = 13


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the letters: what stands for one syllable, whether it is a whole one, and where it ends."""

    letters: str
    full: bool
    end: int

    def fits(self, syllable: str) -> bool:
        """A whole syllable fits itself, or a longer one it may yet become; a beginning fits what it begins."""
        return syllable == self.letters if self.full else syllable.startswith(self.letters)


class Syllabary:
    """The syllables that exist, and their beginnings."""

    def __init__(self, syllables: frozenset[str]) -> None:
        self._full = syllables
        self._beginnings = frozenset(s[:length] for s in syllables for length in range(1, len(s) + 1))
        self._initials = frozenset(s[0] for s in syllables) | frozenset(TWO_LETTER_INITIALS)

    def divide(self, letters: str, *, limit: int) -> list[tuple[Segment, ...]]:
        """The cheapest divisions of the letters, best first; an apostrophe always divides. Empty when none exists."""
        ways: list[list[tuple[int, tuple[Segment, ...]]]] = [[] for _ in range(len(letters) + 1)]
        ways[0] = [(0, ())]
        for start in range(len(letters)):
            ways[start] = sorted(ways[start], key=lambda way: way[0])[: limit + 2]
            if letters[start] == "'":
                ways[start + 1] += ways[start]
                continue
            for end in range(start + 1, min(len(letters), start + 6) + 1):
                for cost, segment in self._readings(letters, start, end):
                    ways[end] += [(before + cost, (*way, segment)) for before, way in ways[start]]
        return [way for _, way in sorted(ways[-1], key=lambda way: way[0])[:limit] if way]

    def _readings(self, letters: str, start: int, end: int) -> list[tuple[int, Segment]]:
        part = letters[start:end]
        if part in self._full:
            return [(FULL_COST, Segment(part, True, end))]
        bare = part in self._initials and start > 0
        if end == len(letters) and part in self._beginnings and not bare:
            return [(UNFINISHED_COST, Segment(part, False, end))]
        if part in self._initials:
            return [(INITIAL_COST, Segment(part, False, end))]
        return []
