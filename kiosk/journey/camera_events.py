"""What has happened at the document camera."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.materials.camera import CameraProblem, Shot


@dataclass(frozen=True, slots=True)
class PictureAsked:
    """A picture of what lies under the camera, or of one more page."""


@dataclass(frozen=True, slots=True)
class CameraChanged:
    """Why the camera shows nothing, or that it shows something again."""

    problem: CameraProblem | None


@dataclass(frozen=True, slots=True)
class PictureTaken:
    """A picture was taken, or turned, for this application."""

    application_id: str
    shot: Shot


@dataclass(frozen=True, slots=True)
class TurnAsked:
    """The picture lies on its side or upside down: a quarter turn."""


@dataclass(frozen=True, slots=True)
class PictureKept:
    """This picture is sealed and durable, under the hash of its sealed bytes."""

    shot: Shot
    sha256: str


@dataclass(frozen=True, slots=True)
class PageRemoved:
    """The page of that number, from 1, does not belong to the paper after all."""

    number: int
