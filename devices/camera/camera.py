"""GuidedCamera: the DocumentCamera over any source of frames."""

from __future__ import annotations

from collections.abc import Callable

import cv2

from devices.camera.codes import Reading, read
from devices.camera.frames import Frame, FrameSource, Pixels, reduced, whole
from devices.camera.guide import Sight, judge
from devices.camera.page import Lies, Page
from devices.camera.straight import packed, shown, straightened
from devices.deadline import Deadline
from kiosk.base.clock import Clock
from kiosk.materials.camera import Advice, CameraProblem, Corners, Shot, View

# Codes are looked for at every third look: on a frame of noise alone they cost as much as five looks.
_CODES_EVERY = 3
_BURST = 5
# Tried again within the call: a first frame is often late or torn.
_PASSING = (CameraProblem.SILENT, CameraProblem.UNREADABLE)
_RANK = {advice: rank for rank, advice in enumerate(Advice)}
_UPRIGHT = {None: Advice.GOOD, 0: Advice.GOOD, 1: Advice.SIDEWAYS, 2: Advice.UPSIDE_DOWN, 3: Advice.SIDEWAYS}
_TURNS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


class GuidedCamera:
    """Frames of one source, judged. A source whose `next` never came back is left to it, and another one is made."""

    def __init__(self, make: Callable[[], FrameSource], clock: Clock) -> None:
        # Of two cores one is the screen's.
        cv2.setNumThreads(1)
        self._make = make
        self._clock = clock
        self._source = make()
        self._waited_for = False
        self._before: Page | None = None
        self._reading = Reading()
        self._looks = 0

    def look(self, timeout_s: float) -> View | CameraProblem:
        """The next frame judged."""
        taken = self._take(Deadline.after(self._clock, timeout_s))
        if isinstance(taken, CameraProblem):
            return taken
        _, pixels, sight = taken
        advice = sight.advice
        if self._looks % _CODES_EVERY == 0:
            self._reading = read(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)) if sight.page else Reading()
        self._looks += 1
        if advice is Advice.GOOD:
            advice = _UPRIGHT[self._reading.quarters]
        return View(advice, shown(pixels), _corners(sight.page, pixels), self._reading.codes)

    def shoot(self, deadline_s: float) -> Shot | CameraProblem:
        """The sharpest of a few frames: of those with the best advice, the one with the thinnest edges."""
        deadline = Deadline.after(self._clock, deadline_s)
        best: tuple[Frame, Pixels, Sight] | None = None
        for _ in range(_BURST):
            taken = self._take(deadline)
            if not isinstance(taken, CameraProblem):
                best = taken if best is None else max(best, taken, key=lambda one: _merit(one[2]))
            elif best is None:
                return taken
            if deadline.passed():
                break
        return CameraProblem.SILENT if best is None else _shot(*best)

    def turn(self, shot: Shot) -> Shot | CameraProblem:
        """A quarter turn clockwise."""
        pixels = whole(shot.jpeg)
        if pixels is None:
            return CameraProblem.UNREADABLE
        turned = cv2.rotate(pixels, cv2.ROTATE_90_CLOCKWISE)
        raw, kept = packed(turned)
        return Shot(shot.advice, kept.shape[1], kept.shape[0], jpeg=raw, small=shown(kept), codes=shot.codes)

    def rest(self) -> None:
        """Lets go of the device, and of the last page."""
        if self._waited_for:
            self._leave_behind()
        self._source.release()
        self._before, self._reading, self._looks = None, Reading(), 0

    def close(self) -> None:
        """The same as `rest`: nothing else is held."""
        self.rest()

    def _take(self, deadline: Deadline) -> tuple[Frame, Pixels, Sight] | CameraProblem:
        while True:
            frame = self._next()
            pixels = None if isinstance(frame, CameraProblem) else reduced(frame)
            if pixels is not None and not isinstance(frame, CameraProblem):
                sight = judge(pixels, self._before)
                self._before = sight.page
                return frame, pixels, sight
            problem = frame if isinstance(frame, CameraProblem) else CameraProblem.UNREADABLE
            if problem not in _PASSING or deadline.passed():
                return problem

    def _next(self) -> Frame | CameraProblem:
        if self._waited_for:
            self._leave_behind()
        source, self._waited_for = self._source, True
        try:
            frame = source.next()
        finally:
            late = source is not self._source
            if late:
                source.release()
            else:
                self._waited_for = False
        return CameraProblem.SILENT if late else frame

    def _leave_behind(self) -> None:
        """Whoever waits for the old source releases it, should it ever answer."""
        self._source, self._waited_for = self._make(), False


def _merit(sight: Sight) -> tuple[int, float]:
    return _RANK[sight.advice], -sight.quality.blur if sight.quality else 0.0


def _shot(frame: Frame, pixels: Pixels, sight: Sight) -> Shot | CameraProblem:
    full = whole(frame)
    if full is None:
        return CameraProblem.UNREADABLE
    page = sight.page
    if page is not None and page.lies is Lies.WHOLE:
        full = straightened(full, page.corners * (full.shape[1] / pixels.shape[1]))
    reading = read(cv2.cvtColor(full, cv2.COLOR_BGR2GRAY))
    if reading.quarters in _TURNS:
        full = cv2.rotate(full, _TURNS[reading.quarters])
    raw, kept = packed(full)
    return Shot(sight.advice, kept.shape[1], kept.shape[0], jpeg=raw, small=shown(kept), codes=reading.codes)


def _corners(page: Page | None, pixels: Pixels) -> Corners | None:
    if page is None or page.lies is not Lies.WHOLE:
        return None
    height, width = pixels.shape[:2]
    one, two, three, four = ((float(x) / width, float(y) / height) for x, y in page.corners)
    return one, two, three, four
