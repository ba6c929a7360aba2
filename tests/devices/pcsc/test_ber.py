"""BER-TLV objects, against openssl's own reading of the same bytes, and bytes that are none."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.pcsc.ber import encoded, header, objects, value_of

TAGS = st.sampled_from([0x30, 0x5C, 0x61, 0x87, 0x8E, 0x99, 0x5F01, 0x5F1F, 0x7F49])


def test_the_common_file_of_appendix_d() -> None:
    raw = bytes.fromhex("60145F0104303130365F36063034303030305C026175")
    assert value_of(raw, 0x60, 0x5C) == b"\x61\x75"
    assert value_of(raw, 0x60, 0x5F01) == b"0106"
    assert header(raw[:4]) == (0x60, 2, 20)


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 4000])
def test_lengths_agree_with_openssl(size: int) -> None:
    raw = encoded(0x04, bytes(size))
    said = subprocess.run(
        ["openssl", "asn1parse", "-inform", "DER"], input=raw, capture_output=True, check=True, timeout=10
    )
    found = re.search(rb"hl=(\d+) l=\s*(\d+) prim", said.stdout)
    assert found is not None
    assert header(raw) == (0x04, int(found[1]), int(found[2])) == (0x04, len(raw) - size, size)


@pytest.mark.parametrize(
    "raw", ["", "5C", "5C0261", "5F", "5F01", "5F8101", "5C80", "5C8001", "5C81", "5C8200", "5C83000001FF", "5D0100"]
)
def test_what_is_cut_short_or_missing_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r"object|length"):
        value_of(bytes.fromhex(raw), 0x5C)


@given(st.lists(st.tuples(TAGS, st.binary(max_size=300))))
def test_what_was_written_is_read(pairs: list[tuple[int, bytes]]) -> None:
    assert list(objects(b"".join(encoded(tag, value) for tag, value in pairs))) == pairs


@given(st.binary(max_size=64), TAGS)
def test_any_bytes_give_a_value_or_a_refusal(raw: bytes, tag: int) -> None:
    try:
        value = value_of(raw, tag)
    except ValueError:
        return
    assert value in raw
