"""Photographing a paper: what the camera sees and what to do, the picture that was taken, the pages that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from kiosk.journey import events, states
from kiosk.journey.at_camera import AtCamera
from kiosk.journey.filling import papers_of
from kiosk.materials.camera import Advice, CameraProblem, Picture, View
from kiosk.materials.papers import MOST_PAGES, pages_of, paper_of
from kiosk.materials.told import material_name
from ui.viewmodels.base import QVariantList, QVariantMap, Row, ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# What to do, drawn beside its words.
PICTOGRAMS: Mapping[Advice, str] = MappingProxyType(
    {
        Advice.NO_PAGE: "lay",
        Advice.NOT_WHOLE: "corners",
        Advice.TOO_FAR: "nearer",
        Advice.TOO_DARK: "lamp",
        Advice.TOO_BRIGHT: "glare",
        Advice.MOVING: "hand",
        Advice.BLURRED: "flatten",
        Advice.UPSIDE_DOWN: "refresh",
        Advice.SIDEWAYS: "refresh",
        Advice.GOOD: "check",
    }
)
# What is wrong with the camera, likewise.
TROUBLES: Mapping[CameraProblem, str] = MappingProxyType(
    {
        CameraProblem.ABSENT: "usb",
        CameraProblem.BUSY: "clock",
        CameraProblem.DENIED: "lock",
        CameraProblem.SILENT: "camera-off",
        CameraProblem.UNREADABLE: "camera-off",
    }
)
NOTHING: Row = {}


@QmlElement
class CaptureViewModel(ViewModel):
    """`advice` holds text, pictogram and tone; `problem` is empty, or what is wrong with the camera in words."""

    nameChanged = Signal()
    pageChanged = Signal()
    liveChanged = Signal()
    cornersChanged = Signal()
    adviceChanged = Signal()
    problemChanged = Signal()
    takingChanged = Signal()
    shotChanged = Signal()
    doubtChanged = Signal()
    keepingChanged = Signal()
    pagesChanged = Signal()
    fullChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(
            ports,
            name="",
            page=1,
            live=QImage(),
            corners=[],
            advice=NOTHING,
            problem=NOTHING,
            taking=False,
            shot=QImage(),
            doubt="",
            keeping=False,
            pages=[],
            full=False,
        )

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        return self.shown("name", str)

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        return self.shown("page", int)

    @Property(QImage, notify=liveChanged)
    def live(self) -> QImage:
        return self.shown("live", QImage)

    @Property(QVariantList, notify=cornersChanged)
    def corners(self) -> list[list[float]]:
        return self.shown("corners", list)

    @Property(QVariantMap, notify=adviceChanged)
    def advice(self) -> Row:
        return self.shown("advice", dict)

    @Property(QVariantMap, notify=problemChanged)
    def problem(self) -> Row:
        return self.shown("problem", dict)

    @Property(bool, notify=takingChanged)
    def taking(self) -> bool:
        return self.shown("taking", bool)

    @Property(QImage, notify=shotChanged)
    def shot(self) -> QImage:
        return self.shown("shot", QImage)

    @Property(str, notify=doubtChanged)
    def doubt(self) -> str:
        return self.shown("doubt", str)

    @Property(bool, notify=keepingChanged)
    def keeping(self) -> bool:
        return self.shown("keeping", bool)

    @Property(QVariantList, notify=pagesChanged)
    def pages(self) -> list[Row]:
        return self.shown("pages", list)

    @Property(bool, notify=fullChanged)
    def full(self) -> bool:
        return self.shown("full", bool)

    def see(self, view: View) -> None:
        """One frame of the live picture; nobody sees it where no paper is being laid."""
        if self._shown["advice"] is NOTHING or self._shown["taking"]:
            return
        self.show(
            live=painted(view.picture),
            corners=[list(corner) for corner in view.corners or ()],
            advice=self._advice(view.advice),
        )

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, AtCamera):
            self.show(**self._blank)
            return
        visit = beneath.visit
        paper = paper_of(papers_of(visit, self._ports.facts), beneath.item_id, beneath.material_id)
        kept = pages_of(visit.materials, beneath.item_id, beneath.material_id)
        self.show(
            name=material_name(paper.material, self._language),
            page=len(kept) + 1,
            pages=[self._page(number, visit.pictures.get(sha256)) for number, sha256 in enumerate(kept, 1)],
            full=len(kept) >= MOST_PAGES,
            **self._live(beneath, others=len(paper.ways) > 1),
            **self._judged(beneath),
        )

    def _live(self, state: states.State, *, others: bool) -> Row:
        """What stood on the screen while the picture is taken stays there: the page under the camera has not moved."""
        match state:
            case states.Photographing(problem=None):
                seen = self._shown["advice"] if self._shown["advice"] and not self._shown["taking"] else {}
                return {"taking": False, "problem": NOTHING, "advice": seen or self._waiting("photograph.opening")}
            case states.Photographing(problem=problem):
                said = self._problem(problem, others=others)
                return {"taking": False, "problem": said, "advice": NOTHING, "live": QImage(), "corners": []}
            case states.TakingPicture():
                return {"taking": True, "problem": NOTHING, "advice": self._waiting("photograph.taking")}
            case _:
                return {name: self._blank[name] for name in ("taking", "problem", "advice", "live", "corners")}

    def _judged(self, state: states.State) -> Row:
        if not isinstance(state, states.JudgingPicture | states.KeepingPicture):
            return {"shot": QImage(), "doubt": "", "keeping": False}
        good = state.shot.advice is Advice.GOOD
        return {
            "shot": painted(state.shot.small),
            "doubt": "" if good else self.say(f"advice.{state.shot.advice.value}"),
            "keeping": isinstance(state, states.KeepingPicture),
        }

    def _waiting(self, key: str) -> Row:
        return {"text": self.say(key), "pictogram": "camera", "tone": "accent"}

    def _advice(self, advice: Advice) -> Row:
        tone = "done" if advice is Advice.GOOD else "accent"
        return {"text": self.say(f"advice.{advice.value}"), "pictogram": PICTOGRAMS[advice], "tone": tone}

    def _problem(self, problem: CameraProblem | None, *, others: bool) -> Row:
        assert problem is not None
        return {
            "title": self.say(f"camera.{problem.value}.title"),
            "body": self.say(f"camera.{problem.value}.lead"),
            "pictogram": TROUBLES[problem],
            "way": self.say("photograph.others" if others else "photograph.only"),
        }

    def _page(self, number: int, picture: Picture | None) -> Row:
        return {
            "number": number,
            "title": self.say("pages.number", n=str(number)),
            "image": painted(picture) if picture else QImage(),
            "sealed": picture is None,
        }

    @Slot()
    def take(self) -> None:
        """Take a picture, or go on to one more page."""
        self.post(events.PictureAsked())

    @Slot()
    def turn(self) -> None:
        """It lies on its side."""
        self.post(events.TurnAsked())

    @Slot(int)
    def remove(self, number: int) -> None:
        """This page does not belong here."""
        self.post(events.PageRemoved(number))


def painted(picture: Picture) -> QImage:
    """The pixels as Qt paints them, in memory of its own."""
    return QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888).copy()
