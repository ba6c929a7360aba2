"""What a source of frames is, and a frame as pixels: reduced for looking, whole for keeping, never larger than bearable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import cv2
import numpy as np
from cv2.typing import MatLike

from kiosk.materials.camera import CameraProblem

Pixels = MatLike
# A JPEG as the camera's chip made it, or rows of blue, green, red.
Frame = bytes | Pixels

# A look is made at the size of 720p; more tells no more about where a page lies, and takes longer than it may.
LOOK_SIDE = 1280
# Twice the pixels of the best document camera sold for A4; 120 MB once unpacked.
MOST_PIXELS = 40_000_000
LEAST_SIDE = 16
_PNG = b"\x89PNG\r\n\x1a\n"
_SOI = b"\xff\xd8"
# Start-of-frame markers of ITU T.81 table B.1: C0 to CF without DHT, JPG and DAC; markers that stand alone: TEM, RST and SOI.
_SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


class FrameSource(Protocol):
    """Where frames come from; opens by itself at the first `next`, and anew after whatever happened."""

    def next(self) -> Frame | CameraProblem:
        """The next frame. Blocks as long as the device does, two seconds at most if its driver keeps its word."""
        ...

    def release(self) -> None:
        """Let go of the device until the next `next`."""
        ...


def reduced(frame: Frame) -> Pixels | None:
    """The frame with a long side of at most LOOK_SIDE; None when it is no picture. A JPEG is reduced while it is unpacked."""
    pixels = _unpacked(frame, LOOK_SIDE)
    if pixels is None or max(pixels.shape[:2]) <= LOOK_SIDE:
        return pixels
    # Less than halved it needs no averaging, which takes five times as long.
    close = max(pixels.shape[:2]) < 2 * LOOK_SIDE
    return scaled(pixels, LOOK_SIDE, by=cv2.INTER_LINEAR if close else cv2.INTER_AREA)


def whole(frame: Frame) -> Pixels | None:
    """The frame as large as it is; None when it is no picture."""
    return _unpacked(frame, 0)


def scaled(pixels: Pixels, long_side: int, *, by: int = cv2.INTER_AREA) -> Pixels:
    """The picture with a long side of so many pixels; `by` is one of OpenCV's ways to do it."""
    height, width = pixels.shape[:2]
    part = long_side / max(width, height)
    size = (max(1, round(width * part)), max(1, round(height * part)))
    return cv2.resize(pixels, size, interpolation=by)


def extreme(pixels: Pixels, choose: Callable[[Pixels, Pixels], Pixels]) -> Pixels:
    """The weakest or strongest of a pixel's colours, by cv2.min or cv2.max: NumPy takes ten times as long along so short an axis."""
    return choose(choose(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])


def size_of(raw: bytes) -> tuple[int, int] | None:
    """Width and height as a JPEG's or a PNG's own header says; None for anything else. Nothing is unpacked."""
    if raw.startswith(_PNG) and len(raw) >= 24:
        return int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")
    return _jpeg_size(raw) if raw.startswith(_SOI) else None


def _jpeg_size(raw: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker in _SIZED:
            return int.from_bytes(raw[at + 7 : at + 9], "big"), int.from_bytes(raw[at + 5 : at + 7], "big")
        # A fill byte is followed by another FF (B.1.1.2).
        at += 1 if marker == 0xFF else 2 if marker in _ALONE else 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    return None


def bearable(width: int, height: int) -> bool:
    """Whether a picture of this size can be a page, and be unpacked."""
    return min(width, height) >= LEAST_SIDE and width * height <= MOST_PIXELS


def _unpacked(frame: Frame, wanted: int) -> Pixels | None:
    if isinstance(frame, bytes):
        return _decoded(frame, wanted)
    if frame.dtype != np.uint8 or frame.ndim not in (2, 3) or not bearable(frame.shape[1], frame.shape[0]):
        return None
    if frame.ndim == 2 or frame.shape[2] == 1:
        return cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)
    return np.ascontiguousarray(frame) if frame.shape[2] == 3 else None


def _decoded(raw: bytes, wanted: int) -> Pixels | None:
    size = size_of(raw)
    if size is None or not bearable(*size):
        return None
    modes = {2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}
    fit = [by for by in modes if wanted and max(size) // by >= wanted]
    try:
        return cv2.imdecode(np.frombuffer(raw, np.uint8), modes[fit[-1]] if fit else cv2.IMREAD_COLOR)
    except cv2.error:
        return None
