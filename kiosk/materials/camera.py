"""The values a document camera speaks in, and its port."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

# x and y of a place in a frame, each from 0 (left, top) to 1.
Point = tuple[float, float]
# A page's corners in the frame, clockwise from the one nearest to the frame's top left.
Corners = tuple[Point, Point, Point, Point]


class Advice(StrEnum):
    """The one thing to do now, the worst first; each has its own picture and words. None of them forbids a photograph.

    UPSIDE_DOWN and SIDEWAYS are said only where a QR code on the paper proves them: lines of writing do not tell
    which end is up, and Mongolian lines run downwards. For every other paper a person looks, and turns it.
    """

    NO_PAGE = "no_page"
    NOT_WHOLE = "not_whole"
    TOO_FAR = "too_far"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    MOVING = "moving"
    BLURRED = "blurred"
    UPSIDE_DOWN = "upside_down"
    SIDEWAYS = "sideways"
    GOOD = "good"


class CodeKind(StrEnum):
    """Which printed code it is."""

    QR = "qr"
    CODE_128 = "code_128"


class CameraProblem(StrEnum):
    """Why there is no picture, when a person or a cable is the cause; the camera recovers by itself at the next call.

    ABSENT: nothing is plugged in, or it is no camera. BUSY: another program has it. DENIED: this one may not use it.
    SILENT: it gives no picture in time. UNREADABLE: what it gives is no picture.
    """

    ABSENT = "absent"
    BUSY = "busy"
    DENIED = "denied"
    SILENT = "silent"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels for a screen: rows from the top without gaps, three bytes a pixel, red, green, blue."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """One code printed on the paper; its text may name a person."""

    kind: CodeKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class View:
    """What the camera sees now: a picture for the screen, where the page lies in it, and what to do."""

    advice: Advice
    picture: Picture
    corners: Corners | None = None
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Shot:
    """One photographed page: a JPEG without metadata, and the same in few pixels for the screen.

    `advice` is what would have made it better, GOOD when nothing would; with NO_PAGE it is the whole frame,
    otherwise the page alone, straightened.
    """

    advice: Advice
    width: int
    height: int
    jpeg: bytes = field(repr=False)
    small: Picture
    codes: tuple[Code, ...] = ()


class DocumentCamera(Protocol):
    """One camera over a table. Blocking, thread-blind; every method is called on the camera's own lane.

    Never raises for a camera that is missing, busy or unplugged: those are values. A call that never came back and was
    given up by its lane does not hinder the next one.
    """

    def look(self, timeout_s: float) -> View | CameraProblem:
        """The next frame judged, within `timeout_s` seconds; opens the camera where it rests. Ten a second are plenty."""
        ...

    def shoot(self, deadline_s: float) -> Shot | CameraProblem:
        """The sharpest of a few frames, straightened and small enough to be sent, within `deadline_s` seconds."""
        ...

    def turn(self, shot: Shot) -> Shot | CameraProblem:
        """The same shot, a quarter turn clockwise; needs no camera."""
        ...

    def rest(self) -> None:
        """Let go of the device until the next call, so that its light goes out; forgets what it saw."""
        ...

    def close(self) -> None:
        """Let go of the device; the camera is not used afterwards."""
        ...
