"""What was salvaged from a damaged terminal is taken by the hub once, whatever of it the hub holds already."""

from __future__ import annotations

from contextlib import closing

from kiosk.outbox.model import EntryState
from sync.hub.report import report_of
from sync.store.rescue.salvage import Salvage
from sync.store.store import open_store
from tests.sync.hub.kit import DEVICE, Folder, HubProcess, KernelEntropy, WallClock, submit
from tests.sync.hub.test_delivery import drained
from tests.sync.store.rescue.kit import trash

SENT, ALL = 5, 12


def test_the_hub_takes_salvaged_entries_once(folder: Folder, hub: HubProcess) -> None:
    """Some were delivered before the first page was lost, and nothing proves it any more: they are sent once more."""
    store = folder.store()
    gateway = hub.gateway()
    for number in range(1, SENT + 1):
        submit(folder, store, number)
    assert folder.delivery(store, gateway, clock=WallClock()).run_cycle().delivered == SENT
    for number in range(SENT + 1, ALL + 1):
        submit(folder, store, number)
    store.close()
    early = folder.path / "early.db"
    (folder.path / "terminal.db").rename(early)
    trash(early, [1])
    report = Salvage((early,), DEVICE).into(folder.path / "terminal.db", clock=WallClock(), entropy=KernelEntropy())
    assert report.lost == () and report.kept["outbox"] == ALL
    with closing(open_store(folder.path / "terminal.db", DEVICE, clock=WallClock(), entropy=KernelEntropy())) as again:
        folder.delivery(again, gateway, clock=WallClock()).run_cycle()
        assert {entry.state for entry in again.outbox.entries()} == {EntryState.DELIVERED}
        submit(folder, again, 99)
        folder.delivery(again, gateway, clock=WallClock()).run_cycle()
    gateway.close()
    assert drained(report_of(folder.url), ALL + 1)


def test_what_an_old_copy_calls_queued_is_recognised(folder: Folder, hub: HubProcess) -> None:
    """A copy from before the delivery is all that is left: every entry in it is at the hub already."""
    store = folder.store()
    gateway = hub.gateway()
    for number in range(1, ALL + 1):
        submit(folder, store, number)
    copy = folder.path / "copy.db"
    store.db.conn.execute("VACUUM INTO ?", (str(copy),))
    folder.delivery(store, gateway, clock=WallClock()).run_cycle()
    store.close()
    restored = folder.path / "restored.db"
    Salvage((copy,), DEVICE).into(restored, clock=WallClock(), entropy=KernelEntropy())
    with closing(open_store(restored, DEVICE, clock=WallClock(), entropy=KernelEntropy())) as again:
        assert {entry.state for entry in again.outbox.entries()} == {EntryState.QUEUED}
        folder.delivery(again, gateway, clock=WallClock()).run_cycle()
        assert {entry.state for entry in again.outbox.entries()} == {EntryState.DELIVERED}
    gateway.close()
    assert drained(report_of(folder.url), ALL)
