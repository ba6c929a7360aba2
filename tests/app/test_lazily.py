"""A store whose disk failed under it is opened anew for the next job, and not a job later."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from app.lazily import Lazily
from kiosk.base.errors import StoreError
from sync.store.simulator import SimulatedDisk, Trouble
from sync.store.store import Store
from tests.sync.support import Submission, ToldClock, opened

PATH = Path("/var/lib/doorstep/terminal.db")


def submit(store: Lazily[Store], id: str) -> None:
    with store.lent() as lent:
        lent.outbox.submit(id, Submission(id))


@pytest.mark.parametrize("trouble", list(Trouble))
@pytest.mark.parametrize("after", [0, 1, 4, 11])
def test_a_disk_that_failed_once_is_no_reason_to_fail_for_ever(trouble: Trouble, after: int) -> None:
    """Two lanes at one file: what one of them writes makes the other read."""
    disk = SimulatedDisk(f"lazily-{trouble}-{after}", chance=random.Random(after).randrange, clock=ToldClock())
    lanes = {name: Lazily(partial(opened, PATH, disk=disk)) for name in ("desk", "courier")}
    for name, store in lanes.items():
        submit(store, name)
    disk.fail(trouble, after=after, count=1)
    kept, codes = set(lanes), []
    for number in range(40):
        for name, store in lanes.items():
            try:
                submit(store, f"{name}-{number}")
                kept.add(f"{name}-{number}")
            except StoreError as error:
                codes.append(error.code)
    assert len(codes) <= 1 and set(codes) <= {"S01", "S04"}
    with lanes["desk"].lent() as store_now:
        assert kept <= {entry.id for entry in store_now.outbox.entries()}
    for store in lanes.values():
        store.close()
    disk.close()


def test_what_is_not_the_disk_s_doing_closes_nothing() -> None:
    disk = SimulatedDisk("lazily-kept", chance=random.Random(1).randrange, clock=ToldClock())
    store = Lazily(partial(opened, PATH, disk=disk))
    first = store.get()
    with pytest.raises(StoreError, match="S05"), store.lent() as lent:
        lent.ledger.row("nobody's")
    assert store.get() is first
    store.close()
    disk.close()
