"""What to say about a frame: the one thing that is worst."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from devices.camera.frames import Pixels
from devices.camera.page import Page, Quad, find
from devices.camera.quality import Quality, judged
from kiosk.materials.camera import Advice

# The thresholds; docs/camera.md has the figures they were measured with.
# Long side of a page in the frame, as a part of the frame's: an identity card on a table for A4 has 0.2.
LEAST_SPAN = 0.3
DARKEST_PAPER = 70.0
MOST_BURNT = 0.03
WIDEST_EDGE_PX = 1.6
# Part of the frame's long side a corner may wander between two looks.
MOST_WANDER = 0.008


@dataclass(frozen=True, slots=True)
class Sight:
    """A frame as it was judged; `quality` only where a page is whole."""

    advice: Advice
    page: Page | None = None
    quality: Quality | None = None


def judge(pixels: Pixels, before: Page | None) -> Sight:
    """The frame's page and its advice; `before` is the page of the look before it."""
    page = find(pixels)
    if page is None:
        dark = float(np.percentile(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)[::8, ::8], 90)) < DARKEST_PAPER / 2
        return Sight(Advice.TOO_DARK if dark else Advice.NO_PAGE)
    if not page.whole:
        return Sight(Advice.NOT_WHOLE, page)
    quality = judged(pixels, page.corners)
    return Sight(_advice(pixels, page, quality, before=before), page, quality)


def _advice(pixels: Pixels, page: Page, quality: Quality, *, before: Page | None) -> Advice:
    side = max(pixels.shape[:2])
    if _span(page.corners) < LEAST_SPAN * side:
        return Advice.TOO_FAR
    if quality.paper < DARKEST_PAPER:
        return Advice.TOO_DARK
    if quality.burnt > MOST_BURNT:
        return Advice.TOO_BRIGHT
    if before is None or float(np.abs(page.corners - before.corners).max()) > MOST_WANDER * side:
        return Advice.MOVING
    return Advice.BLURRED if quality.edge_px > WIDEST_EDGE_PX else Advice.GOOD


def _span(corners: Quad) -> float:
    sides = np.roll(corners, -1, axis=0) - corners
    return float(np.hypot(sides[:, 0], sides[:, 1]).max())
