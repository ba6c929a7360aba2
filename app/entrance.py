"""The entrance: opens the terminal, and while its disk, key or database does not let it, says so and tries again."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from app.assembly import Options
from app.kiosk import Kiosk, complain_of_bug
from app.output import complain
from app.product import Product
from app.shutter import Shutter
from kiosk.base.errors import KioskError, SealError, StoreError
from kiosk.journey.states import State
from ui.lanes import QtLanes
from ui.window import KioskWindow, Orientation

# A cable that is pushed in again, a disk that has room again: nobody should have to start the terminal for it.
AGAIN_S = 5.0


class Entrance:
    """Either a serving kiosk or a closed shutter; `shows` is told each window that takes the other's place."""

    def __init__(
        self, product: Product, options: Options, orientation: Orientation, *, shows: Callable[[KioskWindow], None]
    ) -> None:
        self._product = product
        self._options = options
        self._orientation = orientation
        self._shows = shows
        self._code = ""
        self.lanes = QtLanes()
        self.watchers: list[Callable[[State], None]] = []
        self.kiosk: Kiosk | None = None
        self.shutter: Shutter | None = None

    def open(self) -> None:
        """Serve, or tell the fault and try again in five seconds. Raises ConfigError, CatalogueError and LinkError: those stay."""
        try:
            kiosk = Kiosk(self._product, self._options, self._orientation)
        except (StoreError, SealError) as error:
            self._close_shutter(error)
            self.lanes.after(AGAIN_S, self.open)
            return
        kiosk.watchers += self.watchers
        self.kiosk = kiosk
        self._shows(kiosk.window)
        kiosk.start()
        if self.shutter is not None:
            self.shutter.close()
            self.shutter = None

    def bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For sys.excepthook."""
        if self.kiosk is None:
            complain_of_bug(kind, trace)
        else:
            self.kiosk.bug(kind, error, trace)

    def close(self) -> None:
        """End in order, whichever of the two is there."""
        self.lanes.close()
        if self.kiosk is not None:
            self.kiosk.close()
        if self.shutter is not None:
            self.shutter.close()

    def _close_shutter(self, error: KioskError) -> None:
        if error.code != self._code:
            complain(error)
        self._code = error.code
        if self.shutter is None:
            self.shutter = Shutter(self._product, self._options.mode, self._orientation, code=error.code)
            self._shows(self.shutter.window)
        else:
            self.shutter.say(error.code)
