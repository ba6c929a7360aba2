"""What is said of a frame, over scenes of every kind; the whole matrix is in tests/durability/test_document_camera.py."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from devices.camera.guide import judge
from devices.camera.page import Lies
from kiosk.materials.camera import Advice
from tests.devices.camera.confusion import said_of
from tests.devices.camera.scenes import CONDITIONS, TABLES, moments, picture, scene


@pytest.mark.parametrize("truth", CONDITIONS)
def test_what_is_wrong_is_said(truth: Advice) -> None:
    """One scene a table but the white one, where a white page may go unseen; they are all of chance, and all have to be right."""
    seeds = {scene(truth, seed).table: seed for seed in reversed(range(40))}
    assert set(seeds) == set(TABLES)
    said = {table: said_of(scene(truth, seed)) for table, seed in seeds.items() if table != "white"}
    assert said == dict.fromkeys(said, truth)


@pytest.mark.parametrize("seed", range(4))
def test_a_thumb_on_a_corner_is_no_whole_page(seed: int) -> None:
    of = replace(scene(Advice.GOOD, seed), table="blue", hand=True)
    assert said_of(of) is Advice.NOT_WHOLE


def test_the_worst_is_said_first() -> None:
    """Dark, out of focus and moved since: it is the light that is asked for."""
    of = replace(scene(Advice.TOO_DARK, 1), blur=4.0)
    assert said_of(of) is Advice.TOO_DARK
    assert said_of(replace(of, truth=Advice.MOVING, gain=0.9)) is Advice.MOVING
    assert said_of(replace(of, truth=Advice.BLURRED, gain=0.9)) is Advice.BLURRED


def test_a_page_that_has_stopped_is_no_longer_moving() -> None:
    first, second = moments(scene(Advice.MOVING, 3))
    moved = judge(second, judge(first, None).page)
    assert (moved.advice, judge(second, moved.page).advice) == (Advice.MOVING, Advice.GOOD)


def test_after_a_page_that_was_cut_the_first_whole_one_is_still_moving() -> None:
    cut = judge(picture(scene(Advice.NOT_WHOLE, 1)), None)
    assert cut.page is not None and cut.page.lies is Lies.CUT
    assert judge(picture(scene(Advice.GOOD, 1)), cut.page).advice is Advice.MOVING


def test_a_blank_page_is_as_sharp_as_its_edge() -> None:
    table = np.full((720, 1280, 3), (92, 128, 160), np.uint8)
    cv2.rectangle(table, (400, 100), (880, 640), (240, 240, 240), -1)
    for blur, advice in ((0.6, Advice.GOOD), (5.0, Advice.BLURRED)):
        frame = cv2.GaussianBlur(table, (0, 0), blur)
        assert judge(frame, judge(frame, None).page).advice is advice


@pytest.mark.parametrize("level", [0, 90, 255])
def test_nothing_at_all_is_no_page_or_no_light(level: int) -> None:
    flat = np.full((480, 640, 3), level, np.uint8)
    assert judge(flat, None).advice is (Advice.NO_PAGE if level else Advice.TOO_DARK)
