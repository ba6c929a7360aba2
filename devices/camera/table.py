"""DrawnSource: a table that is drawn, with a sample paper on it that is pushed under the camera each time it is used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin
from pathlib import Path

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.camera.frames import Frame, Pixels
from devices.camera.papers import DOTS_MM, PAPERS, drawn
from kiosk.materials.camera import CameraProblem

# Seen from 450 mm with a lens that shows an A3: the usual arm of a document camera.
WIDTH, HEIGHT, _SCALE, _DISTANCE_MM = 2048, 1536, 4.4, 450.0
_WOOD = (92, 128, 160)
# Ten looks a second: the table lies empty for half a second, then the paper comes in from the right in one.
_EMPTY, _COMING = 5, 10


@dataclass(frozen=True, slots=True)
class Place:
    """How a paper lies: millimetres right of and below the middle, turned clockwise, seen by a camera that leans so far."""

    right_mm: float = 0.0
    down_mm: float = 0.0
    turned: float = 0.0
    leaning: float = 0.0
    scale: float = _SCALE


def seen(place: Place, frame: tuple[int, int]) -> MatLike:
    """From millimetres right of and below a paper's middle to pixels of a frame (width, height), through a pinhole."""
    turn, lean = radians(place.turned), radians(place.leaning)
    laid = np.array([[cos(turn), -sin(turn), place.right_mm], [sin(turn), cos(turn), place.down_mm], [0, 0, 1]])
    leaning = np.array([[1, 0, 0], [0, cos(lean), 0], [0, sin(lean), _DISTANCE_MM]])
    focus = place.scale * _DISTANCE_MM
    lens = np.array([[focus, 0, frame[0] / 2], [0, focus, frame[1] / 2], [0, 0, 1]])
    return np.asarray(lens @ leaning @ laid)


def lay(page: Pixels, place: Place, table: Pixels) -> Pixels:
    """The table with the page on it, DOTS_MM pixels of the page a millimetre."""
    height, width = page.shape[:2]
    centred = np.array([[1 / DOTS_MM, 0, -width / 2 / DOTS_MM], [0, 1 / DOTS_MM, -height / 2 / DOTS_MM], [0, 0, 1]])
    size = table.shape[1], table.shape[0]
    through = seen(place, size) @ centred
    laid = table.copy()
    cv2.warpPerspective(page, through, size, laid, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT)
    return laid


class DrawnSource:
    """Each use finds an empty table, then the next of PAPERS comes in and lies still; after the last, the first."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._paper = -1
        self._frame = 0
        self._table = np.full((HEIGHT, WIDTH, 3), _WOOD, np.uint8)
        self._page: Pixels | None = None
        self._still: Pixels | None = None

    def next(self) -> Frame | CameraProblem:
        """The table as it is a tenth of a second later."""
        if self._page is None:
            self._paper = (self._paper + 1) % len(PAPERS)
            self._page = drawn(PAPERS[self._paper], self._fonts)
        self._frame += 1
        if self._frame <= _EMPTY:
            return self._table
        to_go = max(0, _EMPTY + _COMING - self._frame)
        if self._still is None or to_go:
            resting = Place(right_mm=6.0, down_mm=-3.0, turned=3.0, leaning=4.0)
            self._still = lay(self._page, replace(resting, right_mm=6.0 + 32.0 * to_go), self._table)
        return self._still

    def release(self) -> None:
        """The paper is taken away."""
        self._page, self._still, self._frame = None, None, 0
