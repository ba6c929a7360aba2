"""The other program at the same store: submits, dies at a step, lends, migrates, or fills a disk, as its arguments say."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.base.errors import StoreError
from kiosk.base.steps import Step
from kiosk.outbox.model import EntryState
from sync.store.driver import connect
from sync.store.migrations import migrate
from tests.sync.support import BINDING, KEYS, NOW, Submission, draft, opened


def die_at(step: Step) -> Callable[[Step], None]:
    """A power cut: no clean-up runs, no buffer is flushed."""

    def reached(now: Step) -> None:
        if now is step:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def die(path: Path, step: str, id: str) -> None:
    """Save a draft and submit it, killed at `step`."""
    store = opened(path, reached=die_at(Step(step)))
    store.drafts.save(draft(id), BINDING)
    store.outbox.submit(id, Submission(id))


def migrate_until(path: Path, statement: str) -> None:
    """Bring the file to the present schema, killed as soon as `statement` has run."""
    db = connect(path, KEYS.database)
    ran: list[str] = []

    def kill_after(sql: str) -> None:
        if statement in ran:
            os.kill(os.getpid(), signal.SIGKILL)
        ran.append(sql)

    db.conn.set_trace_callback(kill_after)
    migrate(db)


def submit(path: Path, prefix: str, count: str) -> None:
    """Submit so many, and say each when it is durable."""
    store = opened(path)
    for n in range(int(count)):
        entry = store.outbox.submit(f"{prefix}-{n}", Submission(f"{prefix}-{n}"))
        sys.stdout.write(f"{entry.sequence} {entry.id}\n")
        sys.stdout.flush()
    store.close()


def deliver(path: Path, until: str) -> None:
    """Lend and settle one after another until `until` entries are delivered in all, and say whose."""
    store = opened(path)
    while store.queue().delivered < int(until):
        for entry in store.outbox.lease(NOW, 1):
            store.outbox.settle(entry.id, EntryState.DELIVERED, b"signed", NOW)
            sys.stdout.write(f"{entry.id}\n")
    sys.stdout.flush()
    store.close()


def fill(path: Path) -> None:
    """Submit until the disk refuses; then say which were kept, make room, and submit the refused one again."""
    ballast = path.with_name("ballast")
    ballast.write_bytes(bytes(5 << 20))
    store = opened(path)
    kept = []
    try:
        for n in range(10_000):
            kept.append(store.outbox.submit(f"id-{n}", Submission(f"id-{n}")).id)
    except StoreError as error:
        sys.stdout.write(f"{error.code}\n")
    assert [entry.id for entry in store.outbox.entries()] == kept
    ballast.unlink()
    kept.append(store.outbox.submit(f"id-{len(kept)}", Submission(f"id-{len(kept)}")).id)
    store.close()
    again = opened(path)
    assert [entry.id for entry in again.outbox.entries()] == kept
    assert [entry.sequence for entry in again.outbox.entries()] == list(range(1, len(kept) + 1))
    again.audit.verify()
    again.close()
    sys.stdout.write(f"{len(kept)}\n")


def main() -> None:
    """`child.py WHAT PATH …`."""
    what: dict[str, Callable[..., None]] = {
        "die": die,
        "migrate": migrate_until,
        "submit": submit,
        "deliver": deliver,
        "fill": fill,
    }
    what[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])


if __name__ == "__main__":
    main()
