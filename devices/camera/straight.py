"""The page alone, flat and upright, as a JPEG that is small enough to be sent."""

from __future__ import annotations

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import LEAST_SIDE, Pixels, scaled
from kiosk.materials.camera import Picture

# A4 at 200 dpi is 2339 pixels long; what is printed in 6 point is legible.
LONG_SIDE = 2400
# 300 kB are 40 seconds of the slowest line that a station has (64 kbit/s).
MOST_BYTES = 300_000
# What a screen shows of it.
SMALL_SIDE = 960
# Part of the page's size that is kept around it: a found edge may be a pixel off, and a page must not lose its own.
MARGIN = 0.01
_QUALITIES = (88, 80, 72, 64, 56, 48)


def straightened(pixels: Pixels, corners: MatLike) -> Pixels:
    """What lies between the corners, seen from straight above, as large as the camera saw it and never larger than LONG_SIDE."""
    around = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * (1 + 2 * MARGIN)
    width, height = _size(around)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    through = cv2.getPerspectiveTransform(around.astype(np.float32), flat)
    return cv2.warpPerspective(pixels, through, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _size(around: MatLike) -> tuple[int, int]:
    """The mean of two opposite sides: what a camera that leans adds to the nearer one it takes from the other."""
    sides = np.roll(around, -1, axis=0) - around
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    width, height = (max(1.0, float(lengths[at] + lengths[at + 2]) / 2) for at in (0, 1))
    by = min(1.0, LONG_SIDE / max(width, height))
    return max(LEAST_SIDE, round(width * by)), max(LEAST_SIDE, round(height * by))


def packed(pixels: Pixels) -> tuple[bytes, Pixels]:
    """A JPEG of at most MOST_BYTES, without metadata, and the picture that is in it: first coarser, then smaller."""
    if max(pixels.shape[:2]) > LONG_SIDE:
        pixels = scaled(pixels, LONG_SIDE)
    while True:
        for quality in _QUALITIES:
            _, raw = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
            if raw.size <= MOST_BYTES:
                return raw.tobytes(), pixels
        pixels = scaled(pixels, round(max(pixels.shape[:2]) * 0.8))


def shown(pixels: Pixels) -> Picture:
    """The picture for a screen."""
    if max(pixels.shape[:2]) > SMALL_SIDE:
        pixels = scaled(pixels, SMALL_SIDE, by=cv2.INTER_LINEAR)
    return Picture(pixels.shape[1], pixels.shape[0], cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB).tobytes())
