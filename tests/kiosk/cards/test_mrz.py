"""The specimens of Doc 9303 parts 4 to 6, and zones with one thing wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards.mrz import DocumentKey, Mrz, MrzProblem, check_digit, keyed, parse

TODAY = date(2026, 7, 1)
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
# Part 11, D.2: numbers of more than nine characters.
LONG_TD1 = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
LONG_TD2 = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"


def parsed(text: str) -> Mrz:
    zone = parse(text)
    assert isinstance(zone, Mrz)
    return zone


@pytest.mark.parametrize(
    ("text", "document", "number"), [(TD1, "I", "D23145890"), (TD2, "I", "D23145890"), (TD3, "P", "L898902C3")]
)
def test_the_specimens_of_parts_four_to_six(text: str, document: str, number: str) -> None:
    assert parsed(text) == Mrz(
        document=document,
        issuer="UTO",
        number=number,
        nationality="UTO",
        birth="740812",
        sex="F",
        expiry="120415",
        surname="ERIKSSON",
        given="ANNA MARIA",
    )


@pytest.mark.parametrize("text", [LONG_TD1, LONG_TD2])
def test_a_number_that_goes_on_in_the_optional_data(text: str) -> None:
    zone = parsed(text)
    assert (zone.number, zone.surname, zone.given, zone.sex) == ("D23145890734", "STEVENSON", "PETER JOHN", "M")
    assert zone.key().information() == "D23145890734934071279507122"


def test_the_key_of_appendix_d() -> None:
    key = keyed("L898902C", date(1969, 8, 6), valid_to=date(1994, 6, 23))
    assert key == DocumentKey("L898902C", "690806", "940623")
    assert key.information() == "L898902C<369080619406236"


@pytest.mark.parametrize(("text", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("", "0"), ("<<<<<<", "0")])
def test_the_worked_check_digits_of_part_three(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize(
    ("text", "at", "char", "problem"),
    [
        (TD3, 44, "M", MrzProblem.NUMBER_CHECK),
        (TD3, 53, "7", MrzProblem.NUMBER_CHECK),
        (TD3, 57, "8", MrzProblem.BIRTH_CHECK),
        (TD3, 66, "3", MrzProblem.EXPIRY_CHECK),
        (TD3, 73, "F", MrzProblem.OPTIONAL_CHECK),
        (TD3, 87, "1", MrzProblem.WHOLE_CHECK),
        (TD2, 40, "5", MrzProblem.NUMBER_CHECK),
        (TD2, 65, "X", MrzProblem.WHOLE_CHECK),
        (TD1, 6, "3", MrzProblem.NUMBER_CHECK),
        (TD1, 20, "X", MrzProblem.WHOLE_CHECK),
        (TD1, 50, "X", MrzProblem.WHOLE_CHECK),
        (LONG_TD1, 17, "5", MrzProblem.NUMBER_CHECK),
        (TD3, 10, "É", MrzProblem.CHARACTERS),
    ],
)
def test_one_wrong_character_is_told_where_it_is(text: str, at: int, char: str, problem: MrzProblem) -> None:
    zone = text.replace("\n", "")
    assert parse(zone[:at] + char + zone[at + 1 :]) is problem


def zone_of(birth: str, expiry: str = "300101", optional: str = "<" * 14, optional_check: str = "<") -> str:
    """A TD3 zone with right check digits, built from part 4's picture of the lower line."""
    number = "E12345678"
    lower = number + check_digit(number) + "CHN" + birth + check_digit(birth) + "F" + expiry + check_digit(expiry)
    lower += optional + optional_check
    whole = lower[:10] + lower[13:20] + lower[21:43]
    return "POCHNZHANG<<SAN".ljust(44, "<") + lower + check_digit(whole)


@pytest.mark.parametrize("birth", ["741301", "740230", "74A812"])
def test_a_day_that_is_none_is_told(birth: str) -> None:
    assert parse(zone_of(birth)) is MrzProblem.DATE


def test_a_birth_date_that_is_not_wholly_known_is_no_date_and_still_a_key() -> None:
    zone = parsed(zone_of("74<<<<"))
    assert zone.birth_date(TODAY) is None
    assert zone.key().birth == "74<<<<"


@pytest.mark.parametrize("check", ["<", "0"])
def test_empty_optional_data_have_a_filler_or_a_zero_for_their_check(check: str) -> None:
    assert parsed(zone_of("740812", optional_check=check)).surname == "ZHANG"


@pytest.mark.parametrize(
    ("birth", "born"),
    [
        ("260701", date(2026, 7, 1)),
        ("260702", date(1926, 7, 2)),
        ("740812", date(1974, 8, 12)),
        ("000229", date(2000, 2, 29)),
    ],
)
def test_nobody_is_born_after_today(birth: str, born: date) -> None:
    assert parsed(zone_of(birth)).birth_date(TODAY) == born


def test_a_day_that_only_the_other_century_has() -> None:
    # 1900 had no 29 February, and 29 February 2028 has not come: no such person can stand here.
    assert parsed(zone_of("280229")).birth_date(TODAY) == date(1928, 2, 29)


@pytest.mark.parametrize(
    ("expiry", "ends"), [("360101", date(2036, 1, 1)), ("120415", date(2012, 4, 15)), ("940623", date(1994, 6, 23))]
)
def test_the_century_of_an_expiry_is_the_nearer_one(expiry: str, ends: date) -> None:
    assert parsed(zone_of("740812", expiry)).valid_to(TODAY) == ends


@pytest.mark.parametrize("text", ["", TD3[:-1], TD3 + "0", TD1 + "<"])
def test_another_length_is_no_zone(text: str) -> None:
    assert parse(text) is MrzProblem.LENGTH


def test_what_is_typed_is_written_as_the_zone_has_it() -> None:
    assert keyed(" e12-345 678 ", date(1974, 8, 12), valid_to=date(2030, 1, 1)) == DocumentKey(
        "E12<345<678", "740812", "300101"
    )
    for typed in ("", "  ", "护照", "E123_5"):
        assert keyed(typed, TODAY, valid_to=TODAY) is MrzProblem.CHARACTERS


ZONE = st.sampled_from([TD1, TD2, TD3, LONG_TD1, LONG_TD2]).map(lambda text: text.replace("\n", ""))


@given(ZONE, st.data())
def test_no_single_wrong_character_in_a_checked_field_passes_for_another_key(zone: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(zone) - 1))
    char = data.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"))
    changed = parse(zone[:at] + char + zone[at + 1 :])
    # 7, 3 and 1 have no common factor with 10, so a change passes only when it is a multiple of ten: "0" for "<", "A", "K".
    if isinstance(changed, Mrz) and changed.key() != parsed(zone).key():
        assert (value(char) - value(zone[at])) % 10 == 0


def value(char: str) -> int:
    return 0 if char == "<" else int(char, 36)


@given(st.one_of(st.text(max_size=100), st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<", min_size=72, max_size=90)))
def test_any_text_is_a_zone_or_a_problem(text: str) -> None:
    assert isinstance(parse(text), Mrz | MrzProblem)
