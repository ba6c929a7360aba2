"""Rating (好差评): five grades, none chosen before, reasons from the list, one touch to skip."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.feedback.rules import GRADES, REASONS, grade_of_review_code, review_code
from kiosk.journey import events, states
from ui.viewmodels.base import QVariantList, Row, ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RateViewModel(ViewModel):
    """`grade` is empty until one is touched; then `reasons` may be chosen, or left."""

    gradesChanged = Signal()
    gradeChanged = Signal()
    gradeTextChanged = Signal()
    reasonsChanged = Signal()
    chosenChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, grades=[], grade="", gradeText="", reasons=[], chosen=[])

    @Property(QVariantList, notify=gradesChanged)
    def grades(self) -> list[Row]:
        return self.shown("grades", list)

    @Property(str, notify=gradeChanged)
    def grade(self) -> str:
        return self.shown("grade", str)

    @Property(str, notify=gradeTextChanged)
    def gradeText(self) -> str:
        return self.shown("gradeText", str)

    @Property(QVariantList, notify=reasonsChanged)
    def reasons(self) -> list[Row]:
        return self.shown("reasons", list)

    @Property(QVariantList, notify=chosenChanged)
    def chosen(self) -> list[str]:
        return self.shown("chosen", list)

    def present(self, state: states.State) -> None:
        if not isinstance(states.plain(state), states.Rating):
            self.show(**self._blank)
            return
        grades = [{"value": review_code(grade), "text": self.say(f"grade.{grade.value}")} for grade in GRADES]
        self.show(grades=grades, **self._of(self._shown["grade"]))

    @Slot(str)
    def choose(self, grade: str) -> None:
        """A face was touched, by its code of the review interface (5 is the best); "" takes it back."""
        self.show(chosen=[], **self._of(grade))

    @Slot(str)
    def toggle(self, reason: str) -> None:
        """One reason more or less."""
        chosen = self._shown["chosen"]
        kept = [code for code in chosen if code != reason]
        self.show(chosen=kept if reason in chosen else [*chosen, reason])

    @Slot()
    def send(self) -> None:
        """Hand in the grade, with reasons or without."""
        grade = grade_of_review_code(self._shown["grade"])
        reasons = tuple(self._shown["chosen"])
        self.post(events.Rated(grade, reasons, at=self._ports.now(), fresh_id=self._ports.fresh_id()))

    @Slot()
    def skip(self) -> None:
        self.post(events.RatingSkipped())

    def _of(self, grade: str) -> Row:
        if not grade:
            return {"grade": "", "gradeText": "", "reasons": []}
        given = grade_of_review_code(grade)
        reasons = [{"value": reason.code, "text": reason.zh, "hint": ""} for reason in REASONS[given]]
        return {"grade": grade, "gradeText": self.say(f"grade.{given.value}"), "reasons": reasons}
