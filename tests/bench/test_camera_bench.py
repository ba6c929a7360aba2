"""What a look, a photograph and a search for codes take of the processor; others' work is not counted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle

import cv2
import numpy as np
import pytest

from app.system import SystemClock
from devices.camera.camera import GuidedCamera
from devices.camera.codes import read
from devices.camera.frames import Frame
from devices.camera.table import Place, lay
from kiosk.materials.camera import Advice, CameraProblem
from tests.devices.camera.scenes import page, picture, scene

# Ten looks a second on one of two cores leave the screen the other, and most of this one.
LOOK_MS, SHOT_MS = 30.0, 1500.0

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]


class Round:
    """A source of frames that come round and round."""

    def __init__(self, frames: list[Frame]) -> None:
        self._frames = cycle(frames)

    def next(self) -> Frame | CameraProblem:
        """The next one."""
        return next(self._frames)

    def release(self) -> None:
        """Nothing is held."""


def taken_ms(once: Callable[[], object], rounds: int) -> list[float]:
    """What each round took of this thread's processor time, the shortest first."""
    times = []
    for _ in range(rounds):
        begun = time.thread_time()
        once()
        times.append((time.thread_time() - begun) * 1000)
    return sorted(times)


def told(what: str, times: list[float]) -> float:
    """Prints and returns the median."""
    median = times[len(times) // 2]
    sys.stdout.write(f"\n{what:44}{median:8.1f} ms median{times[len(times) * 95 // 100]:8.1f} ms p95")
    return median


def test_a_look_and_a_photograph(capsys: pytest.CaptureFixture[str]) -> None:
    frames = [
        picture(scene(truth, seed)) for truth in (Advice.GOOD, Advice.BLURRED, Advice.NO_PAGE) for seed in range(8)
    ]
    jpegs: list[Frame] = [cv2.imencode(".jpg", frame)[1].tobytes() for frame in frames]
    table = np.full((2448, 3264, 3), (92, 128, 160), np.uint8)
    large: list[Frame] = [cv2.imencode(".jpg", lay(page(3), Place(turned=4, leaning=4, scale=7), table))[1].tobytes()]
    plain: list[Frame] = list(frames)
    pixels, packed, eight = (GuidedCamera(partial(Round, of), SystemClock()) for of in (plain, jpegs, large))
    noise = np.random.default_rng(1).integers(0, 256, (720, 1280), np.uint8)
    with capsys.disabled():
        look = told("look at 1280 x 720", taken_ms(lambda: pixels.look(1.0), 200))
        told("look at 1280 x 720 as JPEG", taken_ms(lambda: packed.look(1.0), 100))
        told("look at 3264 x 2448 as JPEG", taken_ms(lambda: eight.look(1.0), 50))
        told("codes on nothing but noise", taken_ms(lambda: read(noise), 20))
        told("photograph of A4 at 3264 x 2448", shot := taken_ms(lambda: eight.shoot(5.0), 8))
    assert look <= LOOK_MS and shot[len(shot) // 2] <= SHOT_MS
