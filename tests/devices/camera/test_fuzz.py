"""Whatever a camera gives, the answer is a value."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.system import SystemClock
from devices.camera.camera import GuidedCamera
from devices.camera.frames import Frame
from kiosk.materials.camera import CameraProblem, Shot, View
from tests.devices.camera.test_camera import Playing

SIDES = st.integers(0, 400)


@st.composite
def frames(draw: st.DrawFn) -> Frame | CameraProblem:
    """Noise, flat pictures, shapes, bytes that are no picture, and problems."""
    height, width, seed = draw(SIDES), draw(SIDES), draw(st.integers(0, 2**32 - 1))
    kind = draw(st.sampled_from(["noise", "flat", "shapes", "jpeg", "bytes", "problem", "odd"]))
    if kind == "bytes":
        raw: bytes = draw(st.binary(max_size=200))
        return raw
    if kind == "problem":
        problem: CameraProblem = draw(st.sampled_from(CameraProblem))
        return problem
    chance = np.random.default_rng(seed)
    if kind == "odd":
        return chance.integers(0, 256, (height, width, draw(st.integers(1, 5))), np.uint8)
    frame = chance.integers(0, 256, (height, width, 3), np.uint8)
    if kind != "noise":
        frame[:] = chance.integers(0, 256, 3)
    if kind == "shapes" and min(height, width):
        for _ in range(int(chance.integers(1, 6))):
            points = chance.integers(-50, 450, (int(chance.integers(3, 7)), 2)).astype(np.int32)
            cv2.fillPoly(frame, [points], chance.integers(0, 256, 3).tolist())
    if kind == "jpeg" and min(height, width):
        return cv2.imencode(".jpg", frame)[1].tobytes()[: int(chance.integers(1, 4000))]
    return frame


@settings(max_examples=150)
@given(st.lists(frames(), min_size=1, max_size=4))
def test_every_look_and_every_photograph_is_answered(given_frames: list[Frame | CameraProblem]) -> None:
    camera = GuidedCamera(lambda: Playing(*given_frames), SystemClock())
    for _ in range(3):
        view = camera.look(0.0)
        assert isinstance(view, View | CameraProblem)
        if isinstance(view, View):
            assert len(view.picture.rgb) == view.picture.width * view.picture.height * 3
            assert view.corners is None or len(view.corners) == 4
    shot = camera.shoot(0.0)
    assert isinstance(shot, Shot | CameraProblem)
    if isinstance(shot, Shot):
        turned = camera.turn(shot)
        assert isinstance(turned, Shot) and (turned.width, turned.height) == (shot.height, shot.width)
    camera.close()
