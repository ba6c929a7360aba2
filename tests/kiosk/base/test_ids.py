"""Identifiers for machines and numbers for people: as the standards have them, and safe to read aloud."""

from __future__ import annotations

from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.clock import Moment
from kiosk.base.ids import ALPHABET, check_character, grouped, is_reference_number, reference_number, uuid7

CODES = st.text(ALPHABET, min_size=3, max_size=3)
COUNTERS = st.integers(1, 9_999_999)
INSTANTS = st.integers(0, (1 << 48) - 1)
ENTROPY = st.binary(min_size=10, max_size=10)


def test_the_example_of_the_standard() -> None:
    """RFC 9562, appendix A.6: 2022-02-22 14:22:22.000 UTC-5; rand_a CC3, rand_b 18C4DC0C0C07398F."""
    made = uuid7(Moment(1_645_557_742_000), bytes.fromhex("FCC3" + "18C4DC0C0C07398F"))
    assert made.upper() == "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"


@given(INSTANTS, ENTROPY)
def test_the_fields_of_a_version_seven(unix_ms: int, entropy: bytes) -> None:
    made = uuid7(Moment(unix_ms), entropy)
    read = UUID(made)
    assert (read.version, read.variant, read.int >> 80) == (7, RFC_4122, unix_ms)
    random = int.from_bytes(entropy, "big")
    assert (read.int >> 64) & 0xFFF == (random >> 64) & 0xFFF
    assert read.int & ((1 << 62) - 1) == random & ((1 << 62) - 1)
    assert made == str(read)


@given(INSTANTS, INSTANTS, ENTROPY, ENTROPY)
def test_later_ids_sort_later(one: int, other: int, first: bytes, second: bytes) -> None:
    earlier, later = sorted((one, other))
    if earlier < later:
        assert uuid7(Moment(earlier), first) < uuid7(Moment(later), second)


@pytest.mark.parametrize("count", [0, 9, 11, 16])
def test_an_id_needs_ten_random_bytes(count: int) -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        uuid7(Moment(0), bytes(count))


@pytest.mark.parametrize(
    "code",
    [
        "11370800MB28559184", "91350100M000100Y43", "914403001922038216", "9144030071526726XG", "91330100799655058B",
        "91110000100010433L",
    ],
)  # fmt: skip
def test_the_check_character_is_gb_32100_s(code: str) -> None:
    """Published codes of an authority and of companies that everybody can look up."""
    assert check_character(code[:-1]) == code[-1]


@given(st.text(ALPHABET, max_size=25))
def test_the_weighted_sum_is_a_multiple_of_31(body: str) -> None:
    """The check character has weight one (ISO 7064 in the words of GB 32100 §5)."""
    total = sum(ALPHABET.index(char) * 3**place for place, char in enumerate(body))
    assert (total + ALPHABET.index(check_character(body))) % 31 == 0


def test_the_alphabet_is_the_standard_s() -> None:
    """GB 32100-2015 table 2: digits, then letters without I, O, S, V, Z."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    assert "0123456789" + "".join(letter for letter in letters if letter not in "IOSVZ") == ALPHABET
    assert len(ALPHABET) == 31


@given(CODES, COUNTERS)
def test_a_number_says_its_terminal_and_counter(code: str, counter: int) -> None:
    number = reference_number(code, counter)
    assert number[:3] == code and int(number[3:10]) == counter and len(number) == 11
    assert is_reference_number(number) and is_reference_number(grouped(number).lower())
    assert grouped(number).replace(" ", "") == number
    assert [len(part) for part in grouped(number).split(" ")] == [3, 4, 4]


@given(CODES, COUNTERS, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code: str, counter: int, place: int, char: str) -> None:
    number = reference_number(code, counter)
    wrong = number[:place] + char + number[place + 1 :]
    assert is_reference_number(wrong) is (wrong == number)


@given(CODES, COUNTERS, st.integers(0, 9))
def test_two_neighbours_that_changed_places_are_noticed(code: str, counter: int, place: int) -> None:
    number = reference_number(code, counter)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_reference_number(swapped) is (swapped == number)


@given(CODES, COUNTERS, CODES, COUNTERS)
def test_no_two_terminals_and_no_two_counters_share_a_number(code: str, counter: int, other: str, another: int) -> None:
    same = reference_number(code, counter) == reference_number(other, another)
    assert same is ((code, counter) == (other, another))


@pytest.mark.parametrize(("code", "counter"), [("B2", 1), ("B240", 1), ("B24", 0), ("B24", 10_000_000), ("B24", -1)])
def test_a_number_outside_its_form_is_never_made(code: str, counter: int) -> None:
    with pytest.raises(ValueError, match="3-character terminal code"):
        reference_number(code, counter)


@given(CODES, st.text(ALPHABET, min_size=7, max_size=7))
def test_a_counter_is_all_digits(code: str, counter: str) -> None:
    number = code + counter + check_character(code + counter)
    assert is_reference_number(number) is counter.isdigit()


@given(st.text(max_size=14))
def test_whatever_is_typed_is_a_number_or_is_not(text: str) -> None:
    compact = text.replace(" ", "").upper()
    if is_reference_number(text):
        assert compact == reference_number(compact[:3], int(compact[3:10]))
