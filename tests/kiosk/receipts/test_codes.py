"""The code that is typed, against a second way of computing it, and what is signed of a receipt."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.ids import ALPHABET
from kiosk.receipts.codes import CODE_LENGTH, Claims, claims_of, day_number, day_of, grouped_code, verification_code
from tests.kiosk.receipts.samples import NUMBER, SHA256, application, items

digests = st.binary().map(lambda content: sha256(content).hexdigest())


@given(digests)
def test_the_code_is_the_digest_in_base_31_lowest_digit_first(digest: str) -> None:
    code = verification_code(digest)
    again = sum(ALPHABET.index(char) * 31**place for place, char in enumerate(code))
    assert len(code) == CODE_LENGTH
    assert again == int(digest, 16) % 31**CODE_LENGTH


def test_envelopes_that_differ_in_a_bit_have_other_codes() -> None:
    digest = sha256(b"envelope").hexdigest()
    other = f"{int(digest, 16) ^ 1:064x}"
    assert verification_code(digest) != verification_code(other)


@given(digests)
def test_the_code_is_read_aloud_in_threes_of_four(digest: str) -> None:
    code = verification_code(digest)
    assert re.fullmatch(r"\w{4} \w{4} \w{4}", grouped_code(code))
    assert grouped_code(code).replace(" ", "") == code


@pytest.mark.parametrize("confidence", list(TimeConfidence))
def test_what_is_signed_is_what_the_paper_shows_and_no_more(confidence: TimeConfidence) -> None:
    claims = claims_of(application(items(1), confidence=confidence), SHA256, mode="training")
    assert claims == Claims(
        number=NUMBER,
        applicant="其其*",
        envelope=bytes.fromhex(SHA256)[:16],
        terminal="B24",
        day=(date(2026, 11, 23) - date(1970, 1, 1)).days,
        day_unsure=confidence is TimeConfidence.UNVERIFIED,
        mode="training",
    )


# 16:00 UTC is midnight where the terminals stand.
@pytest.mark.parametrize(("unix_ms", "number"), [(57_599_999, 0), (57_600_000, 1), (1_795_366_800_000, 20_780)])
def test_days_are_those_of_the_place(unix_ms: int, number: int) -> None:
    assert day_number(Moment(unix_ms)) == number
    assert day_of(number) == Moment(unix_ms).day()
