"""The sides of an outline: how far each stands out from what lies beside it, and where exactly it runs."""

from __future__ import annotations

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import Pixels

# Levels a side must differ by from what lies on the other side of it.
_STEP = 7.0
_POINTS = 32
# Of them, those in the tenth of a side that is nearest to a corner.
_NEAR = 4
# Pixels on either side of it within which a paper's edge is over, unless the picture is out of focus.
_SOFT = 8.0


def standing_out(outline: MatLike, calm: Pixels) -> MatLike:
    """For each side, at _POINTS points from its first corner on, whether the picture changes from inside to outside.

    Three pixels from it, or half as far: a printed border inside may be as dark as the shadow outside.
    """
    points, across = _along(outline, _POINTS)
    steps = [
        np.abs(_at(points + far * across, calm) - _at(points - far * across, calm)).max(axis=2) for far in (1.5, 3.0)
    ]
    return np.asarray(np.maximum(*steps) > _STEP)


def corners_in_sight(stands: MatLike) -> MatLike:
    """For each corner whether its two sides stand out up to it: a thumb that holds the page hides them there."""
    near = stands[:, :_NEAR].sum(axis=1) + np.roll(stands[:, -_NEAR:].sum(axis=1), 1)
    return np.asarray(near >= _NEAR)


def refined(pixels: Pixels, quad: MatLike, *, reach: float) -> MatLike:
    """The corners where the sides really meet: each side moved by up to `reach` pixels to where the picture changes most."""
    points, across = _along(quad, _POINTS)
    offsets = np.arange(-reach, reach + 0.5, dtype=np.float32)
    places = points[:, :, None, :] + offsets[None, None, :, None] * across[:, :, None, :]
    levels = _at(places.reshape(4, -1, 2), pixels).reshape(4, _POINTS, len(offsets), 3)
    steps = np.abs(levels[:, :, 2:] - levels[:, :, :-2]).max(axis=3)
    # The middle of the change, not its steepest pixel: half a pixel is half a millimetre.
    weights = np.square(steps)
    moved = (weights * offsets[1:-1]).sum(axis=2) / np.maximum(weights.sum(axis=2), 1.0)
    sure = steps.max(axis=2) > _STEP
    found = points + moved[:, :, None] * across
    lines = [_line(found[at][sure[at]]) if sure[at].sum() >= _POINTS // 3 else _line(points[at]) for at in range(4)]
    corners = np.array([_meeting(lines[at - 1], lines[at]) for at in range(4)], np.float32)
    near = np.hypot(*(corners - quad).T) <= 4 * reach
    return np.where(near[:, None], corners, quad).astype(np.float32)


def completed(outline: MatLike) -> MatLike:
    """The outline without its shortest side: its neighbours go on until they meet."""
    sides = np.roll(outline, -1, axis=0) - outline
    turning = np.roll(outline, -int(np.hypot(sides[:, 0], sides[:, 1]).argmin()), axis=0)
    corner = _meeting(_through(turning[-1], turning[0]), _through(turning[2], turning[1]))
    return np.vstack([np.array([corner], np.float32), turning[2:]])


def softness(pixels: Pixels, quad: MatLike) -> float:
    """How many pixels the paper's own edge takes from paper to table, where they differ enough to tell; else 0."""
    points, across = _along(quad, _POINTS)
    offsets = np.arange(-_SOFT, _SOFT + 1, dtype=np.float32)
    places = points[:, :, None, :] + offsets[None, None, :, None] * across[:, :, None, :]
    levels = _at(places.reshape(4, -1, 2), pixels).mean(axis=2).reshape(4 * _POINTS, len(offsets))
    whole = np.abs(levels[:, :3].mean(axis=1) - levels[:, -3:].mean(axis=1))
    steepest = np.abs(levels[:, 2:] - levels[:, :-2]).max(axis=1) / 2
    clear = whole > 1.5 * _STEP
    return float(np.median(whole[clear] / steepest[clear])) if clear.sum() > _POINTS else 0.0


def _along(outline: MatLike, count: int) -> tuple[MatLike, MatLike]:
    """Points along each side, its ends left out, and each side's unit normal."""
    sides = np.roll(outline, -1, axis=0) - outline
    parts = np.linspace(0.03, 0.97, count, dtype=np.float32)
    points = outline[:, None, :] + parts[None, :, None] * sides[:, None, :]
    normals = (
        np.stack([-sides[:, 1], sides[:, 0]], axis=1) / np.maximum(np.hypot(sides[:, 0], sides[:, 1]), 1e-6)[:, None]
    )
    return points, normals[:, None, :]


def _at(points: MatLike, pixels: Pixels) -> MatLike:
    """The colours there, between pixels too; beyond the frame its border goes on."""
    return np.asarray(
        cv2.remap(
            pixels,
            points[..., 0].astype(np.float32),
            points[..., 1].astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.float32,
    )


def _line(points: MatLike) -> tuple[float, float, float, float]:
    """The line most of the points lie on: a direction and a place."""
    right, down, x, y = cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return float(right), float(down), float(x), float(y)


def _through(one: MatLike, other: MatLike) -> tuple[float, float, float, float]:
    right, down = (other - one).tolist()
    return right, down, float(other[0]), float(other[1])


def _meeting(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> tuple[float, float]:
    """Where two lines meet; far away when they do not."""
    right, down, x, y = one
    other_right, other_down, other_x, other_y = other
    turn = right * other_down - down * other_right
    if abs(turn) < 1e-6:
        return float("inf"), float("inf")
    along = ((other_x - x) * other_down - (other_y - y) * other_right) / turn
    return x + along * right, y + along * down
