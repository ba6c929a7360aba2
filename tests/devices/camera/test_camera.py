"""The document camera over any source: looking, photographing, turning, resting, and a device that never answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from app import paths
from app.system import SystemClock
from devices.camera.camera import GuidedCamera
from devices.camera.choice import camera_of
from devices.camera.frames import Frame, Pixels
from kiosk.materials.camera import Advice, CameraProblem, CodeKind, Shot, View
from tests.devices.camera.scenes import page, picture, scene

LOOK_S, SHOOT_S = 2.0, 5.0


class Playing:
    """A source that gives what it was given, the last for ever."""

    def __init__(self, *frames: Frame | CameraProblem) -> None:
        self.frames = list(frames)
        self.released = 0

    def next(self) -> Frame | CameraProblem:
        """The next one."""
        return self.frames.pop(0) if len(self.frames) > 1 else self.frames[0]

    def release(self) -> None:
        """Counted."""
        self.released += 1


def over(*frames: Frame | CameraProblem) -> GuidedCamera:
    """A camera that sees these."""
    return GuidedCamera(lambda: Playing(*frames), SystemClock())


def seen(camera: GuidedCamera) -> View:
    """A look that has to succeed."""
    view = camera.look(LOOK_S)
    assert isinstance(view, View)
    return view


def taken(camera: GuidedCamera) -> Shot:
    """A photograph that has to succeed."""
    shot = camera.shoot(SHOOT_S)
    assert isinstance(shot, Shot)
    return shot


def unpacked(shot: Shot) -> Pixels:
    """The JPEG's pixels, of the size it says."""
    pixels = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None and pixels.shape == (shot.height, shot.width, 3)
    return np.asarray(pixels, np.uint8)


def test_a_page_that_lies_still_is_good_at_the_second_look() -> None:
    camera = over(picture(scene(Advice.GOOD, 1)))
    assert [seen(camera).advice for _ in range(3)] == [Advice.MOVING, Advice.GOOD, Advice.GOOD]


def test_a_view_is_a_picture_and_where_the_page_lies_in_it() -> None:
    view = seen(over(picture(scene(Advice.GOOD, 1))))
    assert (view.picture.width, view.picture.height) == (960, 540)
    assert len(view.picture.rgb) == 960 * 540 * 3
    assert view.corners is not None and all(0 <= part <= 1 for point in view.corners for part in point)


def test_colours_reach_the_screen_in_its_order() -> None:
    blue = np.full((200, 300, 3), (250, 10, 20), np.uint8)
    view = seen(over(blue))
    assert view.picture.rgb[:3] == bytes((20, 10, 250))


def test_a_torn_first_frame_is_passed_over() -> None:
    assert seen(over(b"\xff\xd8torn", CameraProblem.SILENT, picture(scene(Advice.GOOD, 1)))).corners is not None


@pytest.mark.parametrize("problem", list(CameraProblem))
def test_every_problem_is_told_and_the_next_call_recovers(problem: CameraProblem) -> None:
    source = Playing(problem)
    camera = GuidedCamera(lambda: source, SystemClock())
    assert camera.look(0.0) is problem
    assert camera.shoot(0.0) is problem
    source.frames = [picture(scene(Advice.GOOD, 1))]
    assert seen(camera).advice is Advice.MOVING


@pytest.mark.parametrize(("blur", "advice"), [(0.8, Advice.GOOD), (3.0, Advice.BLURRED)])
def test_the_sharpest_of_a_burst_is_kept(blur: float, advice: Advice) -> None:
    """Of two that are both good too, and wherever it stands among the five."""
    sharp = picture(scene(Advice.GOOD, 1))
    soft = cv2.GaussianBlur(sharp, (0, 0), blur)
    alone = over(soft)
    assert [seen(alone).advice for _ in range(2)] == [Advice.MOVING, advice]
    best = taken(over(sharp)).jpeg
    for at in (1, 4):
        burst = [soft] * 6
        burst[at] = sharp
        camera = over(*burst)
        seen(camera)
        assert taken(camera).jpeg == best


def test_without_a_page_the_whole_frame_is_kept() -> None:
    shot = taken(over(picture(scene(Advice.NO_PAGE, 0))))
    assert (shot.advice, shot.width, shot.height) == (Advice.NO_PAGE, 1280, 720)


def test_turning_is_a_quarter_clockwise_and_four_are_none() -> None:
    half = np.full((300, 500, 3), 255, np.uint8)
    half[:, :250] = (0, 0, 255)
    camera = over(half)
    shot = taken(camera)
    turned = camera.turn(shot)
    assert isinstance(turned, Shot) and (turned.width, turned.height) == (shot.height, shot.width)
    top, bottom = unpacked(turned)[10, 150], unpacked(turned)[-10, 150]
    assert top[0] < 60 < 200 < bottom[0], "what was on the left is on top"
    for _ in range(3):
        again = camera.turn(turned)
        assert isinstance(again, Shot)
        turned = again
    assert np.abs(unpacked(turned).astype(int) - unpacked(shot).astype(int)).mean() < 3


def test_what_is_no_picture_cannot_be_turned() -> None:
    camera = over(picture(scene(Advice.NO_PAGE, 0)))
    shot = taken(camera)
    broken = Shot(shot.advice, shot.width, shot.height, jpeg=shot.jpeg[:40], small=shot.small)
    assert camera.turn(broken) is CameraProblem.UNREADABLE


