"""The number check of GB 11643 against published numbers and against arithmetic done another way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.id_number import (
    CHECK_CHARACTERS,
    NumberProblem,
    age,
    birth_date,
    could_be_born,
    is_old_foreigner,
    number_problem,
    sex,
)
from tests.kiosk.people import SAMPLE_NUMBER, TODAY


def remainder(number: str) -> int:
    """ISO 7064 MOD 11-2 by Horner's scheme, not by GB 11643's weights: 1 when the number is right."""
    total = 0
    for character in number:
        total = (2 * total + (10 if character == "X" else int(character))) % 11
    return total


def numbered(region: str, born: date, order: int) -> str:
    body = f"{region}{born:%Y%m%d}{order:03d}"
    return next(body + last for last in CHECK_CHARACTERS if remainder(body + last) == 1)


# Besides the standard's own example: samples printed on foreigners' residence cards of 2023.
@pytest.mark.parametrize("number", [SAMPLE_NUMBER, "932682198501010017", "911124198108030024"])
def test_published_numbers_are_right(number: str) -> None:
    assert number_problem(number, TODAY) is None


@given(
    region=st.sampled_from(("150824", "110118", "469030", "810000", "820000", "830000", "710000", "659999")),
    born=st.dates(date(1880, 1, 1), TODAY),
    order=st.integers(0, 999),
)
def test_no_region_is_a_reason_for_refusal(region: str, born: date, order: int) -> None:
    number = numbered(region, born, order)
    assert number_problem(number, TODAY) is None
    assert birth_date(number) == born
    assert sex(number) == ("男" if order % 2 else "女")


# The sample card of 2023 for number 931586198001010028 names this one as its old number.
OLD_NUMBER = "PAK310080010103"


def test_the_old_number_of_a_foreigner_is_right_and_its_card_still_valid() -> None:
    assert number_problem(OLD_NUMBER, TODAY) is None
    assert number_problem("931586198001010028", TODAY) is None
    assert could_be_born(OLD_NUMBER, date(1980, 1, 1))
    assert not could_be_born(OLD_NUMBER, date(1980, 1, 2))
    assert could_be_born(SAMPLE_NUMBER, date(1949, 12, 31))
    assert not could_be_born(SAMPLE_NUMBER, date(1949, 12, 30))


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("PAK310080010104", NumberProblem.CHECK),
        ("PAK310180010103", NumberProblem.CHECK),
        ("pak310080010103", NumberProblem.TOO_SHORT),
        ("PA8310080010103", NumberProblem.TOO_SHORT),
        ("PAK310080133103", NumberProblem.TOO_SHORT),
        ("PAK31008001010X", NumberProblem.TOO_SHORT),
        ("ПАК310080010103", NumberProblem.TOO_SHORT),
        ("PAK3100800101030", NumberProblem.TOO_SHORT),
    ],
)
def test_what_is_no_old_number(number: str, reason: NumberProblem) -> None:
    assert number_problem(number, TODAY) is reason


@given(st.text(max_size=18))
def test_any_text_has_a_problem_or_none(text: str) -> None:
    assert number_problem(text, TODAY) in (None, *NumberProblem)
    assert not is_old_foreigner(text) or len(text) == 15


@pytest.mark.parametrize("first", "123456789")
def test_every_class_of_the_first_digit(first: str) -> None:
    """Provinces and Taiwan, residents of Hong Kong, Macao and Taiwan only from 81 to 83, foreigners."""
    taken = [second for second in "0123456789" if _right(first + second)]
    assert taken == (list("123") if first == "8" else list("0123456789"))


def _right(prefix: str) -> bool:
    return number_problem(numbered(prefix + "0101", date(1980, 1, 1), 1), TODAY) is None


@given(
    born=st.dates(date(1880, 1, 1), TODAY),
    order=st.integers(0, 999),
    at=st.integers(0, 17),
    digit=st.integers(0, 9),
)
def test_one_wrong_digit_is_always_seen(born: date, order: int, at: int, digit: int) -> None:
    number = numbered("150824", born, order)
    wrong = number[:at] + str(digit) + number[at + 1 :]
    assert (number_problem(wrong, TODAY) is None) == (wrong == number)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("1101051949123100", NumberProblem.TOO_SHORT),
        (SAMPLE_NUMBER + "1", NumberProblem.TOO_LONG),
        ("11010519491231002A", NumberProblem.CHARACTERS),
        ("1101051949123100２X", NumberProblem.CHARACTERS),
        ("1101051949X231002X", NumberProblem.CHARACTERS),
        ("01010519491231002X", NumberProblem.PREFIX),
        ("84010519491231002X", NumberProblem.PREFIX),
        ("110105190002290021", NumberProblem.BIRTH_DATE),
        ("110105194913310021", NumberProblem.BIRTH_DATE),
        ("110105100001010021", NumberProblem.BIRTH_DATE),
        ("110105209901010021", NumberProblem.FUTURE),
        ("110105194912310021", NumberProblem.CHECK),
    ],
)
def test_every_mistake_has_its_own_name(number: str, reason: NumberProblem) -> None:
    assert number_problem(number, TODAY) is reason


def test_someone_born_today_is_no_one_of_tomorrow() -> None:
    assert number_problem(numbered("150824", TODAY, 1), TODAY) is None
    assert number_problem(numbered("150824", date(2026, 7, 2), 1), TODAY) is NumberProblem.FUTURE


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(1956, 7, 1), date(2026, 7, 1), 70),
        (date(1956, 7, 2), date(2026, 7, 1), 69),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
    ],
)
def test_age_counts_whole_years(born: date, today: date, years: int) -> None:
    assert age(born, today) == years
