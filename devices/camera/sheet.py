"""Reading a sheet of equal QR codes of which many are damaged: one that is read tells where its neighbours lie.

A reader of codes looks for three corner marks; a spot on one of them hides a code whose letters are all there. Where the next
code of a sheet must lie is known, and so are its corner marks, its rulers and its format: they are put back, and what is left is
for the code's own correction.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from devices.camera.frames import Pixels

Points = NDArray[np.float32]
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_QUIET = 4
# Pixels a module: more of them in a picture say no more, and take longer to look at.
_MODULE = 7.0
_SCALE = 4
# How far a neighbour may lie from where a flat sheet would have it, in modules; paper bends.
_ASTRAY = 3.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same in every code of a sheet: 1 black, 0 white, -1 where they differ; and the distance from one to the next, in modules."""

    modules: tuple[tuple[int, ...], ...]
    pitch: int


def read_sheet(grey: Pixels, frame: Frame) -> Iterator[str]:
    """The text of every code that can be read, as it is found; the same text once."""
    read = list(plain_codes(grey))
    told = dict.fromkeys(text for text, _ in read)
    yield from told
    if not read:
        return
    smaller = min(1.0, _MODULE / _module(read[0][1], len(frame.modules)))
    seen = _Seen(cv2.resize(grey, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA), frame)
    known = [corners * smaller for _, corners in read]
    waiting = deque(known)
    while waiting:
        for corners in seen.neighbours(waiting.popleft()):
            if any(np.linalg.norm(corners.mean(0) - other.mean(0)) < _half(other) for other in known):
                continue
            known.append(corners)
            found = seen.read(corners)
            if found is not None:
                text, exact = found
                waiting.append(exact)
                if text not in told:
                    told[text] = None
                    yield text


def plain_codes(grey: Pixels) -> Iterator[tuple[str, Points]]:
    """Every QR code that is read without help: its text, and its corners clockwise from its own upper left."""
    for code in zxingcpp.read_barcodes(grey, formats=_QR, try_invert=False):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        if code.valid:
            yield code.text, np.array([(point.x, point.y) for point in corners], dtype=np.float32)


def _module(corners: Points, side: int) -> float:
    return float(np.linalg.norm(corners[0] - corners[1])) / side


def _half(corners: Points) -> float:
    return float(np.linalg.norm(corners[0] - corners[2])) / 3


class _Seen:
    """One picture, looked at through the frame."""

    def __init__(self, grey: Pixels, frame: Frame) -> None:
        self._pitch = frame.pitch
        self._side = side = len(frame.modules)
        self._grid = np.array(frame.modules, dtype=np.int8)
        self._corners = np.array([(0, 0), (side, 0), (side, side), (0, side)], dtype=np.float32)
        rows, columns = np.nonzero(self._grid >= 0)
        # The centres of the modules that are the same in every code, and -1 for each black, 1 for each white one.
        self._marks = np.stack([columns + 0.5, rows + 0.5], axis=1).astype(np.float32)
        self._signs = (1 - 2 * self._grid[rows, columns]).astype(np.float32)
        self._grey = cv2.GaussianBlur(grey, (0, 0), 1.0).astype(np.float32)
        self._even = self._grey - cv2.blur(self._grey, (101, 101))

    def neighbours(self, corners: Points) -> Iterator[Points]:
        """Where the four next to a code must lie, as far as they are in the picture."""
        there = cv2.getPerspectiveTransform(self._corners, corners)
        height, width = self._grey.shape
        for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            step = np.array((x, y), dtype=np.float32) * self._pitch
            moved = _through(self._corners + step, there)
            centre = moved.mean(0)
            if 0 <= centre[0] < width and 0 <= centre[1] < height:
                yield moved

    def read(self, corners: Points) -> tuple[str, Points] | None:
        """The code at about these corners, and where they are exactly; None when it cannot be read."""
        exact = self._fitted(corners)
        for code in zxingcpp.read_barcodes(self._mended(exact), formats=_QR, is_pure=True):
            if code.valid:
                return code.text, exact
        return None

    def _fitted(self, corners: Points) -> Points:
        """The corners at which most of what is known of a code is seen: moved as a whole first, then one by one."""
        module = _module(corners, self._side)
        best, most = corners, self._score(corners)
        for x in np.arange(-_ASTRAY, _ASTRAY + 0.1, 0.5):
            for y in np.arange(-_ASTRAY, _ASTRAY + 0.1, 0.5):
                tried = corners + np.array((x, y), dtype=np.float32) * module
                if (score := self._score(tried)) > most:
                    best, most = tried, score
        for step in (1.0, 0.5, 0.25):
            for corner in range(4):
                for axis in range(2):
                    for way in (-step, step):
                        tried = best.copy()
                        tried[corner, axis] += way * module
                        if (score := self._score(tried)) > most:
                            best, most = tried, score
        return best

    def _score(self, corners: Points) -> float:
        return float((self._at(self._even, self._marks, corners) * self._signs).mean())

    def _mended(self, corners: Points) -> Pixels:
        """The code anew, module by module, with what is known of it put back."""
        grid, side = self._grid, self._side
        rows, columns = np.mgrid[0:side, 0:side].astype(np.float32) + 0.5
        sampled = self._at(self._grey, np.stack([columns.ravel(), rows.ravel()], axis=1), corners).reshape(side, side)
        black = sampled < cv2.blur(sampled, (15, 15))
        whole = np.where(grid >= 0, grid == 1, black)
        quiet = np.pad(np.where(whole, 0, 255).astype(np.uint8), _QUIET, constant_values=255)
        return np.kron(quiet, np.ones((_SCALE, _SCALE), dtype=np.uint8))

    def _at(self, picture: NDArray[np.float32], centres: Points, corners: Points) -> NDArray[np.float32]:
        points = _through(centres, cv2.getPerspectiveTransform(self._corners, corners.astype(np.float32)))
        found = cv2.remap(picture, points[:, 0], points[:, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return found.ravel().astype(np.float32)


def _through(points: Points, transform: NDArray[Any]) -> Points:
    moved: Points = cv2.perspectiveTransform(points[None], transform)[0].astype(np.float32)
    return moved
