"""Identity numbers: the 18 characters of GB 11643-1999 in all their classes, and the 15 of foreigners' cards of 2017."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kiosk.cards.mrz import check_digit

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
LENGTH = 18
# Three letters of a nationality, four digits of an authority, a birth date YYMMDD, a serial digit, and a passport's
# check digit over them.
OLD_LENGTH = 15
# No one alive, and hardly anyone whose affairs are still being settled, was born before.
EARLIEST_BIRTH_YEAR = 1880


class NumberProblem(StrEnum):
    """What is wrong with a number, told apart so that each has its own words."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"
    PREFIX = "prefix"
    BIRTH_DATE = "birth_date"
    FUTURE = "future"
    CHECK = "check"


def number_problem(number: str, today: date) -> NumberProblem | None:
    """What is wrong with the number, or None. A region that is not known (any more) is never a reason."""
    if is_old_foreigner(number):
        return None if check_digit(number[:-1]) == number[-1] else NumberProblem.CHECK
    if len(number) != LENGTH:
        return NumberProblem.TOO_SHORT if len(number) < LENGTH else NumberProblem.TOO_LONG
    if not (number.isascii() and number[:-1].isdigit() and (number[-1].isdigit() or number[-1] == "X")):
        return NumberProblem.CHARACTERS
    if not _has_prefix(number):
        return NumberProblem.PREFIX
    born = _birth_date(number)
    if born is None or born.year < EARLIEST_BIRTH_YEAR:
        return NumberProblem.BIRTH_DATE
    if born > today:
        return NumberProblem.FUTURE
    return None if check_character(number[:-1]) == number[-1] else NumberProblem.CHECK


def check_character(body: str) -> str:
    """The eighteenth character for the first seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECK_CHARACTERS[total % 11]


def is_old_foreigner(number: str) -> bool:
    """Whether it has the form of a foreigner's number of 2017 ("PAK310080010103"); those cards are valid until they expire."""
    letters, digits = number[:3], number[3:]
    if len(number) != OLD_LENGTH or not (number.isascii() and letters.isalpha() and letters.isupper()):
        return False
    # The century is not written down: any will do for the day to exist, so a leap one is tried.
    return digits.isdigit() and _birth_date("0" * 6 + "20" + digits[4:10]) is not None


def birth_date(number: str) -> date:
    """The birth date in a number of 18 that has passed `number_problem`; ValueError for one that has not."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def could_be_born(number: str, born: date) -> bool:
    """Whether a number that has passed `number_problem` is of someone born that day, as far as it tells."""
    if is_old_foreigner(number):
        return number[7:13] == f"{born:%y%m%d}"
    return birth_date(number) == born


def sex(number: str) -> str:
    """The sex in a number as the card prints it: the seventeenth digit is odd for 男, even for 女."""
    return "男" if int(number[16]) % 2 else "女"


def age(born: date, today: date) -> int:
    """Whole years; someone born on 29 February is a year older from 1 March in common years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _birth_date(number: str) -> date | None:
    try:
        return birth_date(number)
    except ValueError:
        return None


def _has_prefix(number: str) -> bool:
    """Provinces 1-6, Taiwan 7, residents of Hong Kong, Macao and Taiwan 81-83, foreigners 9 (GA/T numbers since 2023)."""
    return number[0] in "12345679" or number[:2] in ("81", "82", "83")
