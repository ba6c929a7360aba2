"""Where the page lies, against where it was laid."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from devices.camera.page import Lies, find, ordered
from devices.camera.table import Place
from kiosk.materials.camera import Advice
from tests.devices.camera.scenes import HEIGHT, TABLES, WIDTH, corners, picture, scene


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Intersection over union of two four-sided shapes."""
    masks = [
        cv2.fillConvexPoly(np.zeros((HEIGHT, WIDTH), np.uint8), shape.astype(np.int32), 1) for shape in (one, other)
    ]
    return float(np.logical_and(*masks).sum() / np.logical_or(*masks).sum())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("seed", range(3))
def test_the_page_is_found_where_it_was_laid(table: str, seed: int) -> None:
    of = replace(scene(Advice.GOOD, seed), table=table, shade=0.1)
    page = find(picture(of))
    assert page is not None and page.lies is Lies.WHOLE
    assert overlap(page.corners, corners(of)) > 0.98


@pytest.mark.parametrize("turned", [-88, -45, 30, 60, 90, 135, 180])
def test_it_may_lie_in_any_direction(turned: int) -> None:
    of = replace(scene(Advice.GOOD, 2), table="blue", place=Place(turned=float(turned), leaning=5, scale=1.6))
    page = find(picture(of))
    assert page is not None and overlap(page.corners, corners(of)) > 0.98


def test_corners_begin_at_the_top_left_and_go_round_clockwise() -> None:
    laid = np.array([[10, 12], [200, 20], [190, 300], [4, 280]], np.float32)
    for quarters in range(4):
        assert ordered(np.roll(laid, quarters, axis=0)[:: 1 if quarters % 2 else -1]).tolist() == laid.tolist()


def test_a_page_the_frame_cuts_is_not_whole_and_one_it_just_holds_is() -> None:
    of = scene(Advice.GOOD, 1)
    tall = corners(of)[:, 1]
    seen = []
    for gap in (14, 6, -6, -40):
        down = (HEIGHT - gap - tall.max()) / of.place.scale
        page = find(picture(replace(of, place=replace(of.place, down_mm=of.place.down_mm + float(down)))))
        seen.append(page and page.lies)
    assert seen[0] is Lies.WHOLE and seen[-1] is Lies.CUT
    assert all(not (one is Lies.CUT and then is Lies.WHOLE) for one, then in pairwise(seen))


def test_a_second_paper_beneath_does_not_make_one_of_two() -> None:
    """A folder is larger than the page on it: the larger is taken, whole, and not a mixture."""
    frame = np.full((HEIGHT, WIDTH, 3), (92, 128, 160), np.uint8)
    cv2.rectangle(frame, (300, 60), (1000, 660), (120, 60, 40), -1)
    cv2.rectangle(frame, (420, 120), (880, 600), (240, 240, 240), -1)
    page = find(frame)
    assert page is not None
    folder = np.array([[300, 60], [1000, 60], [1000, 660], [300, 660]])
    sheet = np.array([[420, 120], [880, 120], [880, 600], [420, 600]])
    assert max(overlap(page.corners, folder), overlap(page.corners, sheet)) > 0.98
