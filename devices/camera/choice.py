"""Which camera a setting names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from devices.camera.camera import GuidedCamera
from devices.camera.files import FileSource, FolderSource
from devices.camera.frames import FrameSource
from devices.camera.table import DrawnSource
from devices.camera.v4l2 import V4l2Source
from kiosk.base.clock import Clock


def camera_of(setting: str, clock: Clock, *, fonts: Path) -> GuidedCamera:
    """The camera of `devices.camera`, which is not empty; opens nothing. `fonts` are what a drawn paper is written with."""
    return GuidedCamera(_source_of(setting, fonts), clock)


def _source_of(setting: str, fonts: Path) -> Callable[[], FrameSource]:
    kind, _, place = setting.partition(":")
    if kind == "v4l2":
        return partial(V4l2Source, place)
    if kind == "file":
        return partial(FileSource, Path(place))
    if kind == "folder":
        return partial(FolderSource, Path(place))
    return partial(DrawnSource, fonts)
