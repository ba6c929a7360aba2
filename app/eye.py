"""The eye: looks through the document camera while somebody lays a paper under it, takes and turns their pictures, and rests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kiosk.base import lanes as lane
from kiosk.base.errors import KioskError
from kiosk.base.lanes import Lanes
from kiosk.journey import effects, events
from kiosk.journey.at_camera import JudgingPicture, Photographing, TakingPicture
from kiosk.journey.states import State, plain
from kiosk.materials.camera import CameraProblem, DocumentCamera, Shot, View

# A frame that does not come within this time is a problem to tell; a picture may take longer, a hand has to come to rest.
LOOK_S = 2.0
SHOOT_S = 6.0
# Ten frames a second follow a hand; a camera that shows nothing is asked again more slowly.
NEXT_LOOK_S = 0.1
AFTER_PROBLEM_S = 1.0

Post = Callable[[events.Event], None]
Failed = Callable[[Exception], None]


class Eye:
    """Follows the visit: looks while the live picture is on the screen, and lets the camera rest once a picture is kept or given up.

    A frame is shown to the person it was asked for, or to nobody: it carries their application's id.
    """

    def __init__(
        self, camera: DocumentCamera, lanes: Lanes, *, see: Callable[[View], None], post: Post, failed: Failed
    ) -> None:
        self._camera = camera
        self._lanes = lanes
        self._see = see
        self._post = post
        self._failed = failed
        self._whose = ""
        self._problem: CameraProblem | None = None
        self._open = False
        self._looking = False

    def follow(self, state: State) -> None:
        """After each step of the visit: begin to look, go on, or rest."""
        beneath = plain(state)
        self._whose = beneath.visit.application_id if isinstance(beneath, Photographing) else ""
        self._problem = beneath.problem if isinstance(beneath, Photographing) else None
        if self._whose and not self._looking:
            self._look()
        elif self._open and not isinstance(beneath, OPEN):
            self._rest()

    def close(self) -> None:
        """Look no more."""
        self._whose = ""

    def take(self, effect: effects.TakePicture) -> None:
        """Take a picture."""
        self._open = True
        shoot = partial(self._camera.shoot, SHOOT_S)
        self._lanes.run(lane.CAMERA, shoot, partial(self._taken, effect.application_id), self._not_taken)

    def turn(self, effect: effects.TurnPicture) -> None:
        """Turn a picture."""
        turn = partial(self._camera.turn, effect.shot)
        self._lanes.run(lane.CAMERA, turn, partial(self._taken, effect.application_id), self._not_taken)

    def _look(self) -> None:
        if not self._whose:
            self._looking = False
            return
        self._looking = self._open = True
        look = partial(self._camera.look, LOOK_S)
        self._lanes.run(lane.CAMERA, look, partial(self._looked, self._whose), self._not_looked)

    def _looked(self, whose: str, saw: View | CameraProblem) -> None:
        problem = saw if isinstance(saw, CameraProblem) else None
        self._lanes.after(AFTER_PROBLEM_S if problem else NEXT_LOOK_S, self._look)
        if whose != self._whose:
            return
        if problem is not self._problem:
            self._post(events.CameraChanged(problem))
        if isinstance(saw, View):
            self._see(saw)

    def _not_looked(self, error: Exception) -> None:
        """A camera that hangs is one that shows nothing; the next look may find it well."""
        self._lanes.after(AFTER_PROBLEM_S, self._look)
        self._not_taken(error)

    def _taken(self, whose: str, taken: Shot | CameraProblem) -> None:
        if isinstance(taken, CameraProblem):
            self._post(events.CameraChanged(taken))
        else:
            self._post(events.PictureTaken(whose, taken))

    def _not_taken(self, error: Exception) -> None:
        if isinstance(error, KioskError):
            self._post(events.CameraChanged(CameraProblem.SILENT))
        else:
            self._failed(error)

    def _rest(self) -> None:
        self._open = False
        self._lanes.run(lane.CAMERA, self._camera.rest, _ignore, self._failed)


class NoCamera:
    """Implements DocumentCamera where none is configured."""

    def look(self, timeout_s: float) -> CameraProblem:
        """Nothing is plugged in."""
        return CameraProblem.ABSENT

    def shoot(self, deadline_s: float) -> CameraProblem:
        """Nothing is plugged in."""
        return CameraProblem.ABSENT

    def turn(self, shot: Shot) -> CameraProblem:
        """Nothing was ever taken."""
        return CameraProblem.ABSENT

    def rest(self) -> None:
        """It does."""

    def close(self) -> None:
        """Nothing is held."""


# Until a picture is agreed to it may be taken again at once.
OPEN = Photographing | TakingPicture | JudgingPicture


def _ignore(_: object) -> None:
    """The result matters to nobody."""
