"""The verification code and the QR text, against a second way of computing them."""

from __future__ import annotations

import re
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.ids import ALPHABET
from kiosk.receipts.codes import CODE_LENGTH, grouped_code, qr_text, verification_code

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


@given(digests)
def test_the_qr_text_keeps_to_the_alphanumeric_mode(digest: str) -> None:
    # ISO/IEC 18004 table 5: the 45 characters of the mode.
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]{28}", qr_text("B240000017X", verification_code(digest)))
