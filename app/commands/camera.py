"""`kiosk camera`: look through the document camera and take one photograph, for whoever aims and focuses it."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import paths
from app.fittings import fitted_camera
from app.output import EXIT_OK, add_json, progress, say, say_json
from app.product import settings_at
from app.system import SystemClock
from devices.health import camera_fault
from kiosk.base.errors import CameraError, ConfigError
from kiosk.materials.camera import CameraProblem, DocumentCamera, Shot

_LOOK_S, _SHOOT_S = 3.0, 15.0


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("camera", help="look through the document camera, to aim and focus it; keeps nothing")
    parser.add_argument(
        "--settings", type=Path, default=paths.SYSTEM_SETTINGS, metavar="FILE", help=f"default: {paths.SYSTEM_SETTINGS}"
    )
    parser.add_argument("--looks", type=int, default=100, metavar="N", help="how often to look (100)")
    add_json(parser)
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when a photograph could be taken; CameraError V.. tells why not."""
    setting = settings_at(chosen.settings).devices.camera
    if not setting:
        raise ConfigError("G01", "devices.camera: is empty, so there is none")
    camera = fitted_camera(setting, SystemClock())
    try:
        shot = _taken(camera, chosen.looks)
    finally:
        camera.close()
    told: dict[str, object] = {"advice": shot.advice.value, "width": shot.width, "height": shot.height}
    told |= {"bytes": len(shot.jpeg), "codes": [code.kind.value for code in shot.codes]}
    if chosen.json:
        say_json(told)
    else:
        codes = ", ".join(code.kind.value for code in shot.codes) or "none"
        say(f"photograph: {shot.advice}, {shot.width} x {shot.height} pixels, {len(shot.jpeg)} bytes, codes: {codes}")
    return EXIT_OK


def _taken(camera: DocumentCamera, looks: int) -> Shot:
    """What the camera says, whenever it changes, and then a photograph."""
    told = ""
    for _ in range(looks):
        view = camera.look(_LOOK_S)
        if isinstance(view, CameraProblem):
            raise CameraError(camera_fault(view), view.value)
        if view.advice != told:
            told = view.advice
            progress(told)
    shot = camera.shoot(_SHOOT_S)
    if isinstance(shot, CameraProblem):
        raise CameraError(camera_fault(shot), shot.value)
    return shot
