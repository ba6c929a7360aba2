"""Padded fields become what is printed, or are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import LONG_TERM
from kiosk.cards.printed import printed_day, printed_expiry, printed_text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("张三   ", "张三"),
        ("张三\0\0", "张三"),
        ("孛儿只斤·苏和", "孛儿只斤·苏和"),
        ("李𬱖\u3000", "李𬱖"),
        ("王\ue863", "王\ue863"),
        ("", ""),
        ("JOHN  SMITH ", "JOHN  SMITH"),
    ],
)
def test_padding_goes_and_the_rest_stays(field: str, text: str) -> None:
    assert printed_text(field) == text


@pytest.mark.parametrize("field", ["张\0三", "张\n三", "\x1b[2J", "a\x7fb"])
def test_a_control_character_is_no_text(field: str) -> None:
    with pytest.raises(ValueError, match="control"):
        printed_text(field)


@pytest.mark.parametrize(
    ("field", "day"),
    [("19491231", date(1949, 12, 31)), ("20000229", date(2000, 2, 29)), ("00000000", None), ("   ", None)],
)
def test_days(field: str, day: date | None) -> None:
    assert printed_day(field) == day


@pytest.mark.parametrize(
    "field", ["19000229", "19491301", "1949123", "19491232", "长期", "１９４９１２３１", "+9491231"]
)
def test_what_is_no_day_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month|year"):
        printed_day(field)


def test_a_card_that_does_not_expire() -> None:
    assert printed_expiry("长期      ") == LONG_TERM
    assert printed_expiry("20390301") == date(2039, 3, 1)


@given(st.dates())
def test_every_day_survives(day: date) -> None:
    assert printed_day(f"{day.year:04d}{day.month:02d}{day.day:02d}") == day
