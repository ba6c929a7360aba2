"""The outlines a frame holds: what is lighter than the rest, unlike the table, or enclosed by edges, as a few straight sides."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import Pixels, extreme

# Of the frame: less is a ticket or a reflection, more is the table itself.
_LEAST_AREA, _MOST_AREA = 0.01, 0.97
# How far a corner may be from the outline it simplifies, as a part of its length: a rounded one, a bent one.
_LOOSE = (0.008, 0.015, 0.025, 0.035)
# A cut corner or a hand leaves more of the outline outside of four sides than this.
_FILLED = 0.965
# A page that lies across a corner of the frame shows five, and a sixth where it is bent.
MOST_CORNERS = 6
# Levels, beside its own spread, by which paper differs from a plain table: white on white it is ten to twenty.
_UNLIKE = 5.0


def outlines(calm: Pixels) -> Iterator[tuple[MatLike, float]]:
    """Corners and area of everything that may be paper, each hull once a way of seeing it."""
    for mask in _masks(calm):
        least, most = _LEAST_AREA * mask.size, _MOST_AREA * mask.size
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if len(contour) < 4 or cv2.contourArea(contour) < least:
                continue
            hull = cv2.convexHull(contour)
            area = cv2.contourArea(hull)
            if area < most:
                yield _straight(hull, area), area


def _masks(calm: Pixels) -> Iterator[Pixels]:
    """Where paper may be: what is lighter than the rest, what is unlike the table, what edges enclose, strong or faint ones."""
    # What is white is white in its weakest colour; wood, cloth and skin are not.
    weakest = extreme(calm, cv2.min)
    yield cv2.threshold(weakest, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    yield _unlike_the_table(calm)
    grey = cv2.cvtColor(calm, cv2.COLOR_BGR2GRAY)
    for low, high in ((40, 120), (10, 30)):
        edges = cv2.bitwise_or(cv2.Canny(weakest, low, high), cv2.Canny(grey, low, high))
        yield cv2.bitwise_not(cv2.dilate(edges, np.ones((3, 3), np.uint8)))


def _unlike_the_table(calm: Pixels) -> Pixels:
    """What differs from the table as it goes on from the frame's border, darker on one side than on the other."""
    height, width = calm.shape[:2]
    right, down = np.arange(2, width - 2, 3), np.arange(2, height - 2, 3)
    x = np.concatenate([right, right, np.full(len(down), 2), np.full(len(down), width - 3)])
    y = np.concatenate([np.full(len(right), 2), np.full(len(right), height - 3), down, down])
    level, places = calm[y, x].astype(np.float32), np.stack([x, y, np.ones(len(x))], axis=1).astype(np.float32)
    usual = np.ones(len(level), bool)
    for _ in range(3):
        # Again without what is no table: a page that reaches the border, a seam, a sleeve.
        plane = np.linalg.lstsq(places[usual], level[usual], rcond=None)[0].astype(np.float32)
        far = np.abs(level - places @ plane).max(axis=1)
        usual = far <= max(3 * float(np.median(far)), 1.0)
    rows = np.arange(height, dtype=np.float32)[:, None, None] * plane[1] + plane[2]
    table = rows + np.arange(width, dtype=np.float32)[None, :, None] * plane[0]
    apart = cv2.absdiff(calm, cv2.convertScaleAbs(np.maximum(table, 0)))
    _, unlike = cv2.threshold(extreme(apart, cv2.max), _UNLIKE + 3 * float(np.median(far)), 255, cv2.THRESH_BINARY)
    return cv2.morphologyEx(unlike, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))


def _straight(hull: MatLike, area: float) -> MatLike:
    """The corners of an outline: four if four tell it all, otherwise as many as it takes."""
    around = cv2.arcLength(hull, closed=True)
    for loose in _LOOSE:
        points = cv2.approxPolyDP(hull, loose * around, closed=True)
        if len(points) == 4 and cv2.contourArea(points) > _FILLED * area:
            return points.reshape(-1, 2).astype(np.float32)
    closely = cv2.approxPolyDP(hull, 0.01 * around, closed=True)
    points = closely if len(closely) <= MOST_CORNERS else cv2.approxPolyDP(hull, 0.02 * around, closed=True)
    return points.reshape(-1, 2).astype(np.float32)
