"""A simulated SAM: what a GA/T 467 reader would answer, card by card and damage by damage, in bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from devices.images import ResidentIdImage
from devices.sam.answers import PHOTO_BYTES, Status
from devices.sam.frames import HEADER, LEAST_REQUEST, FrameDecoder, framed
from devices.sam.profiles import ReaderProfile

# A blank photo: nobody's face, in a format only licensed programs can look at anyway.
_PHOTO = bytes(PHOTO_BYTES)
_NOISE = bytes.fromhex("00FF55AAAA") + HEADER + bytes.fromhex("FFFF13")

# What happens to one answer on its way; bytes in, bytes out.
Damage = Callable[[bytes], bytes]


def noisy(answer: bytes) -> bytes:
    """Sparks before it, with something in them that looks like a frame."""
    return _NOISE + answer


def cut_off(answer: bytes) -> bytes:
    """Its last third is lost."""
    return answer[: len(answer) * 2 // 3]


def wrongly_checked(answer: bytes) -> bytes:
    """Its check byte is wrong."""
    return answer[:-1] + bytes([answer[-1] ^ 0x01])


def behind_a_piece(answer: bytes) -> bytes:
    """Glued behind the beginning of another, longer one."""
    return framed(bytes(1287))[:20] + answer


def lost(answer: bytes) -> bytes:
    """Nothing arrives."""
    return b""


def saying(status: Status) -> Damage:
    """Not damage but another answer: that status."""
    return lambda answer: framed(bytes([0, 0, status]))


@dataclass(frozen=True, slots=True)
class Lying:
    """A card on the reader, the newest address in it beside its block, and whether it answers at all."""

    image: ResidentIdImage
    newest_address: str = ""
    mute: bool = False


class SimulatedSam:
    """One SAM and what lies on it; `put`, `lift`, `hush` and `damage` may be called from any lane.

    It plays a profile: the commands that one has, and whether it finds a card that was read once more.
    """

    def __init__(self, profile: ReaderProfile) -> None:
        self._decoder = FrameDecoder(LEAST_REQUEST)
        self._commands = {
            bytes.fromhex(profile.find): self._find,
            bytes.fromhex(profile.select): self._select,
            bytes.fromhex(profile.read): self._read,
            bytes.fromhex(profile.status): self._status,
            bytes.fromhex(profile.newest_address): self._newest_address,
        }
        self._finds_once = profile.not_found_after_reading == "unchanged"
        self._lying: Lying | None = None
        self._selected: Lying | None = None
        self._spent: Lying | None = None
        self._damages: deque[Damage] = deque()
        self._silent = False

    def put(self, card: Lying) -> None:
        """A card is laid down, in place of another that may lie there."""
        self._lying = card

    def lift(self) -> None:
        """The card is taken away."""
        self._lying = None

    def hush(self) -> None:
        """The reader answers nothing any more."""
        self._silent = True

    def speak(self) -> None:
        """It answers again."""
        self._silent = False

    def damage(self, *damages: Damage) -> None:
        """What happens to the next answers, one each."""
        self._damages.extend(damages)

    def hear(self, raw: bytes) -> bytes:
        """What is sent back for the bytes that came."""
        answers = b"".join(self._damaged(self._answer(body)) for body in self._decoder.feed(raw))
        return b"" if self._silent else answers

    def _damaged(self, answer: bytes) -> bytes:
        return self._damages.popleft()(answer) if self._damages else answer

    def _answer(self, body: bytes) -> bytes:
        command = self._commands.get(body)
        return command() if command is not None else _said(Status.WRONG_COMMAND)

    def _status(self) -> bytes:
        return _said(Status.OK)

    def _find(self) -> bytes:
        self._selected = None
        if self._lying is None or (self._finds_once and self._lying is self._spent):
            return _said(Status.NOT_FOUND)
        return _said(Status.FOUND, bytes(4))

    def _select(self) -> bytes:
        if self._lying is None or self._lying.mute:
            return _said(Status.NOT_SELECTED)
        self._selected = self._lying
        return _said(Status.OK, bytes(8))

    def _read(self) -> bytes:
        if self._selected is None or self._selected is not self._lying:
            return _said(Status.NOT_READ)
        self._spent = self._selected
        block = self._selected.image.block
        lengths = len(block).to_bytes(2, "big") + len(_PHOTO).to_bytes(2, "big")
        return _said(Status.OK, lengths + block + _PHOTO)

    def _newest_address(self) -> bytes:
        if self._selected is None or self._selected is not self._lying:
            return _said(Status.NOT_READ)
        if not self._selected.newest_address:
            return _said(Status.NO_SUCH_ITEM)
        return _said(Status.OK, self._selected.newest_address.ljust(35).encode("utf-16-le"))


def _said(status: Status, data: bytes = b"") -> bytes:
    return framed(bytes([0, 0, status]) + data)
