"""The camera behind a device file: missing, no camera, forbidden, busy, silent, pulled out and put back."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from devices.camera import v4l2
from devices.camera.frames import Pixels, whole
from devices.camera.v4l2 import V4l2Source, captures, probed
from kiosk.materials.camera import CameraProblem
from tests.gate.source import ROOT

FRAME = np.full((480, 640, 3), 90, np.uint8)
JPEG = cv2.imencode(".jpg", FRAME)[1]
# struct v4l2_capability of a UVC camera with its two nodes (linux/videodev2.h).
CAPTURE, METADATA, STREAMING, HAS_DEVICE_CAPS = 0x00000001, 0x00800000, 0x04000000, 0x80000000


@dataclass(slots=True)
class Capture:
    """OpenCV's capture, as far as it is used: what it reads, in order, and what was asked of it."""

    reads: list[Pixels | None]
    opened: bool = True
    makes_jpeg: bool = True
    asked: dict[int, float] = field(default_factory=dict)
    released: int = 0

    def __call__(self, device: str, backend: int) -> Capture:
        """Opens; the node is the one that was named, never a number."""
        assert backend == cv2.CAP_V4L2 and device.startswith("/")
        return self

    def isOpened(self) -> bool:
        """Whether it could be opened."""
        return self.opened

    def set(self, what: int, value: float) -> bool:
        """Asked for, whether it is given or not."""
        self.asked[what] = value
        return True

    def get(self, what: int) -> float:
        """A camera that has no MJPG says what it has."""
        jpeg = cv2.VideoWriter.fourcc(*"MJPG")
        return jpeg if self.makes_jpeg and what == cv2.CAP_PROP_FOURCC else 0.0

    def read(self) -> tuple[bool, Any]:
        """The next one."""
        frame = self.reads.pop(0)
        return frame is not None, frame

    def release(self) -> None:
        """Counted."""
        self.released += 1


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> list[CameraProblem | None]:
    """What the device file says, in order, the last for ever."""
    said: list[CameraProblem | None] = [None]
    monkeypatch.setattr(v4l2, "probed", lambda device: said.pop(0) if len(said) > 1 else said[0])
    return said


def test_a_device_that_is_not_there(tmp_path: Path) -> None:
    assert V4l2Source(str(tmp_path / "video0")).next() is CameraProblem.ABSENT


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", __file__, str(Path(__file__).parent)])
def test_what_is_no_camera(device: str) -> None:
    assert V4l2Source(device).next() is CameraProblem.ABSENT


def test_a_device_this_account_may_not_open(tmp_path: Path) -> None:
    """Root may open anything, so somebody else asks."""
    device = tmp_path / "video0"
    device.touch(mode=0o000)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    ask = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from devices.camera.v4l2 import probed; print(probed({str(device)!r}))"
    somebody = 65534 if os.geteuid() == 0 else None
    said = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        timeout=50,
        check=True,
        user=somebody,
        group=somebody,
    )
    assert said.stdout.strip() == CameraProblem.DENIED


def test_a_node_that_only_tells_of_the_pictures_is_no_camera() -> None:
    def answer(whole: int, node: int) -> bytes:
        return (
            b"uvcvideo".ljust(16, b"\0")
            + bytes(64)
            + b"".join(part.to_bytes(4, sys.byteorder) for part in (393216, whole, node))
            + bytes(12)
        )

    everything = CAPTURE | METADATA | STREAMING | HAS_DEVICE_CAPS
    assert captures(answer(everything, CAPTURE | STREAMING))
    assert not captures(answer(everything, METADATA | STREAMING))
    assert captures(answer(CAPTURE | STREAMING, 0)), "drivers before Linux 3.1 say it for the whole device"


def test_a_camera_is_asked_for_its_largest_jpeg_and_the_newest_frame(plugged: list[CameraProblem | None]) -> None:
    capture = Capture([JPEG.reshape(1, -1), JPEG.reshape(-1, 1), JPEG.ravel()])
    source = V4l2Source("/dev/video0", capture=capture)
    for _ in range(3):
        frame = source.next()
        assert isinstance(frame, bytes) and np.array_equal(np.asarray(whole(frame)), FRAME)
    assert capture.asked[cv2.CAP_PROP_FRAME_WIDTH] >= 3264 and capture.asked[cv2.CAP_PROP_BUFFERSIZE] == 1
    assert capture.asked[cv2.CAP_PROP_CONVERT_RGB] == 0


def test_a_camera_without_jpeg_gives_pixels(plugged: list[CameraProblem | None]) -> None:
    capture = Capture([FRAME], makes_jpeg=False)
    frame = V4l2Source("/dev/video0", capture=capture).next()
    assert isinstance(frame, np.ndarray) and frame.shape == FRAME.shape
    assert cv2.CAP_PROP_CONVERT_RGB not in capture.asked


def test_a_camera_that_another_program_uses_is_busy_until_it_is_not(plugged: list[CameraProblem | None]) -> None:
    capture = Capture([FRAME], opened=False)
    source = V4l2Source("/dev/video0", capture=capture)
    assert source.next() is CameraProblem.BUSY
    assert capture.released == 1
    capture.opened = True
    assert isinstance(source.next(), np.ndarray)


def test_a_camera_that_gives_nothing_is_silent_and_opened_anew(plugged: list[CameraProblem | None]) -> None:
    capture = Capture([None, FRAME])
    source = V4l2Source("/dev/video0", capture=capture)
    assert source.next() is CameraProblem.SILENT
    assert capture.released == 1, "a stream that broke does not mend"
    assert isinstance(source.next(), np.ndarray)


def test_a_camera_pulled_out_is_let_go_and_found_again(plugged: list[CameraProblem | None]) -> None:
    capture = Capture([FRAME, None, FRAME])
    source = V4l2Source("/dev/video0", capture=capture)
    assert isinstance(source.next(), np.ndarray)
    plugged[:] = [CameraProblem.ABSENT, CameraProblem.ABSENT, None]
    assert source.next() is CameraProblem.ABSENT
    assert capture.released == 1, "or it comes back under another name"
    assert source.next() is CameraProblem.ABSENT
    assert isinstance(source.next(), np.ndarray)


def test_release_gives_the_device_back_once(plugged: list[CameraProblem | None]) -> None:
    capture = Capture([FRAME])
    source = V4l2Source("/dev/video0", capture=capture)
    source.release()
    source.next()
    source.release()
    source.release()
    assert capture.released == 1


def test_a_busy_device_file_is_told_from_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> int:
        raise OSError(16, "busy")

    monkeypatch.setattr(os, "open", busy)
    assert probed("/dev/video0") is CameraProblem.BUSY
