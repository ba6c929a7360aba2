"""All view-models of one window, made, fed and wiped together."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.journey.states import State
from kiosk.materials.camera import View
from ui.input.keyboard import KeyboardViewModel
from ui.input.pinyin import load_engine
from ui.viewmodels.base import ViewModel
from ui.viewmodels.capture import CaptureViewModel
from ui.viewmodels.card import CardViewModel
from ui.viewmodels.check import CheckViewModel
from ui.viewmodels.choose import ChooseViewModel
from ui.viewmodels.clerk import ClerkViewModel
from ui.viewmodels.fault import FaultViewModel
from ui.viewmodels.form import FormViewModel
from ui.viewmodels.guide import GuideViewModel
from ui.viewmodels.materials import MaterialsViewModel
from ui.viewmodels.outcome import OutcomeViewModel
from ui.viewmodels.ports import Ports
from ui.viewmodels.rate import RateViewModel
from ui.viewmodels.settings import SettingsViewModel
from ui.viewmodels.sign import SignViewModel
from ui.viewmodels.simulation import SimulationViewModel
from ui.viewmodels.texts import TextsViewModel
from ui.viewmodels.visit import VisitViewModel

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ViewModels(QObject):
    """What a screen is given; none of these is ever exchanged, so `made` is never emitted."""

    made = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__()
        self._texts = TextsViewModel(ports)
        self._settings = SettingsViewModel(ports)
        self._visit = VisitViewModel(ports)
        self._choose = ChooseViewModel(ports)
        self._guide = GuideViewModel(ports)
        self._card = CardViewModel(ports)
        self._clerk = ClerkViewModel(ports)
        self._form = FormViewModel(ports)
        self._materials = MaterialsViewModel(ports)
        self._capture = CaptureViewModel(ports)
        self._check = CheckViewModel(ports)
        self._sign = SignViewModel(ports)
        self._outcome = OutcomeViewModel(ports)
        self._rate = RateViewModel(ports)
        self._fault = FaultViewModel(ports)
        self._simulation = SimulationViewModel(ports)
        self._keyboard = KeyboardViewModel(load_engine())
        # A parent keeps QML's collector away from them.
        for owned in (*self.each(), self._keyboard):
            owned.setParent(self)

    def each(self) -> tuple[ViewModel, ...]:
        """In the order they are fed: what is written first, the screen that shows it last."""
        return (
            self._texts,
            self._settings,
            self._choose,
            self._guide,
            self._card,
            self._clerk,
            self._form,
            self._materials,
            self._capture,
            self._check,
            self._sign,
            self._outcome,
            self._rate,
            self._fault,
            self._simulation,
            self._visit,
        )

    def render(self, state: State) -> None:
        """Show a state of the visit."""
        for viewmodel in self.each():
            viewmodel.render(state)

    def see(self, view: View) -> None:
        """Show what the document camera sees."""
        self._capture.see(view)

    def stand_still(self) -> None:
        """Nothing moves until the next wipe: for pictures, and for whoever asked for it."""
        if self._settings.shown("animated", bool):
            self._settings.toggleMotion()

    def wipe(self) -> None:
        """Destroy everything of this visit: values, keyboard, settings, the screen itself."""
        self._keyboard.wipe()
        for viewmodel in reversed(self.each()):
            viewmodel.wipe()

    @Property(TextsViewModel, notify=made)
    def texts(self) -> TextsViewModel:
        return self._texts

    @Property(SettingsViewModel, notify=made)
    def settings(self) -> SettingsViewModel:
        return self._settings

    @Property(VisitViewModel, notify=made)
    def visit(self) -> VisitViewModel:
        return self._visit

    @Property(ChooseViewModel, notify=made)
    def choose(self) -> ChooseViewModel:
        return self._choose

    @Property(GuideViewModel, notify=made)
    def guide(self) -> GuideViewModel:
        return self._guide

    @Property(CardViewModel, notify=made)
    def card(self) -> CardViewModel:
        return self._card

    @Property(ClerkViewModel, notify=made)
    def clerk(self) -> ClerkViewModel:
        return self._clerk

    @Property(FormViewModel, notify=made)
    def form(self) -> FormViewModel:
        return self._form

    @Property(MaterialsViewModel, notify=made)
    def materials(self) -> MaterialsViewModel:
        return self._materials

    @Property(CaptureViewModel, notify=made)
    def capture(self) -> CaptureViewModel:
        return self._capture

    @Property(CheckViewModel, notify=made)
    def check(self) -> CheckViewModel:
        return self._check

    @Property(SignViewModel, notify=made)
    def sign(self) -> SignViewModel:
        return self._sign

    @Property(OutcomeViewModel, notify=made)
    def outcome(self) -> OutcomeViewModel:
        return self._outcome

    @Property(RateViewModel, notify=made)
    def rate(self) -> RateViewModel:
        return self._rate

    @Property(FaultViewModel, notify=made)
    def fault(self) -> FaultViewModel:
        return self._fault

    @Property(SimulationViewModel, notify=made)
    def simulation(self) -> SimulationViewModel:
        return self._simulation

    @Property(KeyboardViewModel, notify=made)
    def keyboard(self) -> KeyboardViewModel:
        return self._keyboard


def build(ports: Ports) -> ViewModels:
    """The view-models of a window that is handed these ports."""
    return ViewModels(ports)
