"""Masks: enough for the owner, nothing certain for a neighbour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.privacy import id_tail, mask_id_number, mask_name

NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=8)
NUMBERS = st.from_regex(r"[1-9]\d{16}[\dX]", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("其其格", "其其*"),
        ("王芳", "王*"),
        ("王", "王*"),
        ("乌云其木格", "乌云*"),
        ("  娜仁  ", "娜*"),
        ("Bat Erdene", "Ba* E*"),
        ("ERIKSSON, ANNA MARIA", "ER* A* M*"),
        (", ", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_name_is_shown_so(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(NAMES)
def test_of_a_name_at_most_two_characters_and_never_the_last(name: str) -> None:
    shown = mask_name(name)
    assert shown.endswith("*") and name.startswith(shown[:-1]) and 1 <= len(shown[:-1]) <= 2
    assert len(name) == 1 or len(shown[:-1]) < len(name)


@given(st.lists(st.text("abcdefgh", min_size=3), min_size=2, max_size=4))
def test_of_a_name_in_words_no_word(words: list[str]) -> None:
    shown = mask_name(" ".join(words))
    assert [part[:-1] for part in shown.split(" ")] == [words[0][:2], *(word[0] for word in words[1:])]
    assert not any(word in shown for word in words)


def test_a_number_is_shown_so() -> None:
    assert mask_id_number("150824194305120026") == "1508 **** **** **** 26"
    assert id_tail("15082419430512002X") == "**2X"


@given(NUMBERS)
def test_of_a_number_neither_birthday_nor_sequence(number: str) -> None:
    shown = mask_id_number(number).replace(" ", "")
    assert len(shown) == len(number)
    assert shown == number[:4] + "*" * 12 + number[-2:]
    assert id_tail(number) == "**" + number[-2:]


@given(st.text("0123456789", max_size=7))
def test_of_what_is_too_short_to_be_a_number_nothing(number: str) -> None:
    assert mask_id_number(number) == "*" * len(number)
