"""A walk past the document camera: every advice, every problem, the picture, the pages; and pictures to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.materials.camera import Advice, CameraProblem, Corners, Picture, Shot, View
from kiosk.materials.model import Way
from tests.ui.screens.stage import Stage, to_form
from tests.ui.screens.walks import form

# Three papers that can be shown only, and one that may come later.
ITEM, ONLY, ALSO = "machinery", "info_sheet", "verify"
LYING: Corners = ((0.3, 0.1), (0.72, 0.12), (0.75, 0.9), (0.28, 0.88))
WHOLE: Corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


@cache
def pixels(width: int, height: int, page: Corners) -> Picture:
    """A sheet on a table."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#6b5a48"))
    painter = QPainter(image)
    painter.setBrush(QColor("#f2efe6"))
    painter.drawPolygon(QPolygonF([QPointF(x * width, y * height) for x, y in page]))
    painter.end()
    # Widths here are multiples of four: no row has a gap at its end.
    return Picture(width, height, bytes(image.constBits()))


def shot(number: int, advice: Advice = Advice.GOOD) -> Shot:
    """A picture of a page."""
    return Shot(advice, 420, 594, b"\xff\xd8\xff" + bytes([number]), pixels(420, 594, WHOLE))


def to_papers(stage: Stage, language: Language = "zh") -> None:
    """To the papers of an item whose papers have to be shown."""
    to_form(stage, ITEM, language)
    for _ in form(stage):
        pass


def take(stage: Stage, taken: Shot) -> None:
    """The camera has taken this picture."""
    stage.post(events.PictureAsked())
    stage.post(events.PictureTaken(stage.state.visit.application_id, taken))


def keep(stage: Stage, taken: Shot, number: int) -> None:
    """Taken, found good, and durable."""
    take(stage, taken)
    stage.post(events.Confirmed())
    stage.post(events.PictureKept(taken, f"{number:064x}"))


def past_the_camera(stage: Stage, language: Language) -> Iterator[str]:
    """Every screen there is at the camera."""
    to_papers(stage, language)
    stage.post(events.Confirmed())
    yield "papers missing"
    stage.post(events.WayChosen(ITEM, ONLY, Way.CAPTURED))
    yield "opening"
    yield from seen(stage)
    for problem in CameraProblem:
        stage.post(events.CameraChanged(problem))
        yield f"camera {problem}"
    stage.post(events.CameraChanged(None))
    stage.post(events.PictureAsked())
    yield "taking"
    stage.post(events.PictureTaken(stage.state.visit.application_id, shot(1, Advice.BLURRED)))
    yield "doubtful"
    stage.post(events.Denied())
    take(stage, shot(1))
    yield "picture"
    stage.post(events.Confirmed())
    yield "keeping"
    stage.post(events.PictureKept(shot(1), f"{1:064x}"))
    yield "one page"
    yield from many_pages(stage)
    stage.post(events.Confirmed())
    stage.post(events.WayChosen(ITEM, ALSO, Way.CAPTURED))
    stage.post(events.CameraChanged(CameraProblem.ABSENT))
    yield "no camera, another way"


def seen(stage: Stage) -> Iterator[str]:
    """What the camera sees, with everything it may advise."""
    for advice in Advice:
        corners = None if advice in (Advice.NO_PAGE, Advice.NOT_WHOLE) else LYING
        stage.viewmodels.see(View(advice, pixels(800, 600, LYING), corners))
        yield f"advice {advice}"


def many_pages(stage: Stage) -> Iterator[str]:
    """As many as a paper may have, the first of them from an earlier visit."""
    while isinstance(stage.state, states.CountingPages) and len(stage.state.visit.pictures) < 8:
        number = len(stage.state.visit.pictures) + 1
        stage.post(events.PictureAsked())
        keep(stage, shot(number), number)
        if number == 2:
            yield "two pages"
    visit = stage.state.visit
    later = {sha256: picture for sha256, picture in visit.pictures.items() if sha256 != f"{1:064x}"}
    stage.show(replace(stage.state, visit=replace(visit, pictures=later)))
    yield "eight pages"
