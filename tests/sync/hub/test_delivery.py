"""A terminal's queue drains into a real hub, each envelope once, whenever the hub is killed."""

from __future__ import annotations

import signal
import socket
from contextlib import closing

from kiosk.base.clock import Moment
from kiosk.delivery.model import CycleReport, SyncReply, SyncRequest, Unreachable
from kiosk.outbox.model import EntryState
from sync.hub.report import HubReport, report_of
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway
from sync.store.store import Store
from tests.sync.hub.kit import Folder, HubProcess, LeapingClock, WallClock, submit

ENTRIES = 7


def drained(report: HubReport, count: int) -> bool:
    """Whether the hub holds each of so many applications exactly once, and nothing else."""
    return report == HubReport(
        terminals=1, envelopes=count, applications=count, ratings=0, acknowledgements=count, conflicts=0, quarantined=0
    )


def test_a_queue_drains_and_every_entry_is_acknowledged(folder: Folder, hub: HubProcess) -> None:
    store = folder.store()
    for number in range(1, ENTRIES + 1):
        submit(folder, store, number)
    gateway = hub.gateway()
    report = folder.delivery(store, gateway, clock=WallClock()).run_cycle()
    assert (report.delivered, report.returned, report.unreachable) == (ENTRIES, 0, None)
    assert report.hub_offset_ms is not None
    assert abs(report.hub_offset_ms) < 5000
    assert {entry.state for entry in store.outbox.entries()} == {EntryState.DELIVERED}
    assert store.counters.hub_time_ms() > 0
    assert drained(report_of(folder.url), ENTRIES)
    gateway.close()
    store.close()
    assert hub.stop() == 0


def cycle(folder: Folder, store: Store, clock: LeapingClock, *, die_at: str) -> CycleReport:
    """An hour later, a cycle against a hub that dies at that step of its first round (or lives)."""
    clock.ahead_ms += 3_700_000
    with closing(HubProcess(folder, die_at=die_at)) as hub, closing(hub.gateway()) as gateway:
        report = folder.delivery(store, gateway, clock=clock).run_cycle()
        if die_at:
            assert hub.wait() == -signal.SIGKILL
        return report


def test_killed_in_the_middle_of_a_batch_nothing_is_lost_or_doubled(folder: Folder) -> None:
    clock = LeapingClock()
    with closing(folder.store()) as store:
        for number in range(1, ENTRIES + 1):
            submit(folder, store, number)
        broken = cycle(folder, store, clock, die_at="before-commit")
        assert (broken.unreachable, broken.delivered, broken.returned) == (Unreachable.OFFLINE, 0, ENTRIES)
        assert report_of(folder.url).envelopes == 0

        # Those were tried once and are asked about; as many new ones are what this hub commits.
        for number in range(ENTRIES + 1, 2 * ENTRIES + 1):
            submit(folder, store, number)
        broken = cycle(folder, store, clock, die_at="after-commit")
        assert (broken.unreachable, broken.delivered) == (Unreachable.OFFLINE, 0)
        assert report_of(folder.url).envelopes == ENTRIES

        mended = cycle(folder, store, clock, die_at="")
        assert (mended.unreachable, mended.delivered) == (None, 2 * ENTRIES)
        assert {entry.state for entry in store.outbox.entries()} == {EntryState.DELIVERED}
    assert drained(report_of(folder.url), 2 * ENTRIES)


class ReplyLoser:
    """A gateway whose line breaks after the hub has committed, so many times."""

    def __init__(self, inner: HttpGateway, losses: int) -> None:
        self._inner = inner
        self._losses = losses
        self.sent_items = 0
        self.asked = 0

    def sync(self, request: SyncRequest) -> SyncReply | Unreachable:
        """Ask the real hub, and lose the first answers."""
        self.sent_items += len(request.items)
        self.asked += len(request.ask)
        reply = self._inner.sync(request)
        if self._losses and request.items:
            self._losses -= 1
            return Unreachable.TIMEOUT
        return reply

    def close(self) -> None:
        """Close the real one."""
        self._inner.close()


def test_a_lost_reply_is_resolved_by_asking_not_by_sending_again(folder: Folder, hub: HubProcess) -> None:
    store = folder.store()
    submit(folder, store, 1)
    clock = LeapingClock()
    gateway = ReplyLoser(hub.gateway(), 1)
    delivery = folder.delivery(store, gateway, clock=clock)
    assert delivery.run_cycle().unreachable is Unreachable.TIMEOUT
    assert store.outbox.lease(clock.now(), 1) == (), "it waits before it is tried again"
    clock.ahead_ms = 3_700_000
    assert delivery.run_cycle().delivered == 1
    assert (gateway.sent_items, gateway.asked) == (1, 1)
    assert drained(report_of(folder.url), 1)
    gateway.close()
    store.close()


def test_while_the_hub_is_away_everything_waits_and_nothing_fails(folder: Folder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    nobody = HttpGateway(HubAddress(f"http://127.0.0.1:{port}", Transport.INSECURE_DEMO), WallClock())
    with closing(folder.store()) as store, closing(nobody) as gateway:
        entry = submit(folder, store, 1)
        report = folder.delivery(store, gateway, clock=WallClock()).run_cycle()
        assert (report.unreachable, report.returned) == (Unreachable.OFFLINE, 1)
        assert store.outbox.entries()[0].state is EntryState.QUEUED
        later = Moment(WallClock().now().unix_ms + 3_700_000)
        assert [it.id for it in store.outbox.lease(later, 1)] == [entry.id]
