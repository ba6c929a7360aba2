"""RequestedCardService: pcscd, started anew at the request of a program that may not do so itself."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from devices.deadline import Deadline
from kiosk.base.clock import Clock

# A service that is restarted while it starts never serves.
_AGAIN_S = 60.0


class RequestedCardService:
    """Lays a file where systemd looks for one (packaging/systemd/doorstep-pcscd.path); root does the rest.

    Asked again within a minute it does nothing. May be called from any lane.
    """

    def __init__(self, request: Path, clock: Clock) -> None:
        self._request = request
        self._clock = clock
        self._rest = Deadline(clock, clock.monotonic_s())

    def restart(self) -> None:
        """Asks; nothing is waited for. Where nobody looks for requests, the reader stays as it is and says so."""
        if not self._rest.passed():
            return
        self._rest = Deadline.after(self._clock, _AGAIN_S)
        with suppress(OSError):
            self._request.touch()
