"""What failed, in words, and what to do; the code for whoever repairs it."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.journey import states
from kiosk.status.faults import fault_of
from ui.viewmodels.base import ViewModel
from ui.viewmodels.outcome import spoken
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class FaultViewModel(ViewModel):
    """`kept` tells what becomes of what was entered so far; empty when there is nothing yet."""

    codeChanged = Signal()
    titleChanged = Signal()
    remedyChanged = Signal()
    keptChanged = Signal()
    pictureChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, code="", title="", remedy="", kept="", picture="")

    @Property(str, notify=codeChanged)
    def code(self) -> str:
        return self.shown("code", str)

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        return self.shown("title", str)

    @Property(str, notify=remedyChanged)
    def remedy(self) -> str:
        return self.shown("remedy", str)

    @Property(str, notify=keptChanged)
    def kept(self) -> str:
        return self.shown("kept", str)

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        """The remedy that is drawn: a value of kiosk.status.faults.Remedy."""
        return self.shown("picture", str)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, states.Faulted | states.OutOfService):
            return
        code = beneath.code
        visit = beneath.visit
        kept = "fault.kept.collected" if visit.collected else "fault.kept.draft" if visit.answers else ""
        self.show(
            code=spoken(code),
            title=self.say(f"fault.{code}.title"),
            remedy=self.say(f"fault.{code}.remedy"),
            kept=self.say(kept) if kept else "",
            picture=fault_of(code).remedy.value,
        )
