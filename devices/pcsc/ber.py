"""BER-TLV objects as cards use them (ISO/IEC 7816-4, 5.2.2): tags of one or two bytes, lengths of up to three."""

from __future__ import annotations

from collections.abc import Iterator

_MORE_TAG = 0x1F
_LONGEST = 0x80


def objects(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and value of each object in order; ValueError when one is longer than what is left."""
    at = 0
    while at < len(raw):
        tag, start, length = header(raw[at:])
        if at + start + length > len(raw):
            raise ValueError("an object is cut short")
        yield tag, raw[at + start : at + start + length]
        at += start + length


def header(raw: bytes) -> tuple[int, int, int]:
    """The first object's tag, where its value starts and how long that is; ValueError when so much is not there."""
    tag_bytes = 2 if raw[:1] and raw[0] & _MORE_TAG == _MORE_TAG else 1
    if len(raw) <= tag_bytes or (tag_bytes == 2 and raw[1] & _LONGEST):
        raise ValueError("an object without a length")
    first = raw[tag_bytes]
    count = first - _LONGEST if first >= _LONGEST else 0
    start = tag_bytes + 1 + count
    if count > 2 or first == _LONGEST or start > len(raw):
        raise ValueError("a length no card's object has")
    length = int.from_bytes(raw[tag_bytes + 1 : start], "big") if count else first
    return int.from_bytes(raw[:tag_bytes], "big"), start, length


def value_of(raw: bytes, *path: int) -> bytes:
    """The value found by following those tags inward; ValueError when it is not there or the bytes are no objects."""
    for tag in path:
        found = next((value for each, value in objects(raw) if each == tag), None)
        if found is None:
            raise ValueError("the object asked for is not there")
        raw = found
    return raw


def encoded(tag: int, value: bytes) -> bytes:
    """The object of that tag and value."""
    size = len(value)
    length = (
        bytes([size]) if size < _LONGEST else bytes([0x81, size]) if size < 256 else b"\x82" + size.to_bytes(2, "big")
    )
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + length + value
