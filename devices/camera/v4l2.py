"""V4l2Source: frames of a camera that Linux knows, through OpenCV."""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable
from fcntl import ioctl
from typing import Any

import cv2
from cv2.typing import MatLike

from devices.camera.frames import Frame
from kiosk.materials.camera import CameraProblem

# The largest picture is asked for; a driver answers with the nearest it has. 3264 x 2448 are 8 megapixels, A4 at 200 dpi with room around it.
WIDTH, HEIGHT = 3264, 2448
_MJPG = cv2.VideoWriter.fourcc(*"MJPG")
# VIDIOC_QUERYCAP of linux/videodev2.h: driver, card, bus, version, capabilities, device_caps, 12 reserved bytes.
_QUERY, _CAPABILITIES = 0x80685600, struct.Struct("16s32s32sIII12x")
_CAN_CAPTURE, _HAS_DEVICE_CAPS = 0x00000001, 0x80000000
_PROBLEMS = {errno.EACCES: CameraProblem.DENIED, errno.EPERM: CameraProblem.DENIED, errno.EBUSY: CameraProblem.BUSY}


class V4l2Source:
    """One camera by its device file. A camera pulled out is let go at once, so that it comes back under its old name."""

    def __init__(self, device: str, *, capture: Callable[..., Any] = cv2.VideoCapture) -> None:
        self._device = device
        self._open_capture = capture
        self._capture: Any = None

    def next(self) -> Frame | CameraProblem:
        """The newest frame, as the JPEG the camera made where it makes one."""
        if self._capture is None:
            problem = self._open()
            if problem is not None:
                return problem
        frame: MatLike
        read, frame = self._capture.read()
        if not read:
            self.release()
            return probed(self._device) or CameraProblem.SILENT
        return frame.tobytes() if frame.size == max(frame.shape) else frame

    def release(self) -> None:
        """Gives the device back; its light goes out."""
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()

    def _open(self) -> CameraProblem | None:
        problem = probed(self._device)
        if problem is not None:
            return problem
        capture = self._open_capture(self._device, cv2.CAP_V4L2)
        if not capture.isOpened():
            capture.release()
            return CameraProblem.BUSY
        # Uncompressed, a USB 2 camera gives 5 frames a second at this size; one buffer, for what is looked at is what lies there now.
        for wanted, value in (
            (cv2.CAP_PROP_FOURCC, _MJPG),
            (cv2.CAP_PROP_FRAME_WIDTH, WIDTH),
            (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            capture.set(wanted, value)
        if capture.get(cv2.CAP_PROP_FOURCC) == _MJPG:
            capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
        self._capture = capture
        return None


def probed(device: str) -> CameraProblem | None:
    """What keeps the device file from being a camera; None when it is one. A camera may be opened by many, used by one."""
    try:
        opened = os.open(device, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _PROBLEMS.get(error.errno or 0, CameraProblem.ABSENT)
    try:
        answer = ioctl(opened, _QUERY, bytes(_CAPABILITIES.size))
    except OSError:
        return CameraProblem.ABSENT
    finally:
        os.close(opened)
    return None if captures(answer) else CameraProblem.ABSENT


def captures(answer: bytes) -> bool:
    """Whether this very node takes pictures: a camera has others, for what it says of itself."""
    *_, whole, node = _CAPABILITIES.unpack(answer)
    return bool((node if whole & _HAS_DEVICE_CAPS else whole) & _CAN_CAPTURE)
