"""The machine-readable zone of a travel document (ICAO Doc 9303 parts 3 to 6): three layouts, and their check digits."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FILLER = "<"
NUMBER_LENGTH = 9
_ALPHABET = string.digits + string.ascii_uppercase
_WEIGHTS = (7, 3, 1)
# Part 3, 4.7: what a printed number has besides letters and digits stands as a filler in the zone.
_AS_FILLER = str.maketrans({" ": FILLER, "-": FILLER, "/": FILLER})
# A document is valid for ten years, some for fifteen: two digits further ahead than this are of the last century.
_AHEAD_YEARS = 50


class MrzProblem(StrEnum):
    """What is wrong with a zone, told apart so that a person can be shown where to look."""

    LENGTH = "length"
    CHARACTERS = "characters"
    NUMBER_CHECK = "number_check"
    BIRTH_CHECK = "birth_check"
    EXPIRY_CHECK = "expiry_check"
    OPTIONAL_CHECK = "optional_check"
    WHOLE_CHECK = "whole_check"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What opens a travel document's chip, in the zone's characters: number, birth and expiry (part 11, 4.3.1)."""

    number: str
    birth: str
    expiry: str

    def information(self) -> str:
        """The three with their check digits: what the chip's keys are derived from."""
        number = self.number.ljust(NUMBER_LENGTH, FILLER)
        return "".join(part + check_digit(part) for part in (number, self.birth, self.expiry))


@dataclass(frozen=True, slots=True)
class Mrz:
    """A zone whose check digits hold; dates as they stand there, a filler for each digit that is not known."""

    document: str
    issuer: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    surname: str
    given: str

    def key(self) -> DocumentKey:
        """The key of the chip in the document that this is printed on."""
        return DocumentKey(self.number, self.birth, self.expiry)

    def birth_date(self, today: date) -> date | None:
        """The day of birth, never after today; None when it is not wholly known."""
        born = _day(self.birth, 2000)
        return _day(self.birth, 1900) if born is None or born > today else born

    def valid_to(self, today: date) -> date | None:
        """The last day of validity; None when the document does not say."""
        ends = _day(self.expiry, 2000)
        return _day(self.expiry, 1900) if ends is None or ends.year > today.year + _AHEAD_YEARS else ends


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the fields stand in all lines joined; each check digit follows its field, `whole` are what the last one covers."""

    number: slice
    nationality: slice
    birth: slice
    expiry: slice
    name: slice
    extension: slice
    whole: tuple[slice, ...]
    whole_check: int
    optional: slice | None = None


_LAYOUTS: Mapping[int, _Layout] = {
    # TD1, part 5: three lines of 30.
    90: _Layout(
        number=slice(5, 14),
        nationality=slice(45, 48),
        birth=slice(30, 36),
        expiry=slice(38, 44),
        name=slice(60, 90),
        extension=slice(15, 30),
        whole=(slice(5, 37), slice(38, 45), slice(48, 59)),
        whole_check=59,
    ),
    # TD2, part 6: two lines of 36.
    72: _Layout(
        number=slice(36, 45),
        nationality=slice(46, 49),
        birth=slice(49, 55),
        expiry=slice(57, 63),
        name=slice(5, 36),
        extension=slice(64, 71),
        whole=(slice(36, 46), slice(49, 56), slice(57, 71)),
        whole_check=71,
    ),
    # TD3, part 4: two lines of 44, whose optional data have a check digit of their own.
    88: _Layout(
        number=slice(44, 53),
        nationality=slice(54, 57),
        birth=slice(57, 63),
        expiry=slice(65, 71),
        name=slice(5, 44),
        extension=slice(0, 0),
        whole=(slice(44, 54), slice(57, 64), slice(65, 87)),
        whole_check=87,
        optional=slice(72, 86),
    ),
}


def check_digit(field: str) -> str:
    """The check digit of part 3, 4.9: weights 7, 3, 1, letters from A = 10, fillers nothing."""
    total = sum(_WEIGHTS[at % 3] * _ALPHABET.find(char) for at, char in enumerate(field) if char != FILLER)
    return str(total % 10)


def parse(text: str) -> Mrz | MrzProblem:
    """The zone in that text (lines may be joined or apart), or the first thing that is wrong with it."""
    zone = "".join(text.split()).upper()
    layout = _LAYOUTS.get(len(zone))
    if layout is None:
        return MrzProblem.LENGTH
    if not set(zone) <= set(_ALPHABET + FILLER):
        return MrzProblem.CHARACTERS
    number = _number(zone, layout)
    problem = MrzProblem.NUMBER_CHECK if number is None else _problem(zone, layout)
    if number is None or problem is not None:
        return problem or MrzProblem.NUMBER_CHECK
    surname, _, given = zone[layout.name].strip(FILLER).partition(FILLER * 2)
    return Mrz(
        document=zone[0:2].rstrip(FILLER),
        issuer=zone[2:5].rstrip(FILLER),
        number=number,
        nationality=zone[layout.nationality].rstrip(FILLER),
        birth=zone[layout.birth],
        sex=zone[layout.birth.stop + 1],
        expiry=zone[layout.expiry],
        surname=_words(surname),
        given=_words(given),
    )


def keyed(number: str, birth_date: date, *, valid_to: date) -> DocumentKey | MrzProblem:
    """The key from what a person or a clerk typed off the document."""
    zone = number.strip().upper().translate(_AS_FILLER).strip(FILLER)
    if not zone or not set(zone) <= set(_ALPHABET + FILLER):
        return MrzProblem.CHARACTERS
    return DocumentKey(zone, f"{birth_date:%y%m%d}", f"{valid_to:%y%m%d}")


def _number(zone: str, layout: _Layout) -> str | None:
    """The document's number; one of more than nine characters goes on in the optional data, check digit last."""
    start, check = zone[layout.number], zone[layout.number.stop]
    if check == FILLER and zone[layout.extension].strip(FILLER):
        rest = zone[layout.extension].partition(FILLER)[0]
        start, check = start + rest[:-1], rest[-1:]
    return start.rstrip(FILLER) if check == check_digit(start) else None


def _problem(zone: str, layout: _Layout) -> MrzProblem | None:
    def fails(field: slice) -> bool:
        return zone[field.stop] != check_digit(zone[field])

    if fails(layout.birth):
        return MrzProblem.BIRTH_CHECK
    if fails(layout.expiry):
        return MrzProblem.EXPIRY_CHECK
    empty = layout.optional is None or not zone[layout.optional.start : layout.optional.stop + 1].strip(FILLER)
    if not empty and layout.optional is not None and fails(layout.optional):
        return MrzProblem.OPTIONAL_CHECK
    if zone[layout.whole_check] != check_digit("".join(zone[part] for part in layout.whole)):
        return MrzProblem.WHOLE_CHECK
    dated = all(_is_date(zone[field]) for field in (layout.birth, layout.expiry))
    return None if dated else MrzProblem.DATE


def _is_date(field: str) -> bool:
    """Whether it is a day of the calendar, or a day not wholly known."""
    return FILLER in field or _day(field, 2000) is not None or _day(field, 1900) is not None


def _day(field: str, century: int) -> date | None:
    if not field.isdigit():
        return None
    try:
        return date(century + int(field[:2]), int(field[2:4]), int(field[4:]))
    except ValueError:
        return None


def _words(names: str) -> str:
    return " ".join(part for part in names.split(FILLER) if part)
