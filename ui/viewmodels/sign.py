"""Signing with a finger."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.journey import events, states
from ui.viewmodels.base import QVariantList, ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# The pad tells 1/10000 of its width and of its height; a signature is kept in 1/1000 of the pad's width.
PAD_PER_KEPT = 10


@QmlElement
class SignViewModel(ViewModel):
    """`empty` after an attempt to go on without a stroke; `seal` is the short mark of what is signed; `noPaper` why no receipt
    will come out, in words, "" when one will."""

    emptyChanged = Signal()
    sealChanged = Signal()
    noPaperChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, empty=False, seal="", noPaper="")

    @Property(bool, notify=emptyChanged)
    def empty(self) -> bool:
        return self.shown("empty", bool)

    @Property(str, notify=sealChanged)
    def seal(self) -> str:
        return self.shown("seal", str)

    @Property(str, notify=noPaperChanged)
    def noPaper(self) -> str:
        return self.shown("noPaper", str)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if isinstance(beneath, states.Signing):
            short = beneath.document_sha256[:8].upper()
            fault = beneath.visit.print_fault
            why = self.say("sign.paper.body", fault=self.say(f"fault.{fault}.title")) if fault else ""
            self.show(empty=beneath.empty, seal=f"{short[:4]} {short[4:]}", noPaper=why)
        else:
            self.show(**self._blank)

    @Slot(QVariantList, float)
    def done(self, strokes: list[list[list[float]]], height_to_width: float) -> None:
        """The strokes as the pad has them, and the pad's height over its width."""
        kept = tuple(
            tuple(
                (round(x / PAD_PER_KEPT), round(y * height_to_width / PAD_PER_KEPT), round(ms)) for x, y, ms in stroke
            )
            for stroke in strokes
        )
        self.post(events.SignatureDone(kept, self._ports.now()))
