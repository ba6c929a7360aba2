"""Frames from files, for demo, training and tests: a video or picture that is played again and again, a folder of papers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
from cv2.typing import MatLike

from devices.camera.frames import Frame, bearable
from kiosk.materials.camera import CameraProblem

_PICTURES = frozenset({".jpg", ".jpeg", ".png"})
# The largest picture a phone takes, with room.
_MOST_BYTES = 50_000_000


class FileSource:
    """A picture, seen for ever, or a video, from its beginning again when it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._still: bytes | None = None
        self._capture: Any = None

    def next(self) -> Frame | CameraProblem:
        """The next frame; ABSENT without the file, UNREADABLE when nothing in it is a frame."""
        if self._path.suffix.lower() in _PICTURES:
            return self._picture()
        if not self._path.is_file():
            return CameraProblem.ABSENT
        frame = self._played()
        if frame is None:
            frame = self._played()
        return CameraProblem.UNREADABLE if frame is None else frame

    def release(self) -> None:
        """The next frame is the first again."""
        self._still = None
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()

    def _picture(self) -> Frame | CameraProblem:
        if self._still is None:
            self._still = _read(self._path)
        return CameraProblem.ABSENT if self._still is None else self._still

    def _played(self) -> Frame | None:
        if self._capture is None:
            self._capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        width, height = (int(self._capture.get(side)) for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
        if bearable(width, height):
            frame: MatLike
            read, frame = self._capture.read()
            if read:
                return frame
        self.release()
        return None


class FolderSource:
    """The pictures of a folder in the order of their names, one for each time the camera is used; after the last, the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at = -1
        self._open: FileSource | None = None

    def next(self) -> Frame | CameraProblem:
        """The picture of this use; ABSENT without a folder or with an empty one."""
        if self._open is None:
            papers = sorted(file for file in self._folder.glob("*") if file.suffix.lower() in _PICTURES)
            if not papers:
                return CameraProblem.ABSENT
            self._at = (self._at + 1) % len(papers)
            self._open = FileSource(papers[self._at])
        return self._open.next()

    def release(self) -> None:
        """The paper is taken away; the next use finds the next one."""
        self._open = None


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return None
