"""SIMPLE-TLV records (ISO/IEC 7816-4, 5.2.1): one byte of tag, one or three of length, the value."""

from __future__ import annotations

from collections.abc import Iterator

_LONG_LENGTH = 0xFF
_FILLERS = (0x00, 0xFF)


def records(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and value of each record in order; ValueError when one is longer than what is left."""
    at = 0
    while at < len(raw):
        if raw[at] in _FILLERS:
            at += 1
            continue
        start, length = _length(raw, at + 1)
        if start + length > len(raw):
            raise ValueError("a record is cut short")
        yield raw[at], raw[start : start + length]
        at = start + length


def _length(raw: bytes, at: int) -> tuple[int, int]:
    if at >= len(raw):
        raise ValueError("a record without a length")
    if raw[at] != _LONG_LENGTH:
        return at + 1, raw[at]
    if at + 3 > len(raw):
        raise ValueError("a long length is cut short")
    return at + 3, int.from_bytes(raw[at + 1 : at + 3], "big")


def value_of(raw: bytes, tag: int) -> bytes:
    """The value of the first record with that tag; ValueError when there is none or the bytes are no records."""
    for found, value in records(raw):
        if found == tag:
            return value
    raise ValueError("the record asked for is not in the answer")
