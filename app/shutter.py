"""The closed shutter: the window of a terminal that cannot be opened, which says why, what is safe and what to do."""

from __future__ import annotations

from app.assembly import Mode, facts_of
from app.product import Product
from app.system import SystemClock
from kiosk.journey.advance import advance
from kiosk.journey.events import Event
from kiosk.journey.states import OutOfService, State
from ui.viewmodels.bundle import ViewModels, build
from ui.viewmodels.ports import Ports
from ui.window import KioskWindow, Orientation, open_window


class Shutter:
    """One window over no terminal: no store, no devices, no lanes. To be used on the GUI's thread."""

    def __init__(self, product: Product, mode: Mode, orientation: Orientation, *, code: str) -> None:
        self._facts = facts_of(product)
        self.state: State = OutOfService(code)
        ports = Ports(
            post=self.post,
            texts=product.texts,
            facts=self._facts,
            station=product.settings.station,
            search=product.search,
            most_used=product.settings.rules.most_used,
            now=SystemClock().now,
            fresh_id=str,
            mode="" if mode is Mode.PRODUCTION else mode.value,
        )
        self.viewmodels: ViewModels = build(ports)
        self.viewmodels.render(self.state)
        self.window: KioskWindow = open_window(self.viewmodels, orientation=orientation)

    def say(self, code: str) -> None:
        """Another reason than before."""
        self.state = OutOfService(code, self.state.visit)
        self.viewmodels.render(self.state)

    def post(self, event: Event) -> None:
        """Whoever stands here can ask for another language or larger letters, and nothing else."""
        self.state, _ = advance(self.state, event, self._facts)
        self.viewmodels.render(self.state)

    def close(self) -> None:
        """Take the window away."""
        self.window.close()
