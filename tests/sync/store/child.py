"""The other program at the same store: submits, attaches, lends, migrates, dies at a step of it, or fills a disk, as its arguments say."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.base.errors import StoreError
from kiosk.base.steps import Step
from kiosk.outbox.model import EntryState
from kiosk.outbox.reasons import ParkReason
from kiosk.receipts.model import PrintState
from sync.store.driver import connect
from sync.store.migrations import migrate
from sync.store.store import Store
from tests.sync.support import BINDING, KEYS, NOW, Submission, draft, opened

# More than the ballast leaves when it is given up.
MINIMUM_MIB = 8
SECOND_FILE = b"sealed bytes of a second picture" * 1000


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


def kill_at(store: Store, event: str, nth: int) -> None:
    """SIGKILL just before the nth such event: one of the interpreter's own ("os.rename"), or the beginning of a statement."""
    seen = []

    def count(now: str) -> None:
        if now.startswith(event):
            seen.append(now)
            if len(seen) == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda name, _: count(name))
    store.db.conn.set_trace_callback(count)


def attach(path: Path, id: str, event: str, nth: str) -> None:
    """Add an attachment to a draft, killed at an event."""
    store = opened(path)
    kill_at(store, event, int(nth))
    store.attachments.add(id, SECOND_FILE)


def discard(path: Path, id: str, event: str, nth: str) -> None:
    """Discard a draft that has attachments, killed at an event."""
    store = opened(path)
    kill_at(store, event, int(nth))
    store.drafts.discard(id)


def finish(path: Path) -> None:
    """Begin an application, fill the disk to the last byte, and finish all that was begun in the ballast's room."""
    store = opened(path)
    assert store.reserve(MINIMUM_MIB) is None and store.ballast.laid()
    for n in range(20):
        store.outbox.submit(f"id-{n}", Submission(f"id-{n}"))
    store.drafts.save(draft("begun"), BINDING)
    filler = path.with_name("filler")
    fill_up(filler)
    n = 0
    while store.ballast.laid():
        store.drafts.save(draft("begun", name=f"{n}"), BINDING)
        n += 1
        assert n < 10_000
    # The draft names no picture: one that had been added before would have gone with its next save.
    store.attachments.add("begun", SECOND_FILE)
    assert store.outbox.submit("begun", Submission("begun")).sequence == 21
    assert [one.sha256 for one in store.attachments.of("begun")] == [store.attachments.add("other", SECOND_FILE)]
    assert store.reserve(MINIMUM_MIB) == "S02", "nothing new is begun without the ballast"
    for paper in (PrintState.CLAIMED, PrintState.PRINTED):
        store.ledger.move("begun", paper)
    store.outbox.park("id-3", ParkReason.BY_HAND, NOW)
    store.outbox.restore("id-3", NOW)
    drain(store)
    assert store.queue().delivered == 21
    store.audit.verify()
    filler.unlink()
    assert store.reserve(MINIMUM_MIB) is None and store.ballast.laid()
    store.close()
    sys.stdout.write("finished\n")


def reopen(path: Path) -> None:
    """Fill the disk to the last byte while nobody serves; then open, and deliver everything in the ballast's room."""
    store = opened(path)
    assert store.reserve(MINIMUM_MIB) is None and store.ballast.laid()
    for n in range(20):
        store.outbox.submit(f"id-{n}", Submission(f"id-{n}"))
    store.close()
    fill_up(path.with_name("filler"))
    store = opened(path)
    assert not store.ballast.laid() and store.reserve(MINIMUM_MIB) == "S02"
    drain(store)
    assert store.queue().delivered == 20
    store.audit.verify()
    store.close()
    sys.stdout.write("drained\n")


def drain(store: Store) -> None:
    """Rounds as the delivery makes them: the first answer is lost."""
    for at in range(3):
        store.counters.next_round()
        store.counters.saw_hub_time(NOW.unix_ms + at)
        for entry in store.outbox.lease(NOW, 1 << 20):
            if at:
                store.outbox.settle(entry.id, EntryState.DELIVERED, bytes(400), NOW)
            else:
                store.outbox.release(entry.id, NOW)


def fill_up(filler: Path) -> None:
    """Write until not one byte more goes on the disk."""
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    assert os.statvfs(filler).f_bavail == 0


def main() -> None:
    """`child.py WHAT PATH …`."""
    what: dict[str, Callable[..., None]] = {
        "die": die,
        "migrate": migrate_until,
        "submit": submit,
        "deliver": deliver,
        "fill": fill,
        "attach": attach,
        "discard": discard,
        "finish": finish,
        "reopen": reopen,
    }
    what[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])


if __name__ == "__main__":
    main()
