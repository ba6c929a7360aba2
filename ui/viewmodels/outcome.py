"""After the signature: the number, the two moments, the paper, the leave-taking."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.clock import TimeConfidence
from kiosk.base.ids import grouped
from kiosk.journey import events, states
from kiosk.journey.visit import Collected, Visit
from kiosk.receipts.model import PrintState
from ui.viewmodels.base import ViewModel
from ui.viewmodels.listing import item_name
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

AFTER = states.Submitted | states.TakingReceipt | states.Rating | states.Leaving
PAPER = {
    PrintState.QUEUED: "printing",
    PrintState.CLAIMED: "printing",
    PrintState.CREATED: "printing",
    PrintState.SENT: "printing",
    PrintState.PRINTING: "printing",
    PrintState.PRINTED: "printed",
    PrintState.UNCERTAIN: "uncertain",
    PrintState.CANCELLED: "declined",
    PrintState.BLOCKED: "failed",
    PrintState.FAILED: "failed",
}


@QmlElement
class OutcomeViewModel(ViewModel):
    """`paper` is "printing", "printed", "uncertain", "declined" or "failed"; with `faultCode` when something keeps it back."""

    numberChanged = Signal()
    itemChanged = Signal()
    collectedChanged = Signal()
    laterChanged = Signal()
    timeNoteChanged = Signal()
    onlineChanged = Signal()
    paperChanged = Signal()
    faultCodeChanged = Signal()
    faultTitleChanged = Signal()
    faultRemedyChanged = Signal()
    cardInChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(
            ports,
            number="",
            item="",
            collected="",
            later="",
            timeNote="",
            online=False,
            paper="printing",
            faultCode="",
            faultTitle="",
            faultRemedy="",
            cardIn=True,
        )

    @Property(str, notify=numberChanged)
    def number(self) -> str:
        return self.shown("number", str)

    @Property(str, notify=itemChanged)
    def item(self) -> str:
        return self.shown("item", str)

    @Property(str, notify=collectedChanged)
    def collected(self) -> str:
        return self.shown("collected", str)

    @Property(str, notify=laterChanged)
    def later(self) -> str:
        return self.shown("later", str)

    @Property(str, notify=timeNoteChanged)
    def timeNote(self) -> str:
        return self.shown("timeNote", str)

    @Property(bool, notify=onlineChanged)
    def online(self) -> bool:
        return self.shown("online", bool)

    @Property(str, notify=paperChanged)
    def paper(self) -> str:
        return self.shown("paper", str)

    @Property(str, notify=faultCodeChanged)
    def faultCode(self) -> str:
        return self.shown("faultCode", str)

    @Property(str, notify=faultTitleChanged)
    def faultTitle(self) -> str:
        return self.shown("faultTitle", str)

    @Property(str, notify=faultRemedyChanged)
    def faultRemedy(self) -> str:
        return self.shown("faultRemedy", str)

    @Property(bool, notify=cardInChanged)
    def cardIn(self) -> bool:
        return self.shown("cardIn", bool)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, AFTER):
            self.show(**self._blank)
            return
        self.show(cardIn=beneath.visit.card_in)
        if beneath.visit.collected is not None:
            self._after(beneath.visit, beneath.visit.collected)

    def _after(self, visit: Visit, collected: Collected) -> None:
        item = self._ports.facts.catalogue.item(visit.item_ids[0])
        fault = visit.print_fault
        limit = item.time_limits.committed
        counted = limit.value is not None and limit.unit in ("workday", "calendar_day")
        unverified = collected.at.confidence is TimeConfidence.UNVERIFIED
        self.show(
            number=grouped(collected.number),
            item=item_name(item, self._language),
            collected=self.say("submitted.today", time=f"{collected.at.local():%H:%M}"),
            later=self.say(f"submitted.later.{limit.unit}", n=str(limit.value))
            if counted
            else self.say("submitted.later.unknown"),
            timeNote=self.say("submitted.time_unverified") if unverified else "",
            online=visit.online,
            paper=PAPER[visit.print_state],
            faultCode=spoken(fault) if fault else "",
            faultTitle=self.say(f"fault.{fault}.title") if fault else "",
            faultRemedy=self.say(f"fault.{fault}.remedy") if fault else "",
        )

    @Slot(str)
    def answer(self, what: str) -> None:
        """About the paper: "again", "none", "came_out" or "did_not"."""
        self.post(events.PaperAnswered(what))


def spoken(code: str) -> str:
    """A fault's code as it is read over the telephone: "P 21"."""
    return f"{code[0]} {code[1:]}"
