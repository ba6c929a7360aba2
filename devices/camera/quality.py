"""How good a picture of a page is: light, glare, and sharpness whatever is printed on it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from devices.camera.frames import Pixels
from devices.camera.page import Quad

# The page is judged at one size, so that a near one and a far one are held to the same: legible is what is legible on the page.
_JUDGED_SIDE = 800
# Levels per pixel above which a difference is print and not the camera's noise.
_PRINT = 12.0
# Fewer pixels of print than this share say nothing: a blank page is as sharp as any.
_LEAST_PRINT = 0.002


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured on the page: its darker paper's level, the share of it that is burnt out, and the width of its edges in pixels."""

    paper: float
    burnt: float
    edge_px: float


def judged(pixels: Pixels, corners: Quad) -> Quality:
    """Measures the page between these corners."""
    page = _cut_out(pixels, corners)
    brightest = cv2.max(cv2.max(page[:, :, 0], page[:, :, 1]), page[:, :, 2])
    # What paper there is in each 64th of the page is the light that falls there, even under print.
    cells = cv2.resize(cv2.dilate(brightest, np.ones((15, 15), np.uint8)), (8, 8), interpolation=cv2.INTER_AREA)
    weakest = cv2.min(cv2.min(page[:, :, 0], page[:, :, 1]), page[:, :, 2])
    return Quality(
        paper=float(np.percentile(cells, 20)),
        burnt=float((weakest >= 250).mean()),
        edge_px=_edge_px(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)),
    )


def _cut_out(pixels: Pixels, corners: Quad) -> Pixels:
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

    The Laplacian's energy where the slope is steep, against the slope's own: contrast and amount of print cancel out, width remains.
    """
    calm = cv2.GaussianBlur(grey, (0, 0), 0.8).astype(np.float32)
    right, down = cv2.Sobel(calm, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(calm, cv2.CV_32F, 0, 1, scale=0.125)
    slope = cv2.magnitude(right, down)
    steep = max(_PRINT / 4, float(np.percentile(slope, 97)))
    printed = slope >= steep
    if printed.mean() < _LEAST_PRINT:
        return 0.0
    bend = cv2.Laplacian(calm, cv2.CV_32F)
    near = cv2.dilate(printed.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    energy = float(np.sqrt((bend[near] ** 2).mean()))
    return float(np.sqrt((slope[near] ** 2).mean())) / (energy or 1.0)
