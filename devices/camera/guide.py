"""What to say about a frame: the one thing that is worst."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from devices.camera.frames import Pixels, extreme
from devices.camera.page import Lies, Page, find
from devices.camera.quality import BURNT, Quality, judged
from kiosk.materials.camera import Advice

# The thresholds; docs/camera.md has the figures they were measured with.
# Long side of a page in the frame, as a part of the frame's: an identity card on a table for A4 has 0.2.
LEAST_SPAN = 0.3
DARKEST_PAPER, DARKEST_TABLE = 70.0, 30.0
MOST_BURNT = 0.03
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
        return Sight(Advice.TOO_DARK if _unlit(pixels) else Advice.NO_PAGE)
    if page.lies is not Lies.WHOLE:
        return Sight(_unlit_or_cut(pixels, page), page)
    quality = judged(pixels, page.corners)
    return Sight(_advice(page, quality, before=before, side=max(pixels.shape[:2])), page, quality)


def _unlit(pixels: Pixels) -> bool:
    """A table may be black; only where nothing at all is lighter is it the light that is missing."""
    return float(np.percentile(extreme(pixels[::8, ::8], cv2.max), 95)) < DARKEST_TABLE


def _unlit_or_cut(pixels: Pixels, page: Page) -> Advice:
    """Light is judged first, on what is in sight of the page: with more of it the rest may be in sight."""
    few = pixels[::4, ::4]
    within = cv2.fillConvexPoly(np.zeros(few.shape[:2], np.uint8), (page.corners / 4).astype(np.int32), 1) > 0
    if float(np.percentile(extreme(few, cv2.max)[within], 80)) < DARKEST_PAPER:
        return Advice.TOO_DARK
    burnt = float((extreme(few, cv2.min)[within] >= BURNT).mean())
    return Advice.TOO_BRIGHT if page.lies is Lies.COVERED and burnt > MOST_BURNT else Advice.NOT_WHOLE


def _advice(page: Page, quality: Quality, *, before: Page | None, side: int) -> Advice:
    if page.span < LEAST_SPAN * side:
        return Advice.TOO_FAR
    if quality.paper < DARKEST_PAPER:
        return Advice.TOO_DARK
    if quality.burnt > MOST_BURNT:
        return Advice.TOO_BRIGHT
    # The corners of a page out of focus are less well known.
    if before is None or _wandered(page, before) > MOST_WANDER * side * max(1.0, quality.blur):
        return Advice.MOVING
    return Advice.BLURRED if quality.blur > 1 else Advice.GOOD


def _wandered(page: Page, before: Page) -> float:
    """Pixels the corner that moved most is from where it was."""
    if before.lies is not Lies.WHOLE:
        return float("inf")
    return float(np.abs(page.corners - before.corners).max())
