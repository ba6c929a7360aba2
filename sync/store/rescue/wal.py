"""The WAL's layout and its running checksum (https://www.sqlite.org/fileformat2.html §4)."""

from __future__ import annotations

import struct

from sync.seal.pages import PAGE_BYTES

WAL_HEADER = 32
FRAME_HEADER = 24
FRAME_BYTES = FRAME_HEADER + PAGE_BYTES

Sums = tuple[int, int]


def order_of(raw: bytes) -> str:
    """The byte order of the checksums, by the WAL's magic number."""
    return ">" if raw[3:4] == b"\x83" else "<"


def words(raw: bytes) -> Sums:
    """A checksum as it is written."""
    return int.from_bytes(raw[:4], "big"), int.from_bytes(raw[4:8], "big")


def checksum(raw: bytes, start: Sums, order: str) -> Sums:
    """The checksum after these bytes, which goes on from `start`."""
    first, second = start
    for one, two in struct.iter_unpack(f"{order}II", raw[: len(raw) // 8 * 8]):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second
