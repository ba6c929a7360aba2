"""Frames between a host and a SAM (GA/T 467): a header, a length, a body, and the XOR of everything after the header."""

from __future__ import annotations

from functools import reduce
from operator import xor

HEADER = bytes.fromhex("AAAAAA9669")
# A command and its parameter, or three status bytes, and the check byte.
LEAST_REQUEST, LEAST_ANSWER = 3, 4
# The longest answer there is holds text, photo and fingerprints: 2,314 bytes and its length.
MOST = 4096
_LENGTH_BYTES = 2


def framed(body: bytes) -> bytes:
    """The frame that carries a body."""
    checked = (len(body) + 1).to_bytes(_LENGTH_BYTES, "big") + body
    return HEADER + checked + bytes([reduce(xor, checked)])


class FrameDecoder:
    """Bodies out of a stream of bytes that may hold noise, pieces of frames and damaged ones.

    A header whose length is impossible or whose check byte is wrong is dropped alone, and what follows it is searched
    again: it may be the tail of a frame that was cut off, with a whole one inside the length it promised.
    """

    def __init__(self, least: int = LEAST_ANSWER) -> None:
        self._least = least
        self._waiting = b""
        self.dropped = 0

    @property
    def inside(self) -> bool:
        """Whether a frame has begun and not ended."""
        return self._waiting.startswith(HEADER)

    def feed(self, raw: bytes) -> list[bytes]:
        """The bodies that are complete now."""
        self._waiting += raw
        found: list[bytes] = []
        while self._find_header():
            length = int.from_bytes(self._waiting[len(HEADER) : len(HEADER) + _LENGTH_BYTES], "big")
            end = len(HEADER) + _LENGTH_BYTES + length
            if len(self._waiting) < len(HEADER) + _LENGTH_BYTES:
                break
            if not self._least <= length <= MOST:
                self._drop_header()
            elif len(self._waiting) < end:
                break
            elif reduce(xor, self._waiting[len(HEADER) : end]):
                self._drop_header()
            else:
                found.append(self._waiting[len(HEADER) + _LENGTH_BYTES : end - 1])
                self._waiting = self._waiting[end:]
        return found

    def give_up(self) -> list[bytes]:
        """The bodies behind frames that never came to their end, once nothing more is coming."""
        found: list[bytes] = []
        while self.inside:
            self._drop_header()
            found += self.feed(b"")
        self._waiting = b""
        return found

    def _find_header(self) -> bool:
        """Throws away what stands before the next header; of what may be the beginning of one, nothing."""
        at = self._waiting.find(HEADER)
        if at >= 0:
            self._waiting = self._waiting[at:]
            return True
        kept = next((size for size in range(len(HEADER) - 1, 0, -1) if self._waiting.endswith(HEADER[:size])), 0)
        self._waiting = self._waiting[len(self._waiting) - kept :]
        return False

    def _drop_header(self) -> None:
        self._waiting = self._waiting[len(HEADER) :]
        self.dropped += 1
