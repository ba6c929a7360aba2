"""Whatever is done to the queue in whatever order, and whenever the power goes, it agrees with a model of a few lines."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.base.clock import Moment
from kiosk.base.errors import SealError, StoreError
from kiosk.outbox.model import EntryState, Sealed
from kiosk.outbox.reasons import ParkReason
from sync.store.outbox import LEASE_S
from sync.store.schema import TERMINAL_STATES
from sync.store.simulator import SimulatedDisk
from sync.store.store import Store
from tests.sync.support import NOW, Submission, ToldClock, opened

IDS = st.sampled_from(["a", "b", "c", "d", "e"])
SETTLED = [EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED]


class Queue(RuleBasedStateMachine):
    """The store against a dictionary: id → (sequence, state, due or end of lease, attempts)."""

    def __init__(self) -> None:
        super().__init__()
        self.seed = random.Random(0)
        self.disk = SimulatedDisk("model", chance=self.seed.randrange, clock=ToldClock())
        self.now: Moment = NOW
        self.model: dict[str, tuple[int, EntryState, int, int]] = {}
        self.store: Store = self.opened()

    def opened(self) -> Store:
        return opened(Path("/k.db"), disk=self.disk)

    def teardown(self) -> None:
        self.store.close()
        self.disk.close()

    @initialize(id=IDS, seed=st.integers(0, 1 << 16))
    def begin(self, id: str, seed: int) -> None:
        self.seed.seed(seed)
        self.submit(id)

    @rule(id=IDS)
    def submit(self, id: str) -> None:
        entry = self.store.outbox.submit(id, Submission(id))
        self.model.setdefault(id, (len(self.model) + 1, EntryState.QUEUED, 0, 0))
        assert entry.sequence == self.model[id][0]

    @rule(id=IDS)
    def fail_to_submit(self, id: str) -> None:
        def fails(sequence: int) -> Sealed:
            raise SealError("K01")

        if id in self.model:
            assert self.store.outbox.submit(id, fails).sequence == self.model[id][0]
        else:
            with pytest.raises(SealError):
                self.store.outbox.submit(id, fails)

    @rule(limit=st.sampled_from([1, 2000, 1 << 20]))
    def lease(self, limit: int) -> None:
        for id, (seq, state, end, attempts) in self.model.items():
            if state is EntryState.LEASED and end <= self.now.unix_ms:
                self.model[id] = (seq, EntryState.QUEUED, self.due[id], attempts)
        ready = sorted(
            (due, seq, id)
            for id, (seq, state, due, _) in self.model.items()
            if state is EntryState.QUEUED and due <= self.now.unix_ms
        )
        taken = [entry.id for entry in self.store.outbox.lease(self.now, limit)]
        assert taken == [id for _, _, id in ready][: len(taken)]
        assert bool(taken) == bool(ready)
        for id in taken:
            seq, _, _, attempts = self.model[id]
            self.model[id] = (seq, EntryState.LEASED, self.now.unix_ms + LEASE_S * 1000, attempts + 1)

    @rule(id=IDS, state=st.sampled_from(SETTLED))
    def settle(self, id: str, state: EntryState) -> None:
        before = self.model.get(id)
        allowed = before is not None and (before[1] not in TERMINAL_STATES or before[1] is state)
        if before is not None and allowed:
            self.store.outbox.settle(id, state, b"why", self.now)
            self.model[id] = (before[0], state, 0, before[3])
        else:
            with pytest.raises(StoreError, match="S05"):
                self.store.outbox.settle(id, state, b"why", self.now)

    @rule(id=IDS)
    def park(self, id: str) -> None:
        before = self.model.get(id)
        if before is None or before[1] in TERMINAL_STATES:
            with pytest.raises(StoreError, match="S05"):
                self.store.outbox.park(id, ParkReason.BY_HAND, self.now)
        else:
            self.store.outbox.park(id, ParkReason.BY_HAND, self.now)
            self.model[id] = (before[0], EntryState.PARKED, 0, before[3])

    @rule(id=IDS)
    def restore(self, id: str) -> None:
        before = self.model.get(id)
        if before is None or before[1] is not EntryState.PARKED:
            with pytest.raises(StoreError, match="S05"):
                self.store.outbox.restore(id, self.now)
        else:
            self.store.outbox.restore(id, self.now)
            self.model[id] = (before[0], EntryState.QUEUED, 0, before[3])

    @rule(id=IDS, wait_ms=st.integers(0, 3_600_000))
    def release(self, id: str, wait_ms: int) -> None:
        if id in self.model:
            self.store.outbox.release(id, self.now.plus_ms(wait_ms))
            seq, state, _, attempts = self.model[id]
            if state is EntryState.LEASED:
                self.model[id] = (seq, EntryState.QUEUED, self.now.unix_ms + wait_ms, attempts)

    @rule(wait_ms=st.sampled_from([1, 60_000, LEASE_S * 1000, 3_600_000]))
    def wait(self, wait_ms: int) -> None:
        self.now = self.now.plus_ms(wait_ms)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = self.opened()

    @rule(end=st.sampled_from([SimulatedDisk.power_cut, SimulatedDisk.kill]))
    def die(self, end: Callable[[SimulatedDisk], None]) -> None:
        end(self.disk)
        self.restart()

    @invariant()
    def agrees(self) -> None:
        entries = self.store.outbox.entries()
        assert [entry.sequence for entry in entries] == list(range(1, len(self.model) + 1))
        kept = {entry.id: (entry.sequence, entry.state, entry.attempts) for entry in entries}
        assert kept == {id: (seq, state, attempts) for id, (seq, state, _, attempts) in self.model.items()}
        self.store.audit.verify()

    @property
    def due(self) -> dict[str, int]:
        """When each was due before it was lent: a lease that ends by itself gives the entry back as it was."""
        rows = self.store.db.conn.execute("SELECT id, due_ms FROM outbox").fetchall()
        return {str(id): int(due_ms) for id, due_ms in rows}


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
