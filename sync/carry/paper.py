"""An envelope as symbols on paper, and back: any half of them is enough.

The envelope is cut into k pieces; a Reed–Solomon code over GF(256), byte column by byte column, makes as many again. Each
symbol is the text of one QR code: a prefix, then Base45 of a header, a piece, and their CRC-32.
"""

from __future__ import annotations

import binascii
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from struct import Struct

import base45
from reedsolo import ReedSolomonError, RSCodec

PREFIX = "DP1/"
# Version 13 at level Q holds 352 characters: the prefix, then 232 bytes in threes of two (ISO/IEC 18004 table 7).
SYMBOL_BYTES = 232
# Which envelope (the beginning of its SHA-256), which piece, of how many that are needed and that there are, how long it is.
_HEADER = Struct(">4sBBBI")
_CRC = Struct(">I")
PIECE_BYTES = SYMBOL_BYTES - _HEADER.size - _CRC.size
# Twice as many symbols are two columns of PIECES_MAX rows on a roll, 36.5 mm each; our catalogue needs 9 to 14 pieces.
PIECES_MAX = 20
LONGEST = PIECES_MAX * PIECE_BYTES


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """One symbol taken apart, its CRC proven; pieces of one envelope have the same `id`, `needed`, `made` and `length`."""

    id: bytes
    needed: int
    made: int
    length: int
    index: int
    piece: bytes


@dataclass(frozen=True, slots=True)
class Gathered:
    """What some symbols give of one envelope: its bytes, or how many more symbols are needed."""

    id: bytes
    envelope: bytes | None
    found: int
    lacking: int


def split(envelope: bytes) -> tuple[str, ...]:
    """The texts of the symbols, () for an envelope that is too long for paper."""
    if not 0 < len(envelope) <= LONGEST:
        return ()
    needed = -(-len(envelope) // PIECE_BYTES)
    made = 2 * needed
    size = -(-len(envelope) // needed)
    padded = envelope.ljust(needed * size, b"\0")
    codec = RSCodec(made - needed, nsize=made)
    columns = [codec.encode(padded[at::size]) for at in range(size)]
    id = _id(envelope)
    return tuple(
        _text(_HEADER.pack(id, index, needed, made, len(envelope)) + bytes(column[index] for column in columns))
        for index in range(made)
    )


def symbol_in(text: str) -> Symbol | None:
    """The symbol in a text; None for every other text, and for one that was misread."""
    raw = _raw(text)
    if len(raw) <= _HEADER.size + _CRC.size or _CRC.pack(binascii.crc32(raw[: -_CRC.size])) != raw[-_CRC.size :]:
        return None
    id, index, needed, made, length = _HEADER.unpack_from(raw)
    piece = raw[_HEADER.size : -_CRC.size]
    fits = 0 < needed <= PIECES_MAX and index < made == 2 * needed
    if not fits or not 0 < length <= needed * PIECE_BYTES or len(piece) != -(-length // needed):
        return None
    return Symbol(id, needed, made, length, index, piece)


def join(symbols: Iterable[Symbol]) -> Iterator[Gathered]:
    """What the symbols give, envelope by envelope: in any order, any number of times, of any number of receipts."""
    found: dict[tuple[bytes, int, int], dict[int, bytes]] = defaultdict(dict)
    for symbol in symbols:
        found[symbol.id, symbol.needed, symbol.length][symbol.index] = symbol.piece
    for (id, needed, length), pieces in sorted(found.items()):
        lacking = max(0, needed - len(pieces))
        whole = None if lacking else _whole(pieces, needed, length)
        envelope = whole if whole is not None and _id(whole) == id else None
        yield Gathered(id, envelope, len(pieces), lacking)


def _whole(pieces: dict[int, bytes], needed: int, length: int) -> bytes | None:
    """The pieces that were cut, those that are gone computed from the others."""
    made, size = 2 * needed, len(next(iter(pieces.values())))
    gone = [index for index in range(made) if index not in pieces]
    if any(index < needed for index in gone):
        codec, blank = RSCodec(made - needed, nsize=made), bytes(size)
        rows = [pieces.get(index, blank) for index in range(made)]
        try:
            columns = [codec.decode(bytes(row[at] for row in rows), erase_pos=gone)[0] for at in range(size)]
        except ReedSolomonError:
            return None
        return b"".join(bytes(column[index] for column in columns) for index in range(needed))[:length]
    return b"".join(pieces[index] for index in range(needed))[:length]


def _id(envelope: bytes) -> bytes:
    return hashlib.sha256(envelope).digest()[:4]


def _text(body: bytes) -> str:
    return PREFIX + str(base45.b45encode(body + _CRC.pack(binascii.crc32(body))), "ascii")


def _raw(text: str) -> bytes:
    if not text.startswith(PREFIX):
        return b""
    try:
        return bytes(base45.b45decode(text.removeprefix(PREFIX)))
    except ValueError:
        return b""
