"""A terminal with its real store and its real hub, and what may be done to the record between them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.trail import judges_of
from kiosk.base.errors import StoreError
from kiosk.outbox.model import EntryState
from sync.hub.audits import audit_alarms_of
from sync.hub.database import HubDatabase
from sync.seal.intl import INTL
from sync.seal.suites import suite_named
from sync.store.chain import chained
from sync.store.store import Store
from sync.store.trail import Judges, kept_countersignatures, verify_recent, verify_whole
from tests.sync.hub.kit import (
    DEVICE,
    STRANGER,
    TERMINAL,
    Folder,
    LeapingClock,
    Line,
    submit,
)

SUITE = suite_named(INTL)
DEVICE_KEY = DEVICE.signing_key(SUITE)
STRANGER_KEY = STRANGER.signing_key(SUITE)
GUARDS = ("audit_is_fixed", "audit_stays", "checkpoint_stays", "countersignature_stays")


@dataclass
class Scene:
    """A terminal with its real store, and its real hub."""

    folder: Folder
    database: HubDatabase
    line: Line
    clock: LeapingClock
    number: int = 0

    @property
    def path(self) -> Path:
        """The terminal's database."""
        return self.folder.path / "terminal.db"

    def hand_in(self, count: int) -> None:
        """So many applications, an event each."""
        with closing(self.folder.store()) as store:
            for _ in range(count):
                self.number += 1
                submit(self.folder, store, self.number)

    def cycle(self, times: int = 1) -> None:
        """The terminal's program starts, delivers every hour what is due, and ends."""
        with closing(self.folder.store()) as store:
            store.outbox.return_leases()
            delivery = self.folder.delivery(store, self.line, clock=self.clock)
            for _ in range(times):
                self.clock.ahead_ms += 3_700_000
                delivery.run_cycle()

    def copy(self, name: str = "yesterday") -> Path:
        """A copy of the terminal's database, closed and whole."""
        return Path(shutil.copy(self.path, self.folder.path / name))

    def tamper(self, *statements: str, then: Callable[[Store], None] | None = None) -> None:
        """What somebody with the key and no respect for the guards does; the guards are put back, so that nothing shows."""
        with closing(self.folder.store()) as store:
            names = ", ".join(f"'{name}'" for name in GUARDS)
            guards = store.db.conn.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({names})").fetchall()
            for name, _ in guards:
                store.db.conn.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                store.db.conn.execute(statement)
            if then is not None:
                then(store)
            for _, sql in guards:
                store.db.conn.execute(sql)

    def found(self) -> str:
        """What the terminal itself finds: "" when its whole audit adds up."""
        return self._found(verify_whole)

    def found_at_start(self) -> str:
        """What the terminal finds at its start."""
        return self._found(verify_recent)

    def judges(self) -> Judges:
        """Who tells this terminal's and this hub's signatures from others."""
        return judges_of(TERMINAL, self.folder.device().public, hub=self.folder.listed(), suite=self.folder.suite())

    def _found(self, verify: Callable[..., object]) -> str:
        with closing(self.folder.store()) as store:
            try:
                verify(store.db, store.audit, self.judges())
            except StoreError as error:
                return str(error)
        return ""

    def alarms(self) -> list[tuple[str, int, int]]:
        """What the hub keeps for a person."""
        return [(alarm.standing, alarm.n, alarm.held_n) for alarm in audit_alarms_of(self.database)]

    def states(self) -> set[EntryState]:
        """Where the terminal's entries stand."""
        with closing(self.folder.store()) as store:
            return {entry.state for entry in store.outbox.entries()}

    def countersigned(self) -> int:
        """How many countersignatures the terminal keeps."""
        with closing(self.folder.store()) as store:
            return len(kept_countersignatures(store.db))


def rehash(store: Store, since: int) -> None:
    """Make every hash after an event anew, as who changed one must."""
    before = store.audit.at(since)
    assert before is not None
    for link in tuple(store.audit.links(since)):
        before = chained(before, link.body, stamp=link.stamp, hash=SUITE.hash)
        store.db.conn.execute("UPDATE audit SET hash = ? WHERE n = ?", (before.hash, link.n))


def reword(store: Store, n: int) -> None:
    """Put another deed into an event."""
    body = next(link for link in store.audit.links(n - 1)).body
    other = body.replace(b"application_collected", b"rating_collected").replace(b"delivered", b"refused")
    assert other != body
    store.db.conn.execute("UPDATE audit SET body = ? WHERE n = ?", (other, n))


def rewrite(store: Store) -> None:
    """Put another deed into event 3, and make the chain fit."""
    reword(store, 3)
    rehash(store, 2)


def swap(store: Store, n: int) -> None:
    """Exchange what two events say."""
    first, second = [link.body for link in store.audit.links(n - 1)][:2]
    for number, body in ((n, second), (n + 1, first)):
        store.db.conn.execute("UPDATE audit SET body = ? WHERE n = ?", (body, number))


def cut(n: int) -> str:
    """No event after that number."""
    return f"DELETE FROM audit WHERE n > {n}"


def forget(n: int) -> tuple[str, str]:
    """Nor any checkpoint of one."""
    return f"DELETE FROM checkpoints WHERE n > {n}", f"DELETE FROM countersignatures WHERE n > {n}"
