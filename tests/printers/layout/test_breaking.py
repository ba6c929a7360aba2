"""Where lines end: GB/T 15834 at both ends, numbers and words whole, nothing lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.layout.breaking import atoms, lines

CLOSING = "，。、；：？！）》”"
OPENING = "（《“"


def width(text: str) -> float:
    """Two a Han character, one a Latin one, as on a typewriter."""
    return sum(2 if char >= "\u2e80" or char in "“”" else 1 for char in text)


sentences = st.text(st.sampled_from("民政局受理通知书（）《》“”，。：；、 12345-abcXYZ*·"), max_size=80)


@given(sentences, st.integers(8, 60))
def test_nothing_is_lost_and_nothing_is_wider_than_the_line(text: str, room: int) -> None:
    broken = lines(text, room, width)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(width(line) <= room for line in broken)


@given(sentences, st.integers(8, 60))
def test_a_line_begins_or_ends_wrongly_only_inside_a_piece_wider_than_the_line(text: str, room: int) -> None:
    broken = lines(text, room, width)
    wide = [piece.rstrip() for piece in atoms(text) if width(piece.rstrip()) > room]
    end = 0
    for before, after in pairwise(broken):
        end = text.index(before, end) + len(before)
        wrong = after[:1] in CLOSING or before[-1:] in OPENING
        split = re.fullmatch(r"\d\d", text[end - 1 : end + 1])
        if wrong or split:
            assert any(before[-2:] in piece or after[:2] in piece for piece in wide)


@pytest.mark.parametrize(
    ("text", "room", "broken"),
    [
        ("本回执不是受理通知书，从受理算起", 20, ("本回执不是受理通知", "书，从受理算起")),
        ("民政局受理后另发《受理通知书》", 24, ("民政局受理后另发", "《受理通知书》")),
        ("电话：12345，报编号", 12, ("电话：", "12345，报", "编号")),
        ("共 30 个工作日从受理算起", 8, ("共 30 个", "工作日从", "受理算起")),
        ("Any terminal: your ID card", 14, ("Any terminal:", "your ID card")),
        ("1111““”《", 11, ("1111““”", "《")),
        ("", 10, ("",)),
    ],
)
def test_lines_as_a_compositor_would_set_them(text: str, room: int, broken: tuple[str, ...]) -> None:
    assert lines(text, room, width) == broken


def test_a_last_line_is_not_one_lonely_character() -> None:
    broken = lines("农村宅基地和建房规划许可申请表", 28, width)
    assert len(broken) == 2
    assert len(broken[-1]) >= 3
