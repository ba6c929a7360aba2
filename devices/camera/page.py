"""Finds the paper in a frame: the largest four-sided shape that stands out from the table along its sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import Pixels

# Four rows of x and y.
Quad = MatLike

# Outlines are looked for at this size: print is dissolved, and a paper's edge is still sharp.
_SIDE = 480
# Of the frame: less is a ticket or a reflection, more is the table itself.
_LEAST_AREA, _MOST_AREA = 0.015, 0.97
# A side must stand out from the table along so much of its length, or it is a guess.
_LEAST_SUPPORT = 0.55
# Levels a side must differ by from what lies on the other side of it, five pixels across.
_STEP = 7.0
_ASPECT = 5.0
# Pixels from the frame's border at which a corner lies on it.
_BORDER = 4.0


@dataclass(frozen=True, slots=True)
class Page:
    """A paper's corners in the frame's pixels, clockwise from the one nearest the top left; not whole when cut off by the frame."""

    corners: Quad
    whole: bool


def find(pixels: Pixels) -> Page | None:
    """The paper that covers most of the frame, or None."""
    by = max(pixels.shape[:2]) / _SIDE
    calm = cv2.GaussianBlur(_small(pixels) if by > 1 else pixels, (5, 5), 0)
    # What is white is white in its weakest colour; wood, cloth and skin are not.
    weakest = cv2.min(cv2.min(calm[:, :, 0], calm[:, :, 1]), calm[:, :, 2])
    best, most = None, 0.0
    for mask in _masks(calm, weakest):
        for quad in _quads(mask):
            worth = _worth(quad, calm)
            if worth > most:
                best, most = quad, worth
    if best is None:
        return None
    return Page(ordered(best) * max(by, 1.0), not _on_border(best, calm).any())


def _small(pixels: Pixels) -> Pixels:
    """By half first, exactly: a quarter of the time, and no print turns into stripes."""
    height, width = (side * _SIDE // max(pixels.shape[:2]) for side in pixels.shape[:2])
    while pixels.shape[1] >= 2 * width and pixels.shape[0] >= 2 * height:
        pixels = cv2.resize(pixels, (pixels.shape[1] // 2, pixels.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, (max(1, width), max(1, height)), interpolation=cv2.INTER_LINEAR)


def ordered(corners: Quad) -> Quad:
    """Clockwise on the screen, beginning with the corner nearest the top left."""
    middle = corners.mean(axis=0)
    around = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    turning = corners[np.argsort(around)]
    return np.roll(turning, -int(turning.sum(axis=1).argmin()), axis=0)


def _masks(calm: Pixels, weakest: Pixels) -> Iterator[Pixels]:
    """Where paper may be: what is lighter than the rest, and what is enclosed by edges, strong ones or faint ones."""
    yield cv2.threshold(weakest, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    grey = cv2.cvtColor(calm, cv2.COLOR_BGR2GRAY)
    for low, high in ((40, 120), (12, 36)):
        edges = cv2.bitwise_or(cv2.Canny(weakest, low, high), cv2.Canny(grey, low, high))
        closed = cv2.dilate(edges, np.ones((3, 3), np.uint8))
        yield cv2.bitwise_not(closed)


def _quads(mask: Pixels) -> Iterator[Quad]:
    least, most = _LEAST_AREA * mask.size, _MOST_AREA * mask.size
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        hull = cv2.convexHull(contour)
        area = cv2.contourArea(hull)
        if least < area < most:
            quad = _four_sides(hull, area)
            if quad is not None:
                yield quad


def _four_sides(hull: MatLike, area: float) -> Quad | None:
    """The four corners of an outline that has four; a rounded or bent corner is forgiven."""
    around = cv2.arcLength(hull, closed=True)
    for loose in (0.01, 0.02, 0.03, 0.045):
        points = cv2.approxPolyDP(hull, loose * around, closed=True)
        if len(points) == 4:
            quad = points.reshape(4, 2).astype(np.float32)
            return quad if cv2.contourArea(quad) > 0.9 * area and _upright(quad) else None
    return None


def _upright(quad: Quad) -> bool:
    """Corners between 55 and 125 degrees, and no strip: seen from above, no paper looks otherwise."""
    sides = np.roll(quad, -1, axis=0) - quad
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    if lengths.min() < 8 or lengths.max() > _ASPECT * lengths.min():
        return False
    following = np.roll(sides, -1, axis=0)
    cosines = (sides * following).sum(axis=1) / (lengths * np.roll(lengths, -1))
    return bool(np.abs(cosines).max() < 0.574)


def _worth(quad: Quad, calm: Pixels) -> float:
    """Its area, if enough of each side that is not the frame's own stands out; zero otherwise."""
    border = _on_border(quad, calm)
    supports = [
        _support(quad[at], quad[(at + 1) % 4], calm) for at in range(4) if not (border[at] and border[(at + 1) % 4])
    ]
    if len(supports) < 2 or min(supports) < _LEAST_SUPPORT:
        return 0.0
    return float(cv2.contourArea(quad)) * float(np.mean(supports)) ** 2


def _support(one: Quad, other: Quad, calm: Pixels) -> float:
    """How much of the side between two corners differs from what lies beside it."""
    along = other - one
    across = np.array([-along[1], along[0]], np.float32) / (float(np.hypot(*along)) or 1.0)
    points = one + np.linspace(0.06, 0.94, 40, dtype=np.float32)[:, None] * along
    inner, outer = (_at(points + side * across * 3.0, calm) for side in (1, -1))
    return float((np.abs(inner - outer).max(axis=1) > _STEP).mean())


def _at(points: Quad, calm: Pixels) -> MatLike:
    columns = np.clip(points[:, 0].round().astype(int), 0, calm.shape[1] - 1)
    rows = np.clip(points[:, 1].round().astype(int), 0, calm.shape[0] - 1)
    return np.asarray(calm[rows, columns], np.float32)


def _on_border(quad: Quad, calm: Pixels) -> MatLike:
    """Which corners lie on the frame's border."""
    far = np.array([calm.shape[1] - 1, calm.shape[0] - 1], np.float32)
    return np.asarray(np.any((quad < _BORDER) | (quad > far - _BORDER), axis=1))
