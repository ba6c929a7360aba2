"""A reader that hangs on USB and that pcscd has lost: after a hub came back it was seen to find it only when restarted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from devices.deadline import Deadline
from kiosk.base.clock import Clock
from kiosk.cards import CardService, CardStatus, ReaderState

# A reader that is plugged in, or a service that starts, takes a second or two until it is listed.
_LOST_S = 10.0
# USB's class of smart-card devices (CCID), as the kernel writes it.
_CCID = "0b"
INTERFACES = Path("/sys/bus/usb/devices")


def plugged(interfaces: Path = INTERFACES) -> int:
    """How many interfaces of card readers USB has."""
    found = 0
    for known in interfaces.glob("*/bInterfaceClass"):
        # One that is pulled while it is looked at is none.
        with suppress(OSError):
            found += known.read_text("ascii").strip() == _CCID
    return found


class LostReader:
    """Asks for pcscd's restart when USB has had more readers than pcscd lists for ten seconds while ours is missing.

    Where every reader that is plugged in is listed, ours is not plugged in, and a restart would only disturb the others.
    """

    def __init__(self, service: CardService, clock: Clock, *, count: Callable[[], int] = plugged) -> None:
        self._service = service
        self._clock = clock
        self._count = count
        self._since: Deadline | None = None

    def saw(self, status: CardStatus, listed: int) -> None:
        """What our reader is now, and how many pcscd lists."""
        if status.state is not ReaderState.NO_READER or self._count() <= listed:
            self._since = None
        elif self._since is None:
            self._since = Deadline.after(self._clock, _LOST_S)
        elif self._since.passed():
            self._since = None
            self._service.restart()
