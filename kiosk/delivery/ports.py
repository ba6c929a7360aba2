"""What a delivery cycle needs besides outbox and gateway: proof of the hub's statements, and durable counters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.base.clock import Moment
from kiosk.delivery.model import Acknowledgement, Countersignature, Heartbeat, HubTime, Signed


class Verifier(Protocol):
    """Reads the hub's signed statements; None when signature, domain or shape is wrong."""

    def acknowledgement(self, signed: Signed) -> Acknowledgement | None:
        """The acknowledgement, if this very hub signed it as one."""
        ...

    def time(self, signed: Signed) -> HubTime | None:
        """The hub's clock, if this very hub signed it as one."""
        ...

    def countersignature(self, signed: Signed) -> Countersignature | None:
        """The countersignature of a checkpoint, if this very hub signed it as one."""
        ...


class Counters(Protocol):
    """Numbers that outlive a power cut."""

    def next_round(self) -> int:
        """The number of the coming round, greater than any before; durable when it returns."""
        ...

    def saw_hub_time(self, unix_ms: int) -> None:
        """Keep the highest hub time ever proven, in milliseconds since 1970; lower ones change nothing."""
        ...


class Trail(Protocol):
    """The terminal's audit, as the hub hears of it."""

    def checkpoint(self, now: Moment) -> Signed | None:
        """The audit as it stands, signed by the device, kept if it is new; None before the first event."""
        ...

    def countersigned(self, statement: Countersignature, signed: Signed) -> None:
        """Keep what the hub has proven to have seen of this terminal's audit."""
        ...


Vitals = Callable[[], Heartbeat]
