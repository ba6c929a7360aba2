"""The pinyin engine: letters to words by a fixed table, with initials, half-typed syllables and whole phrases; it learns nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from ui.input.segments import Segment, Syllabary

# How many ways to divide the letters are looked up; the best one is nearly always first.
WAYS = 5
# A half-typed word must be this much more frequent than a fully typed one to come before it.
HALF_TYPED = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word the letters may mean, and how many of the letters it uses up."""

    text: str
    used: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the table: its syllables and its score (0 rare to 99 everyday)."""

    word: str
    syllables: tuple[str, ...]
    score: int


class PinyinEngine:
    """Looks words up by what was typed. `candidates` is a pure function of the letters and the table."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_initials: dict[str, list[Entry]] = defaultdict(list)
        self._by_syllables: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        syllables: set[str] = set()
        for entry in entries:
            self._by_initials["".join(syllable[0] for syllable in entry.syllables)].append(entry)
            self._by_syllables[entry.syllables].append(entry)
            syllables.update(entry.syllables)
        for found in (*self._by_initials.values(), *self._by_syllables.values()):
            found.sort(key=lambda entry: -entry.score)
        self._syllabary = Syllabary(frozenset(syllables))

    def divided(self, letters: str) -> str:
        """The letters as syllables with spaces between, as the best division has them."""
        ways = self._syllabary.divide(letters, limit=1)
        return " ".join(segment.letters for segment in ways[0]) if ways else letters

    def candidates(self, letters: str, *, limit: int = 60) -> list[Candidate]:
        """The best words for the letters, whole ones first, then words for the beginning of the letters."""
        found: dict[str, Candidate] = {}
        ways = self._syllabary.divide(letters, limit=WAYS)
        for candidate in self._ranked(letters, ways):
            found.setdefault(candidate.text, candidate)
            if len(found) >= limit:
                break
        return list(found.values())

    def _ranked(self, letters: str, ways: list[tuple[Segment, ...]]) -> Iterator[Candidate]:
        whole = sorted(self._whole(ways), key=lambda hit: -hit[0])
        yield from (Candidate(word, len(letters)) for _, word in whole[:24])
        if ways and not whole:
            yield Candidate(self._phrase(ways[0]), len(letters))
        for way in ways[:2]:
            for length in range(len(way) - 1, 0, -1):
                used = way[length - 1].end
                # Single characters are the last resort for a name: offer all of them.
                for entry in self._matches(way[:length])[: 200 if length == 1 else 6]:
                    yield Candidate(entry.word, used)
        yield from (Candidate(word, len(letters)) for _, word in whole[24:])

    def _whole(self, ways: list[tuple[Segment, ...]]) -> Iterator[tuple[int, str]]:
        for place, way in enumerate(ways):
            halves = sum(1 for segment in way if not segment.full)
            for entry in self._matches(way):
                exact = all(s.letters == t for s, t in zip(way, entry.syllables, strict=True))
                yield entry.score - 12 * place - (0 if exact else HALF_TYPED + 4 * halves), entry.word

    def _matches(self, way: tuple[Segment, ...]) -> list[Entry]:
        if all(segment.full for segment in way):
            return self._by_syllables.get(tuple(segment.letters for segment in way), [])
        entries = self._by_initials.get("".join(segment.letters[0] for segment in way), [])
        if all(len(segment.letters) == 1 for segment in way):
            return entries
        return [e for e in entries if all(s.fits(t) for s, t in zip(way, e.syllables, strict=True))]

    def _phrase(self, way: tuple[Segment, ...]) -> str:
        """The most probable run of words for all segments; fewer words win over frequent ones."""
        best: list[tuple[float, str]] = [(0.0, "")]
        for end in range(1, len(way) + 1):
            choices: list[tuple[float, str]] = []
            for start in range(max(0, end - 6), end):
                matches = self._matches(way[start:end])
                if matches:
                    choices.append((best[start][0] + matches[0].score - 110, best[start][1] + matches[0].word))
            best.append(max(choices, default=(best[-1][0] - 500, best[-1][1] + way[end - 1].letters)))
        return best[-1][1]


def read_table(text: str) -> Iterator[Entry]:
    """The entries of a table: a line is `syl'la'ble<TAB>word12 word3`, the score written behind each word."""
    for line in text.splitlines():
        key, _, words = line.partition("\t")
        syllables = tuple(key.split("'"))
        for scored in words.split(" "):
            word = scored.rstrip("0123456789")
            yield Entry(word, syllables, int(scored[len(word) :]))


def load_engine() -> PinyinEngine:
    """The engine on the table that ships beside this module; about a quarter of a second."""
    return PinyinEngine(read_table((files("ui.input") / "pinyin.tsv").read_text(encoding="utf-8")))
