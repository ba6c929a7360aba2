"""The line to a SAM: bytes out, bytes in, whatever carries them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Line(Protocol):
    """An open line. Every method raises DeviceError C02 when what carries it is gone, C03 for anything nobody expects."""

    def send(self, raw: bytes) -> None:
        """Hands the bytes over."""
        ...

    def receive(self, timeout_s: float) -> bytes:
        """What has come, waiting up to `timeout_s` seconds for the first byte; empty when none came."""
        ...

    def close(self) -> None:
        """Lets go of it; never raises."""
        ...


OpenLine = Callable[[], Line]
