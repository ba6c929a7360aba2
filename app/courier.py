"""The courier: sync cycles, done on the sync lane."""

from __future__ import annotations

from collections.abc import Callable

from app.lazily import Lazily
from app.surroundings import TerminalClock
from app.trail import AuditWatch
from kiosk.delivery.model import CycleReport, Heartbeat
from kiosk.delivery.service import Delivery
from sync.store.store import Store

VERSION = "0.1.0"


class HubCourier:
    """Implements Courier; takes over the hub's signed time whenever a cycle brought it, and lets a copy follow."""

    def __init__(
        self,
        store: Lazily[Store],
        delivery: Callable[[Store], Delivery],
        clock: TerminalClock,
        *,
        copy: Callable[[], None],
    ) -> None:
        self._store = store
        self._make = delivery
        self._clock = clock
        self._copy = copy
        self._delivery: tuple[Store, Delivery] | None = None

    def cycle(self) -> CycleReport:
        """One cycle; an unreachable hub is in the report, a failing store is a StoreError."""
        with self._store.lent() as store:
            report = self._over(store).run_cycle()
        if report.hub_offset_ms is not None:
            self._clock.verify(report.hub_offset_ms)
        self._copy()
        return report

    def close(self) -> None:
        """Close the store's connection; called on the sync lane."""
        self._store.close()

    def _over(self, store: Store) -> Delivery:
        """The delivery over this very store; over one that was just opened no lease is anybody's."""
        if self._delivery is None or self._delivery[0] is not store:
            store.outbox.return_leases()
            self._delivery = store, self._make(store)
        return self._delivery[1]


def heartbeat(store: Store, clock: TerminalClock, catalogue_version: str, *, watch: AuditWatch) -> Heartbeat:
    """How the terminal is, for the hub's overview."""
    queue = store.queue()
    now_ms = clock.now().unix_ms
    oldest_s = 0 if queue.oldest_ms is None else max(0, now_ms - queue.oldest_ms) // 1000
    waiting, free_mib = queue.queued + queue.leased, store.disk_free_mib()
    return Heartbeat(VERSION, waiting, oldest_s, free_mib, catalogue_version, watch.look(store))
