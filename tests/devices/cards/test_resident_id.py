"""The citizen's text block against bytes put together by hand, and against any bytes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.resident_id import decode
from kiosk.cards import LONG_TERM, Authenticity, CardContent, CardKind, CardProblem

# Field by field in the bytes of GA/T 467's layout, widths 30, 2, 4, 16, 70, 36, 30, 16, 16, 36; a space is 20 00.
WIDTHS = (30, 2, 4, 16, 70, 36, 30, 16, 16, 36)
SAMPLE = (
    "205F 094E",
    "3200",
    "3000 3100",
    "3100 3900 3400 3900 3100 3200 3300 3100",
    "1753 AC4E 025E",
    "3100 3100 3000 3100 3000 3500 3100 3900 3400 3900 3100 3200 3300 3100 3000 3000 3200 5800",
    "1753 AC4E 025E 6C51 895B 405C",
    "3200 3000 3200 3000 3000 3100 3000 3100",
    "7F95 1F67",
    "",
)


def padded(**changed: str) -> bytes:
    names = ("name", "sex", "ethnicity", "birth", "address", "number", "issuer", "start", "end", "rest")
    raw = b""
    for name, text, width in zip(names, SAMPLE, WIDTHS, strict=True):
        value = bytes.fromhex(changed.get(name, text))
        raw += value + b"\x20\x00" * ((width - len(value)) // 2)
    return raw


def test_every_field_of_the_sample() -> None:
    assert len(padded()) == 256
    assert decode(padded()) == CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name="张三",
        id_number="11010519491231002X",
        sex="女",
        ethnicity="汉",
        birth_date=date(1949, 12, 31),
        address="北京市",
        issuer="北京市公安局",
        valid_from=date(2020, 1, 1),
        valid_to=LONG_TERM,
    )


def test_a_dated_expiry_and_a_name_beyond_the_first_plane() -> None:
    content = decode(padded(end="3200 3000 3300 3900 3000 3300 3000 3100", name="4E67 73D8 56DC"))
    assert isinstance(content, CardContent)
    assert content.valid_to == date(2039, 3, 1)
    assert content.name == "李𬱖"


@pytest.mark.parametrize("flag", ["4A00", "4900", "5900"])
def test_other_layouts_are_not_guessed(flag: str) -> None:
    raw = padded()[:248] + bytes.fromhex(flag) + b"\x20\x00" * 3
    assert decode(raw) is CardProblem.UNSUPPORTED


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        padded()[:255],
        padded() + b" ",
        padded(birth="3100 3900 3400 3900 3100 3300 3300 3100"),
        padded(end="7F95 1F67 1F67"),
        padded(number=""),
        padded(number="205F 094E"),
        padded(name="00D8 2000"),
        padded(name="205F 0A00 094E"),
        bytes([0xFF]) * 248 + b"\x20\x00" * 4,
    ],
)
def test_what_is_no_such_block_is_a_damaged_card(raw: bytes) -> None:
    assert decode(raw) is CardProblem.DAMAGED


@given(st.binary(min_size=256, max_size=256))
def test_any_256_bytes_end_in_a_content_or_a_problem(raw: bytes) -> None:
    assert isinstance(decode(raw), (CardContent, CardProblem))


@given(st.integers(min_value=0, max_value=255), st.integers(min_value=0, max_value=255))
def test_one_wrong_byte_never_crashes(place: int, byte: int) -> None:
    raw = bytearray(padded())
    raw[place] = byte
    assert isinstance(decode(bytes(raw)), (CardContent, CardProblem))
