"""Records of a card, and bytes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.pcsc.tlv import records, value_of

TAGS = st.integers(min_value=1, max_value=254)


def encoded(tag: int, value: bytes) -> bytes:
    length = bytes([len(value)]) if len(value) < 255 else b"\xff" + len(value).to_bytes(2, "big")
    return bytes([tag]) + length + value


def test_the_records_of_the_standards_table() -> None:
    assert value_of(bytes.fromhex("0304332E3030"), 3) == b"3.00"
    assert list(records(bytes.fromhex("0A0132 0B0101"))) == [(0x0A, b"2"), (0x0B, b"\x01")]


def test_filler_between_records_is_passed_over() -> None:
    assert list(records(bytes.fromhex("00 0A0132 FFFF 0B0101 0000"))) == [(0x0A, b"2"), (0x0B, b"\x01")]


@pytest.mark.parametrize("raw", ["", "0A", "0A02FF", "0AFF01", "0AFF0100AA", "0B0101"])
def test_what_is_cut_short_or_missing_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r"record|length"):
        value_of(bytes.fromhex(raw), 0x0A)


@given(st.lists(st.tuples(TAGS, st.binary(max_size=300))))
def test_what_was_written_is_read(pairs: list[tuple[int, bytes]]) -> None:
    assert list(records(b"".join(encoded(tag, value) for tag, value in pairs))) == pairs


@given(st.binary(max_size=64), st.integers(min_value=0, max_value=255))
def test_any_bytes_give_a_value_or_a_refusal(raw: bytes, tag: int) -> None:
    try:
        value = value_of(raw, tag)
    except ValueError:
        return
    assert value in raw
