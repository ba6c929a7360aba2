"""A file of a simulated disk: what the kernel shows of it, and what of it a power cut would leave."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

# A disk writes a sector whole or not at all; what is larger can be torn.
SECTOR = 512

# A number from 0 to below the given one, each as likely: the randrange of a seeded random.Random.
Chance = Callable[[int], int]

# Where, the file's length before, what was covered, what was written; None there: cut or filled up to that length.
Write = tuple[int, int, bytearray, bytes | None]


class Node:
    """Content without a name. What was written since the last sync is remembered, so that it can be lost."""

    __slots__ = ("data", "linked", "medium", "pending")

    def __init__(self) -> None:
        self.data = bytearray()
        self.pending: list[Write] = []
        # None but after a failed sync: from then on the medium is not what the kernel takes it for.
        self.medium: bytearray | None = None
        self.linked = False

    def write(self, offset: int, chunk: bytes) -> None:
        """Put the chunk there; a gap before it reads as zeros."""
        data = self.data
        self.pending.append((offset, len(data), data[offset : offset + len(chunk)], chunk))
        _put(data, offset, chunk)

    def resize(self, length: int) -> None:
        """Cut it, or fill it up with zeros."""
        self.pending.append((length, len(self.data), self.data[length:], None))
        _resize(self.data, length)

    def flip(self, bit: int) -> None:
        """Let one bit rot, in what is read as on the medium."""
        for data in (self.data, self.medium):
            if data is not None:
                data[bit // 8] ^= 1 << bit % 8

    def sync(self) -> None:
        """Everything written is on the medium."""
        if self.medium is not None:
            for write in self.pending:
                _repeat(self.medium, write)
            if self.medium == self.data:
                self.medium = None
        self.pending.clear()

    def fail_to_sync(self, chance: Chance) -> None:
        """Some of what was written is lost for good: Linux reports it once, and the next fsync succeeds without it."""
        medium = self._promised()
        for write in self.pending:
            if chance(2):
                _repeat(medium, write)
        self.medium = medium
        self.pending.clear()

    def lose_power(self, chance: Chance) -> None:
        """What was promised stays. What was written since is lost, kept up to a point, or kept, lost and torn at will."""
        if not self.pending and self.medium is None:
            return
        self.data = self._promised()
        self.medium = None
        match chance(3):
            case 0:
                pass
            case 1:
                kept = chance(len(self.pending) + 1)
                for write in self.pending[:kept]:
                    _repeat(self.data, write)
                for write in self.pending[kept : kept + 1]:
                    _tear(self.data, write, chance)
            case _:
                for write in self.pending:
                    _keep_or_not(self.data, write, chance)
        self.pending.clear()

    def _promised(self) -> bytearray:
        if self.medium is not None:
            return self.medium
        data = bytearray(self.data)
        for offset, length, covered, chunk in reversed(self.pending):
            if chunk is None:
                _resize(data, length)
            else:
                del data[length:]
            data[offset : offset + len(covered)] = covered
        return data


def _put(data: bytearray, offset: int, chunk: bytes) -> None:
    if offset > len(data):
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(chunk)] = chunk


def _resize(data: bytearray, length: int) -> None:
    del data[length:]
    data.extend(bytes(length - len(data)))


def _repeat(data: bytearray, write: Write) -> None:
    offset, _, _, chunk = write
    if chunk is None:
        _resize(data, offset)
    else:
        _put(data, offset, chunk)


def _keep_or_not(data: bytearray, write: Write, chance: Chance) -> None:
    fate = chance(3)
    if fate == 1:
        _repeat(data, write)
    elif fate == 2:
        _tear(data, write, chance)


def _tear(data: bytearray, write: Write, chance: Chance) -> None:
    """Each sector by chance, and by chance the file's new length though not what should be there."""
    offset, _, _, chunk = write
    if chunk is None:
        return
    end = offset + len(chunk)
    if chance(2):
        _resize(data, max(end, len(data)))
    for start in chain([offset], range((offset // SECTOR + 1) * SECTOR, end, SECTOR)):
        if chance(2):
            stop = min((start // SECTOR + 1) * SECTOR, end)
            _put(data, start, chunk[start - offset : stop - offset])
