"""Ratings: five words, two tables that count in opposite directions, reasons of the own grade only."""

from __future__ import annotations

import pytest

from kiosk.applications.model import Place
from kiosk.base.clock import Moment
from kiosk.feedback.model import Grade, Rating
from kiosk.feedback.rules import (
    GRADES,
    REASONS,
    case_code,
    grade_of_case_code,
    grade_of_review_code,
    is_bad,
    rating,
    review_code,
)

PLACE = Place("150824102201", "白音塔拉嘎查便民服务站", "terminal-1")


# GB/T 39046-2020 table A.8, and the satisfaction field of the review interface.
@pytest.mark.parametrize(
    ("grade", "in_cases", "in_reviews"),
    [
        (Grade.VERY_SATISFIED, "1", "5"),
        (Grade.SATISFIED, "2", "4"),
        (Grade.FAIRLY_SATISFIED, "3", "3"),
        (Grade.DISSATISFIED, "4", "2"),
        (Grade.VERY_DISSATISFIED, "5", "1"),
    ],
)
def test_both_tables_in_both_directions(grade: Grade, in_cases: str, in_reviews: str) -> None:
    assert (case_code(grade), review_code(grade)) == (in_cases, in_reviews)
    assert grade_of_case_code(in_cases) is grade
    assert grade_of_review_code(in_reviews) is grade


@pytest.mark.parametrize("code", ["0", "6", "", "01", "好"])
def test_other_codes_are_no_grades(code: str) -> None:
    with pytest.raises(ValueError, match="not in list"):
        grade_of_case_code(code)
    with pytest.raises(ValueError, match="not in list"):
        grade_of_review_code(code)


def test_the_last_two_are_bad_reviews() -> None:
    assert [grade for grade in GRADES if is_bad(grade)] == [Grade.DISSATISFIED, Grade.VERY_DISSATISFIED]


def test_every_grade_has_its_eight_reasons_whose_codes_begin_with_its_review_code() -> None:
    for grade, reasons in REASONS.items():
        assert len(reasons) == 8
        assert {reason.code[0] for reason in reasons} == {review_code(grade)}
        assert all(len(reason.code) == 3 and reason.zh and reason.zh[0] != " " for reason in reasons)
    codes = [reason.code for reasons in REASONS.values() for reason in reasons]
    assert len(set(codes)) == 40


def rated(grade: Grade, *reasons: str) -> Rating:
    return rating("r", "a", item_id="elder-80", grade=grade, reasons=reasons, place=PLACE, at=Moment(5))


def test_a_rating_is_kept_as_a_word() -> None:
    given = rated(Grade.SATISFIED, "412", "413")
    assert (given.grade, given.reasons, given.rated_at.unix_ms) == ("satisfied", ("412", "413"), 5)
    assert rated(Grade.DISSATISFIED).reasons == ()


@pytest.mark.parametrize("reasons", [("510",), ("412", "412"), ("999",)])
def test_reasons_of_another_grade_or_twice_are_a_bug(reasons: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="listed reasons"):
        rated(Grade.SATISFIED, *reasons)