@pytest.mark.parametrize(
    ("quarters", "advice"), [(0, Advice.GOOD), (1, Advice.SIDEWAYS), (2, Advice.UPSIDE_DOWN), (3, Advice.SIDEWAYS)]
)
def test_a_qr_tells_which_way_up_and_the_photograph_is_turned_by_itself(quarters: int, advice: Advice) -> None:
    table = np.full((900, 900, 3), (92, 128, 160), np.uint8)
    sheet = np.rot90(cv2.resize(page(3), (780, 551), interpolation=cv2.INTER_AREA), -quarters)
    top, left = (900 - sheet.shape[0]) // 2, (900 - sheet.shape[1]) // 2
    table[top : top + sheet.shape[0], left : left + sheet.shape[1]] = sheet
    camera = over(table)
    assert [seen(camera).advice for _ in range(3)][1:] == [advice, advice]
    shot = taken(camera)
    assert [(code.kind, code.text) for code in shot.codes] == [(CodeKind.QR, "SAMPLE 样本 00000000")]
    assert shot.width > shot.height
    told, where, _ = cv2.QRCodeDetector().detectAndDecode(unpacked(shot))
    right, down = np.asarray(where).reshape(4, 2).mean(axis=0) / (shot.width, shot.height)
    assert told == "SAMPLE 样本 00000000" and right > 0.8 and down > 0.7, "in the lower right corner, by another reader"


def test_resting_lets_go_and_forgets() -> None:
    source = Playing(picture(scene(Advice.GOOD, 1)))
    camera = GuidedCamera(lambda: source, SystemClock())
    seen(camera)
    camera.rest()
    assert source.released == 1
    assert seen(camera).advice is Advice.MOVING, "the page of another person's look is not compared with"
    camera.close()
    assert source.released == 2


@dataclass(frozen=True, slots=True)
class Hanging:
    """A device whose driver never answers, until it is let."""

    let: threading.Event
    entered: threading.Event
    released: threading.Event

    def next(self) -> Frame | CameraProblem:
        """Hangs."""
        self.entered.set()
        self.let.wait()
        return CameraProblem.SILENT

    def release(self) -> None:
        """Told."""
        self.released.set()


def test_a_grab_that_never_returns_does_not_hinder_the_next_call() -> None:
    hanging = Hanging(threading.Event(), threading.Event(), threading.Event())
    well = Playing(picture(scene(Advice.GOOD, 1)))
    sources: list[Hanging | Playing] = [hanging, well]
    camera = GuidedCamera(lambda: sources.pop(0), SystemClock())
    said: list[object] = []
    lane = threading.Thread(target=lambda: said.append(camera.look(0.0)))
    lane.start()
    assert hanging.entered.wait(30)
    assert seen(camera).advice is Advice.MOVING, "on another thread, as a lane that was made anew does"
    assert not hanging.released.is_set()
    hanging.let.set()
    lane.join(30)
    assert said == [CameraProblem.SILENT] and hanging.released.is_set()
    assert seen(camera).advice is Advice.GOOD, "its late answer changed nothing"


def test_a_hanging_camera_can_rest() -> None:
    hanging = Hanging(threading.Event(), threading.Event(), threading.Event())
    sources: list[Hanging | Playing] = [hanging, Playing(CameraProblem.ABSENT)]
    camera = GuidedCamera(lambda: sources.pop(0), SystemClock())
    lane = threading.Thread(target=lambda: camera.look(0.0))
    lane.start()
    assert hanging.entered.wait(30)
    camera.rest()
    hanging.let.set()
    lane.join(30)
    assert camera.look(0.0) is CameraProblem.ABSENT


def test_the_drawn_table_is_photographed_paper_by_paper() -> None:
    camera = camera_of("simulated", SystemClock(), fonts=paths.FONTS)
    shots = []
    for _ in range(3):
        advice = [seen(camera).advice for _ in range(17)]
        assert advice[0] is Advice.NO_PAGE and Advice.NOT_WHOLE in advice and advice[-1] is Advice.GOOD
        shots.append(taken(camera))
        camera.rest()
    assert len({(shot.width, shot.height) for shot in shots}) == 3


def kinds(folder: Path) -> list[tuple[str, Callable[[], None]]]:
    """Settings and what puts something behind them."""

    def still() -> None:
        cv2.imwrite(str(folder / "one.jpg"), picture(scene(Advice.GOOD, 1)))

    def played() -> None:
        written = cv2.VideoWriter(str(folder / "one.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 10, (1280, 720))
        for _ in range(4):
            written.write(picture(scene(Advice.GOOD, 1)))
        written.release()

    return [(f"file:{folder}/one.jpg", still), (f"folder:{folder}", still), (f"file:{folder}/one.avi", played)]


@pytest.mark.parametrize("number", range(3))
def test_what_comes_from_a_file_is_seen_like_anything_else(number: int, tmp_path: Path) -> None:
    setting, put = kinds(tmp_path)[number]
    camera = camera_of(setting, SystemClock(), fonts=paths.FONTS)
    assert camera.look(0.0) is CameraProblem.ABSENT
    put()
    assert [seen(camera).advice for _ in range(3)] == [Advice.MOVING, Advice.GOOD, Advice.GOOD]
    assert taken(camera).advice is Advice.GOOD


def test_the_setting_of_a_device_opens_that_device() -> None:
    assert camera_of("v4l2:/dev/null", SystemClock(), fonts=paths.FONTS).look(0.0) is CameraProblem.ABSENT
