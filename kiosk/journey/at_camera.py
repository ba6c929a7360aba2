"""The states at the document camera: from the first page of a paper to the last."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.journey.visit import Visit
from kiosk.materials.camera import CameraProblem, Shot


@dataclass(frozen=True, slots=True)
class Photographing:
    """Laying one page of a paper under the camera; `problem` is why there is no picture of it now."""

    visit: Visit
    item_id: str
    material_id: str
    problem: CameraProblem | None = None


@dataclass(frozen=True, slots=True)
class TakingPicture:
    """Holding still until the picture is taken."""

    visit: Visit
    item_id: str
    material_id: str


@dataclass(frozen=True, slots=True)
class JudgingPicture:
    """Looking at the picture that was taken: it is good, it is turned, or it is taken again; `turning` while it is being turned."""

    visit: Visit
    item_id: str
    material_id: str
    shot: Shot
    turning: bool = False


@dataclass(frozen=True, slots=True)
class KeepingPicture:
    """Waiting until the picture is sealed and durable."""

    visit: Visit
    item_id: str
    material_id: str
    shot: Shot


@dataclass(frozen=True, slots=True)
class CountingPages:
    """Looking at the pages of a paper that are kept: one more, one less, or that is all."""

    visit: Visit
    item_id: str
    material_id: str


AtCamera = Photographing | TakingPicture | JudgingPicture | KeepingPicture | CountingPages
