"""SQLite's own format of rows (https://www.sqlite.org/fileformat2.html §1.5, §1.6, §2.1), read without SQLite."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sync.seal.pages import USABLE_BYTES

Value = int | float | str | bytes | None
_TABLE_LEAF = 0x0D
_TABLE_INTERIOR = 0x05
_KINDS = frozenset({0x02, 0x05, 0x0A, 0x0D})
_LEAF_HEADER = 8
_FILE_HEADER = 100
# §1.6: the payload that stays on a table leaf of this usable size.
_LARGEST_LOCAL = USABLE_BYTES - 35
_SMALLEST_LOCAL = (USABLE_BYTES - 12) * 32 // 255 - 23
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
# The largest row there can be: an envelope of a little over 1 MiB and what stands beside it.
_LARGEST_ROW = 4 << 20


class Unreadable(ValueError):
    """These bytes are no row, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was stored; a column that is the rowid itself is stored as None."""

    rowid: int
    values: tuple[Value, ...]


def is_tree_page(plain: bytes, number: int) -> bool:
    """Whether the bytes look like a page of a B-tree; random ones do so once in a million."""
    at = _FILE_HEADER if number == 1 else 0
    if len(plain) < at + 12 or plain[at] not in _KINDS:
        return False
    free, count, content = struct.unpack_from(">HHH", plain, at + 1)
    header = 8 if plain[at] >= 0x0A else 12
    pointers_end = at + header + 2 * count
    return plain[at + 7] <= 60 and free < USABLE_BYTES and pointers_end <= content <= USABLE_BYTES


def rows(plain: bytes, number: int, overflow: Callable[[int], bytes | None]) -> Iterator[Row]:
    """The rows of a page, none unless it is a leaf of a table; one that is not whole is left out.

    `overflow` gives the bytes of a page on which a long row goes on, None when they are lost.
    """
    at = _FILE_HEADER if number == 1 else 0
    if len(plain) < at + _LEAF_HEADER or plain[at] != _TABLE_LEAF:
        return
    (count,) = struct.unpack_from(">H", plain, at + 3)
    for place in range(at + _LEAF_HEADER, min(at + _LEAF_HEADER + 2 * count, len(plain) - 1), 2):
        (cell,) = struct.unpack_from(">H", plain, place)
        try:
            yield _row(plain, cell, overflow)
        except (Unreadable, UnicodeDecodeError):
            continue


def children(plain: bytes, number: int) -> Iterator[int]:
    """The pages beneath an inner page of a table's tree; none for any other page."""
    at = _FILE_HEADER if number == 1 else 0
    if len(plain) < at + 12 or plain[at] != _TABLE_INTERIOR:
        return
    (count,) = struct.unpack_from(">H", plain, at + 3)
    for place in range(at + 12, min(at + 12 + 2 * count, len(plain) - 1), 2):
        (cell,) = struct.unpack_from(">H", plain, place)
        yield int.from_bytes(plain[cell : cell + 4], "big")
    yield int.from_bytes(plain[at + 8 : at + 12], "big")


def _row(plain: bytes, at: int, overflow: Callable[[int], bytes | None]) -> Row:
    size, at = _varint(plain, at)
    rowid, at = _varint(plain, at)
    if not 0 < size <= _LARGEST_ROW:
        raise Unreadable
    return Row(_signed(rowid), _record(_payload(plain, at, size, overflow=overflow)))


def _payload(plain: bytes, at: int, size: int, *, overflow: Callable[[int], bytes | None]) -> bytes:
    if size <= _LARGEST_LOCAL:
        return _exactly(plain, at, size)
    local = _SMALLEST_LOCAL + (size - _SMALLEST_LOCAL) % (USABLE_BYTES - 4)
    local = local if local <= _LARGEST_LOCAL else _SMALLEST_LOCAL
    whole = bytearray(_exactly(plain, at, local))
    following = int.from_bytes(_exactly(plain, at + local, 4), "big")
    while len(whole) < size:
        page = overflow(following) if following else None
        if page is None:
            raise Unreadable
        whole += page[4 : 4 + size - len(whole)]
        following = int.from_bytes(page[:4], "big")
    return bytes(whole)


def _record(payload: bytes) -> tuple[Value, ...]:
    header_end, at = _varint(payload, 0)
    if not at <= header_end <= len(payload):
        raise Unreadable
    kinds = []
    while at < header_end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = header_end
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind >= 12:
        size = (kind - 12) // 2
        raw = _exactly(payload, at, size)
        return (raw.decode("utf-8") if kind % 2 else raw), at + size
    if kind in _INTEGER_BYTES:
        size = _INTEGER_BYTES[kind]
        return int.from_bytes(_exactly(payload, at, size), "big", signed=True), at + size
    if kind == 7:
        return struct.unpack(">d", _exactly(payload, at, 8))[0], at + 8
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    raise Unreadable


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Big-endian, seven bits a byte, eight in the ninth."""
    value = 0
    for place in range(9):
        if at + place >= len(raw):
            raise Unreadable
        byte = raw[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise Unreadable


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _exactly(raw: bytes, at: int, size: int) -> bytes:
    piece = raw[at : at + size]
    if len(piece) != size:
        raise Unreadable
    return piece
