"""How good a picture of a page is: light, glare, and sharpness whatever is printed on it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import Pixels, extreme
from devices.camera.sides import softness

# Measured on hundreds of scenes: sharp ones are below 1.5 and 2.9, blurred ones above 2.5 or 8 (docs/operations/camera.md).
WIDEST_EDGE_PX, WIDEST_SIDE_PX = 1.6, 4.0
# Every colour of it at or above this is white, whatever was printed there.
BURNT = 250
# The page is judged at one size, so that a near one and a far one are held to the same: legible is what is legible on the page.
_JUDGED_SIDE = 800
# A slope is print when it is so many times that of the page's emptiest fifth, which is noise, and at least so many levels a pixel.
_OVER_NOISE, _LEAST_SLOPE = 7.0, 1.2
# Fewer pixels of print than this share say nothing: a blank page is as sharp as any.
_LEAST_PRINT = 0.002


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured on the page: its darker paper's level, the share of it that is burnt out, how wide its print's and its own edges are."""

    paper: float
    burnt: float
    edge_px: float
    side_px: float

    @property
    def blur(self) -> float:
        """The wider edge of the two, 1 being the widest that is sharp: a page out of focus has too little print left to tell."""
        return max(self.edge_px / WIDEST_EDGE_PX, self.side_px / WIDEST_SIDE_PX)


def judged(pixels: Pixels, corners: MatLike) -> Quality:
    """Measures the page between these corners."""
    page = _cut_out(pixels, corners)
    brightest = extreme(page, cv2.max)
    # What paper there is in each 64th of the page is the light that falls there, even under print.
    cells = cv2.resize(cv2.dilate(brightest, np.ones((15, 15), np.uint8)), (8, 8), interpolation=cv2.INTER_AREA)
    return Quality(
        paper=float(np.percentile(cells, 20)),
        burnt=float((extreme(page, cv2.min) >= BURNT).mean()),
        edge_px=_edge_px(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)),
        side_px=softness(pixels, corners),
    )


def _cut_out(pixels: Pixels, corners: MatLike) -> Pixels:
    """The page alone, upright, a little inside its corners, as large as it is but no larger than it is judged at."""
    inside = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * 0.94
    sides = np.roll(inside, -1, axis=0) - inside
    wide, tall = (float(np.hypot(*sides[at]) + np.hypot(*sides[at + 2])) / 2 for at in (0, 1))
    by = min(1.0, _JUDGED_SIDE / max(wide, tall))
    size = max(16, round(wide * by)), max(16, round(tall * by))
    flat = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    through = cv2.getPerspectiveTransform(inside.astype(np.float32), flat)
    return cv2.warpPerspective(pixels, through, size, flags=cv2.INTER_LINEAR)


def _edge_px(grey: Pixels) -> float:
    """How many pixels an edge of the print takes from ink to paper; 0 when there is too little print to tell.

    The slope's energy where it is steep against the Laplacian's beside it: contrast and amount of print cancel out, width remains.
    """
    calm = cv2.GaussianBlur(grey, (0, 0), 0.8)
    right, down = (cv2.Sobel(calm, cv2.CV_32F, *way, scale=0.125) for way in ((1, 0), (0, 1)))
    slope = cv2.magnitude(right, down)
    some = slope[::3, ::3]
    steep = max(float(np.percentile(some, 97)), _OVER_NOISE * float(np.percentile(some, 20)), _LEAST_SLOPE)
    printed = cv2.threshold(slope, steep, 1, cv2.THRESH_BINARY)[1].astype(np.uint8)
    if cv2.countNonZero(printed) < _LEAST_PRINT * printed.size:
        return 0.0
    near = cv2.dilate(printed, np.ones((3, 3), np.uint8))
    bend = cv2.norm(cv2.Laplacian(calm, cv2.CV_32F), cv2.NORM_L2, near)
    return float(cv2.norm(slope, cv2.NORM_L2, near)) / (bend or 1.0)
