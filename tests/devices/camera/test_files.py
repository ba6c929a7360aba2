"""Frames from files and folders: played again and again, one paper a use, and what is no picture."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.camera.files import FileSource, FolderSource
from devices.camera.frames import whole
from kiosk.materials.camera import CameraProblem


def level(source: FileSource | FolderSource) -> int:
    """How light the next frame is."""
    frame = source.next()
    assert not isinstance(frame, CameraProblem)
    pixels = whole(frame)
    assert pixels is not None
    return round(float(pixels.mean()))


def flat(light: int) -> np.ndarray:
    """A frame of one grey."""
    return np.full((480, 640, 3), light, np.uint8)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Twenty frames of MJPG, each lighter than the one before it."""
    path = tmp_path / "film.avi"
    written = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (640, 480))
    assert written.isOpened()
    for number in range(20):
        written.write(flat(10 * number))
    written.release()
    return path


def test_every_frame_of_a_video_is_played_and_then_the_first_again(film: Path) -> None:
    source = FileSource(film)
    seen = [level(source) for _ in range(25)]
    assert [abs(light - 10 * (number % 20)) <= 2 for number, light in enumerate(seen)] == [True] * 25


def test_a_video_that_was_let_go_begins_anew(film: Path) -> None:
    source = FileSource(film)
    for _ in range(7):
        level(source)
    source.release()
    assert level(source) <= 2


def test_a_folder_shows_one_picture_a_use(tmp_path: Path) -> None:
    for number, name in enumerate(["b.png", "a.JPG", "c.jpeg"]):
        cv2.imwrite(str(tmp_path / name), flat(50 * (number + 1)))
    (tmp_path / "notes.txt").write_text("no picture")
    source = FolderSource(tmp_path)
    seen = []
    for _ in range(4):
        seen += [level(source), level(source)]
        source.release()
    assert [round(light, -1) for light in seen] == [100, 100, 50, 50, 150, 150, 100, 100]


def test_what_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    for source in (
        FileSource(tmp_path / "x.avi"),
        FileSource(tmp_path / "x.jpg"),
        FolderSource(tmp_path),
        FolderSource(tmp_path / "x"),
    ):
        assert source.next() is CameraProblem.ABSENT
        source.release()


def test_a_file_that_is_no_video(tmp_path: Path) -> None:
    for name, raw in (("empty.avi", b""), ("text.avi", b"no video" * 50), ("cut.mp4", bytes(2000))):
        (tmp_path / name).write_bytes(raw)
        assert FileSource(tmp_path / name).next() is CameraProblem.UNREADABLE


def test_a_video_cut_off_in_the_middle_is_played_as_far_as_it_goes(film: Path) -> None:
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    source = FileSource(film)
    seen = [source.next() for _ in range(30)]
    assert any(not isinstance(frame, CameraProblem) for frame in seen)
