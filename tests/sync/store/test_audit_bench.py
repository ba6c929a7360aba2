"""What the audit costs a submission, and how long a long one takes to verify; measured by `make bench` only."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from kiosk.applications.model import Kind
from kiosk.base.events import CITIZEN, AuditEvent, Verb
from kiosk.outbox.model import Sealed
from sync.store.driver import write_tx
from sync.store.hybrid import SqliteHybridClock
from tests.sync.support import NOW_MS, ToldClock, opened

ENTRIES = 1000
EVENTS = 100_000
ENVELOPE = bytes(2048)
SHA256 = hashlib.sha256(ENVELOPE).hexdigest()
# A second commit for the event costs as much again; a shared machine is given room below that.
MOST_RATIO = 1.5
MOST_SECONDS = 5.0
MOST_RECENT_SECONDS = 0.1


def event(number: int) -> AuditEvent:
    """Something was handed in."""
    return AuditEvent(Verb.APPLICATION_COLLECTED, CITIZEN, f"0190aaaa-0000-7000-8000-{number:012}", NOW_MS)


def given(sealed: Sealed, _sequence: int) -> Sealed:
    """What was sealed beforehand: sealing is not what is measured."""
    return sealed


def took_s(work: Callable[[], object]) -> float:
    """How long it took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_the_chain_in_the_transaction_of_the_deed_against_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = [opened(tmp_path / name) for name in ("chained", "none")]
    hybrid = SqliteHybridClock(stores[1].db, ToldClock())
    # The other store stamps as the audit does, and keeps no event.
    monkeypatch.setattr(stores[1].audit, "append", lambda _event: hybrid.stamp())
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ENTRIES):
        sealed = Sealed(f"id-{number}", Kind.APPLICATION, "rp-alive", ENVELOPE, SHA256, event(number))
        for at in (0, 1) if number % 2 else (1, 0):
            times[at].append(took_s(partial(stores[at].outbox.submit, sealed.id, partial(given, sealed))))
    assert (stores[0].audit.verify().n, stores[1].audit.head().n) == (ENTRIES, 0)
    with_chain, without = (median(taken) * 1000 for taken in times)
    sys.stdout.write(f"\nenqueue {with_chain:.3f} ms chained, {without:.3f} ms not: {with_chain / without:.2f}\n")
    assert with_chain / without <= MOST_RATIO
    for store in stores:
        store.close()


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_a_hundred_thousand_events_are_verified(tmp_path: Path) -> None:
    store = opened(tmp_path / "long")
    with write_tx(store.db):
        for number in range(EVENTS):
            store.audit.append(event(number))
    whole = took_s(store.audit.verify)
    recent = took_s(lambda: store.audit.verify(since=EVENTS - 100))
    sys.stdout.write(f"\n{EVENTS} events: whole {whole:.2f} s, the last hundred {recent * 1000:.1f} ms\n")
    assert whole <= MOST_SECONDS
    assert recent <= MOST_RECENT_SECONDS
    store.close()
