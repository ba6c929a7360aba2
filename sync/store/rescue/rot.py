"""Whether a WAL has a hole: SQLite stops reading at the first frame whose checksum is wrong, and drops what lies behind it without a word."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

from sync.store.rescue.wal import FRAME_BYTES, FRAME_HEADER, WAL_HEADER, Sums, checksum, order_of, words

_WORD = 0xFFFFFFFF


def has_hole(raw: bytes) -> bool:
    """Whether SQLite would drop what was committed.

    A power cut tears the last transaction at most, because each commit waits for its sync before the next one begins. So
    a broken frame is rot when, behind it, a transaction follows upon a commit; and when one flipped bit explains it, for
    no tear looks so.
    """
    if not any(raw[:WAL_HEADER]) or len(raw) < WAL_HEADER + FRAME_BYTES:
        return False
    order = order_of(raw)
    sums = checksum(raw[:24], (0, 0), order)
    if sums != words(raw[24:32]):
        # Written and synced before any frame, and too small to be torn.
        return True
    salts = raw[16:24]
    frames = [_Frame(raw[at : at + FRAME_BYTES]) for at in range(WAL_HEADER, len(raw) - FRAME_BYTES + 1, FRAME_BYTES)]
    for number, frame in enumerate(frames):
        found = checksum(frame.summed, sums, order)
        if frame.salts != salts or frame.sums != found:
            return _one_bit(frame, salts, found, order=order) or _goes_on(frames[number:], salts, order)
        sums = found
    return False


@dataclass(frozen=True, slots=True)
class _Frame:
    """One frame's bytes: header, then page."""

    raw: bytes

    @property
    def summed(self) -> bytes:
        """What its checksum covers."""
        return self.raw[:8] + self.raw[FRAME_HEADER:]

    @property
    def ends_commit(self) -> bool:
        """Whether the transaction ends with it."""
        return any(self.raw[4:8])

    @property
    def salts(self) -> bytes:
        """Of the generation it belongs to."""
        return self.raw[8:16]

    @property
    def sums(self) -> Sums:
        """The checksum it ends with, as written."""
        return words(self.raw[16:24])


def _goes_on(frames: list[_Frame], salts: bytes, order: str) -> bool:
    """Whether a frame of this generation continues the checksum of a commit."""
    for before, frame in pairwise(frames):
        if (
            before.ends_commit
            and before.salts == frame.salts == salts
            and frame.sums == checksum(frame.summed, before.sums, order)
        ):
            return True
    return False


def _one_bit(frame: _Frame, salts: bytes, found: Sums, *, order: str) -> bool:
    """Whether the frame would be right with one bit of it the other way round."""
    wrong = (int.from_bytes(frame.salts, "big") ^ int.from_bytes(salts, "big")).bit_count()
    unequal = (frame.sums[0] ^ found[0]).bit_count() + (frame.sums[1] ^ found[1]).bit_count()
    if wrong + unequal == 1:
        return True
    return wrong == 0 and _one_bit_of(
        frame.summed, ((frame.sums[0] - found[0]) & _WORD, (frame.sums[1] - found[1]) & _WORD), order
    )


def _one_bit_of(summed: bytes, difference: Sums, order: str) -> bool:
    """Whether turning one bit round would change the checksum by so much.

    The checksum is a sum: each word counts in it by a factor that depends on its distance from the end alone.
    """
    first, second = (1, 1), (0, 1)
    for one, two in reversed(list(struct.iter_unpack(f"{order}II", summed))):
        for word, (a, b) in ((one, first), (two, second)):
            for bit in range(32):
                turned = -(1 << bit) if word >> bit & 1 else 1 << bit
                if ((turned * a) & _WORD, (turned * b) & _WORD) == difference:
                    return True
        first = ((first[0] + first[1]) & _WORD, (first[0] + 2 * first[1]) & _WORD)
        second = ((second[0] + second[1]) & _WORD, (second[0] + 2 * second[1]) & _WORD)
    return False
