"""Finds the paper in a frame: the largest shape with straight sides that stands out from the table along them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import Pixels
from devices.camera.outlines import MOST_CORNERS, outlines
from devices.camera.sides import completed, corners_in_sight, refined, standing_out

# Outlines are looked for at this size: print is dissolved, and a paper's edge is still sharp.
_SIDE = 480
# A side must stand out from the table along so much of its length, or it is a guess; nearly all of it where a corner is one.
_LEAST_SUPPORT, _FULL_SUPPORT = 0.6, 0.9
_ASPECT = 4.0
# Corners between 58 and 122 degrees: seen from above, no paper has others.
_SQUARE = 0.53
# Pixels from the frame's border at which a corner lies on it.
_BORDER = 4.0
# A hidden corner is believed where nothing whole is nearly as large.
_MAYBE_HIDDEN = 0.8
# A shape with a corner missing that fills less of the frame than this is a pattern's.
_LEAST_HIDDEN = 0.05


class Lies(StrEnum):
    """How a paper lies: WHOLE in the frame, CUT by its border, or COVERED where a corner should be."""

    WHOLE = "whole"
    CUT = "cut"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Page:
    """A paper's outline in the frame's pixels; whole, it has four corners, clockwise from the one nearest the top left."""

    corners: MatLike
    lies: Lies

    @property
    def span(self) -> float:
        """Its longest side."""
        sides = np.roll(self.corners, -1, axis=0) - self.corners
        return float(np.hypot(sides[:, 0], sides[:, 1]).max())


def find(pixels: Pixels) -> Page | None:
    """The paper that covers most of the frame, or None."""
    by = max(1.0, max(pixels.shape[:2]) / _SIDE)
    calm = cv2.GaussianBlur(_small(pixels) if by > 1 else pixels, (5, 5), 0)
    best, most = None, 0.0
    for outline, area in sorted(outlines(calm), key=lambda one: -one[1]):
        if area <= most:
            break
        page, worth = _paper(outline, calm)
        if page is not None and area * worth > most:
            best, most = page, area * worth
    if best is None or best.lies is not Lies.WHOLE:
        return best and Page(best.corners * by, best.lies)
    return Page(ordered(refined(pixels, best.corners * by, reach=2.5 * by)), Lies.WHOLE)


def ordered(corners: MatLike) -> MatLike:
    """Clockwise on the screen, beginning with the corner nearest the top left."""
    middle = corners.mean(axis=0)
    around = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    turning = corners[np.argsort(around)]
    return np.roll(turning, -int(turning.sum(axis=1).argmin()), axis=0)


def _small(pixels: Pixels) -> Pixels:
    """By half first, exactly: a quarter of the time, and no print turns into stripes."""
    height, width = (max(1, side * _SIDE // max(pixels.shape[:2])) for side in pixels.shape[:2])
    while pixels.shape[1] >= 2 * width and pixels.shape[0] >= 2 * height:
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        pixels = cv2.resize(pixels, half, interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR)


def _paper(outline: MatLike, calm: Pixels) -> tuple[Page | None, float]:
    """The paper an outline is, and how far it is to be believed: by how well its sides stand out, those on the border aside."""
    far = np.array([calm.shape[1] - 1, calm.shape[0] - 1], np.float32)
    inside = np.all((outline >= _BORDER) & (outline <= far - _BORDER), axis=1)
    if not inside.any() or len(outline) > MOST_CORNERS:
        return None, 0.0
    if not inside.all():
        return _cut(outline, inside, calm)
    if len(outline) == 5:
        page, worth = _whole(completed(outline), calm, least=_FULL_SUPPORT)
        return (page, worth) if page else _covered(outline, calm)
    return _whole(outline, calm, least=_LEAST_SUPPORT) if len(outline) == 4 else (None, 0.0)


def _whole(rough: MatLike, calm: Pixels, *, least: float) -> tuple[Page | None, float]:
    outline = refined(calm, rough, reach=4.0)
    lengths, cosines = _measured(outline)
    if cosines.max() > _SQUARE or lengths.max() > _ASPECT * lengths.min() or lengths.min() < 8:
        return None, 0.0
    stands = standing_out(outline, calm)
    if stands.mean(axis=1).min() < least:
        return None, 0.0
    lies = Lies.WHOLE if corners_in_sight(stands).all() else Lies.COVERED
    return Page(outline, lies), float(stands.mean()) ** 0.5


def _cut(outline: MatLike, inside: MatLike, calm: Pixels) -> tuple[Page | None, float]:
    """A right angle in sight, and both its sides."""
    own = np.logical_or(inside, np.roll(inside, -1))
    support = standing_out(outline, calm)[own].mean(axis=1)
    if _measured(outline)[1][inside].max() > _SQUARE or support.min() < _LEAST_SUPPORT:
        return None, 0.0
    return Page(outline, Lies.CUT), float(support.mean()) ** 0.5


def _covered(outline: MatLike, calm: Pixels) -> tuple[Page | None, float]:
    """A hand or a fold hides one corner: the sides that lead there would make it a paper, and one side is not the paper's."""
    support = np.sort(standing_out(outline, calm).mean(axis=1))
    small = cv2.contourArea(outline) < _LEAST_HIDDEN * calm.shape[0] * calm.shape[1]
    if small or _measured(completed(outline))[1].max() > _SQUARE or support[1] < _LEAST_SUPPORT:
        return None, 0.0
    return Page(outline, Lies.COVERED), _MAYBE_HIDDEN * float(support.mean()) ** 0.5


def _measured(outline: MatLike) -> tuple[MatLike, MatLike]:
    """The length of each side, and at each corner how far it is from a right angle: 0 when it is one, 1 when it is none."""
    sides = np.roll(outline, -1, axis=0) - outline
    lengths = np.maximum(np.hypot(sides[:, 0], sides[:, 1]), 1e-6)
    cosines = (np.roll(sides, 1, axis=0) * sides).sum(axis=1) / (np.roll(lengths, 1) * lengths)
    return lengths, np.abs(cosines)
