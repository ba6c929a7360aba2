"""Where a line may end: Chinese between characters, numbers and Latin words whole, no stop at a line's start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

# GB/T 15834-2011 §5.1: these never begin a line, and the opening ones never end one.
NEVER_FIRST = frozenset("，。、；：？！）》〉”’」』】〕…·—～%℃,.;:?!)]}")
NEVER_LAST = frozenset("（《〈“‘「『【〔([{")


def lines(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """The text in lines no wider than `width`; only a single word wider than a line is cut inside.

    A last line of one or two characters is avoided by making the lines before it shorter, so long as no line is added
    and no word that fits the line is cut by it.
    """
    broken = _fill(text, width, measure)
    narrower, step = width, width / 40
    words = (measure(piece.rstrip()) for piece in atoms(text))
    least = max((wide for wide in words if wide <= width), default=0.0)
    while len(broken) > 1 and measure(broken[-1]) < width / 5 and narrower > width * 0.6 and narrower - step >= least:
        narrower -= step
        attempt = _fill(text, narrower, measure)
        if len(attempt) > len(broken):
            break
        broken = attempt
    return broken


def atoms(text: str) -> tuple[str, ...]:
    """The pieces of the text that a line's end may stand between; a piece keeps the space that follows it."""
    pieces: list[str] = []
    for char in text:
        if pieces and _joined(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return tuple(pieces)


def _joined(before: str, char: str) -> bool:
    last = before[-1]
    if char in NEVER_FIRST or char == " " or before.rstrip(" ")[-1:] in NEVER_LAST:
        return True
    if before.rfind("《") > before.rfind("》"):
        # A title in its marks reads as one word; `lines` still cuts it when it is wider than the line.
        return True
    if last == " ":
        # "30 个", "第 2 份": a number is not parted from the character it counts.
        neighbour = before.rstrip(" ")[-1:]
        return (neighbour.isdigit() and _is_han(char)) or (_is_han(neighbour) and char.isdigit())
    return not _is_han(last) and not _is_han(char) and last not in NEVER_FIRST - frozenset(",.;:?!)]}·%℃")


def _is_han(char: str) -> bool:
    # Everything from the CJK radicals on is set one by one: Han, full-width forms, Chinese punctuation.
    return char >= "\u2e80"


def _fill(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    done: list[str] = []
    line = ""
    for atom in _fitting(atoms(text), width, measure):
        if line and measure((line + atom).rstrip()) > width:
            done.append(line.rstrip())
            line = ""
        line += atom
    return (*done, line.rstrip())


def _fitting(pieces: tuple[str, ...], width: float, measure: Measure) -> Iterator[str]:
    for piece in pieces:
        rest = piece
        while measure(rest.rstrip()) > width and len(rest) > 1:
            fits = max(1, _fitting_prefix(rest, width, measure))
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


def _fitting_prefix(text: str, width: float, measure: Measure) -> int:
    """How much of the text fits, to its last space if it has one: a number that is wider with its name is not cut itself."""
    fits = next(count for count in range(len(text) - 1, -1, -1) if measure(text[:count]) <= width)
    return text.rfind(" ", 0, fits) + 1 or fits
