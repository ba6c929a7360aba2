"""At the document camera with a finger, with keys alone, and after the wipe: what is touched is done, and no picture is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from shiboken6 import isValid

from kiosk.journey import effects, events, states
from kiosk.materials.camera import Advice, View
from kiosk.materials.model import Way
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import named
from tests.ui.screens.photographs import ITEM, LYING, ONLY, keep, past_the_camera, pixels, shot, to_papers
from tests.ui.screens.test_keys_alone import controls, tabbed
from ui.picture import PaintedPicture
from ui.viewmodels.capture import CaptureViewModel

Open = Callable[..., Opened]
LIVE = View(Advice.GOOD, pixels(800, 600, LYING), LYING)


def laid(opened: Open) -> Opened:
    """A paper lies under the camera, and is seen."""
    shown = opened()
    to_papers(shown.stage)
    shown.stage.post(events.WayChosen(ITEM, ONLY, Way.CAPTURED))
    shown.stage.viewmodels.see(LIVE)
    shown.settle()
    return shown


def images(shown: Opened) -> list[QImage]:
    """What the view-model still holds."""
    held = shown.stage.of(CaptureViewModel)
    return [image for image in (held.shown("live", QImage), held.shown("shot", QImage)) if not image.isNull()] + [
        row["image"] for row in held.shown("pages", list) if not row["image"].isNull()
    ]


def test_a_finger_takes_turns_keeps_and_takes_out(opened: Open) -> None:
    shown = laid(opened)
    shown.touch("take")
    assert isinstance(shown.stage.effects[-1], effects.TakePicture)
    shown.stage.post(events.PictureTaken(shown.stage.state.visit.application_id, shot(1)))
    shown.settle()
    shown.touch("turn")
    assert isinstance(shown.stage.effects[-1], effects.TurnPicture)
    shown.stage.post(events.PictureTaken(shown.stage.state.visit.application_id, shot(2)))
    shown.settle()
    shown.touch("keep")
    assert shown.stage.effects[-1] == effects.KeepPicture(shown.stage.state.visit.application_id, shot(2))
    shown.stage.post(events.PictureKept(shot(2), "2" * 64))
    shown.settle()
    shown.touch("more")
    assert isinstance(shown.stage.state, states.Photographing)
    keep(shown.stage, shot(3), 3)
    shown.settle()
    shown.touch("remove-1")
    assert isinstance(shown.stage.state, states.CountingPages) and len(images(shown)) == 1
    shown.touch("done")
    assert isinstance(shown.stage.state, states.ShowingMaterials)


def test_the_picture_is_painted_with_the_pages_outline_over_it(opened: Open) -> None:
    """A pixel of the table, one of the paper, one of the line between them, in the window as it is painted."""
    shown = laid(opened)
    item = shown.find("live").findChild(PaintedPicture)
    assert isinstance(item, PaintedPicture)
    scene, place = shown.window.grabWindow(), item.mapRectToScene(QRectF(item.place()))

    def at(x: float, y: float) -> str:
        return scene.pixelColor(int(place.x() + x * place.width()), int(place.y() + y * place.height())).name()

    assert (at(0.1, 0.5), at(0.5, 0.6)) == ("#6b5a48", "#f2efe6")
    assert at(0.51, 0.11) == item.property("outline").name()


@pytest.mark.parametrize("stop", ["advice good", "picture", "keeping", "two pages"])
def test_no_picture_is_left_after_the_wipe(opened: Open, stop: str) -> None:
    shown = opened()
    assert any(reached == stop for reached in past_the_camera(shown.stage, "zh"))
    shown.settle()
    assert images(shown), "the test would prove nothing"
    painted = shown.window.findChildren(PaintedPicture)
    shown.stage.state = states.Attracting()
    shown.stage.viewmodels.wipe()
    assert images(shown) == []
    shown.stage.viewmodels.see(LIVE)
    assert images(shown) == [], "a frame that comes late"
    shown.settle()
    assert not any(map(isValid, painted)), "the page that held it is gone, and what it painted with it"


def test_every_control_at_the_camera_is_reached_by_keys_and_has_a_name(opened: Open) -> None:
    shown = opened("landscape")
    missed = []
    for stop in past_the_camera(shown.stage, "en"):
        if stop.startswith("advice") and stop != "advice good":
            continue
        shown.settle()
        wanted, reached = controls(shown), tabbed(shown)
        missed += [f"{stop}: {item.objectName()}" for item in wanted if item not in reached or not named(item)]
    assert not missed, "\n".join(missed)
