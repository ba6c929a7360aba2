"""The durable queue: submitted in one transaction, leased for sending, settled by what the hub signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlite_utils import Database

from kiosk.applications.model import Kind
from kiosk.base.clock import Moment
from kiosk.base.events import HUB, TECHNICIAN, TERMINAL, Actor, AuditEvent, Verb
from kiosk.base.steps import Reached, Step
from kiosk.delivery.backoff import LONGEST_DELAY_MS
from kiosk.outbox.model import Carried, EntryState, OutboxEntry, Sealed
from kiosk.outbox.reasons import ParkReason
from sync.seal.doubt import doubt
from sync.store.audit import SqliteAudit
from sync.store.ballast import Ballast, finishing
from sync.store.counters import grow, skip_to
from sync.store.driver import write_tx
from sync.store.errors import REFUSED, fault, storing
from sync.store.schema import SEQUENCE, TERMINAL_STATES

# A round ends within 30 s; whoever held an entry four times as long is dead.
LEASE_S = 120
SETTLED = frozenset({EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED})
_COLUMNS = "seq, id, kind, item, state, envelope, sha256, attempts, queued_at_ms, hybrid, detail, origin"


class SqliteOutbox:
    """Implements Outbox on one connection; any number of connections may work on the same queue."""

    def __init__(self, db: Database, audit: SqliteAudit, ballast: Ballast, *, reached: Reached, lease_s: int) -> None:
        self._db = db
        self._ballast = ballast
        self._audit = audit
        self._reached = reached
        self._lease_ms = lease_s * 1000

    @finishing
    def submit(self, id: str, seal: Callable[[int], Sealed]) -> OutboxEntry:
        """Number, seal and commit in one transaction; a second submit of the same id calls nothing. Raises StoreError S.. ."""
        with write_tx(self._db):
            found = self._find(id)
            if found is not None:
                return found
            entry = self._insert(id, seal)
            self._reached(Step.INSERTED)
        self._reached(Step.COMMITTED)
        return entry

    @finishing
    def take_in(self, carried: Carried, own: str, now: Moment) -> OutboxEntry:
        """Queue what was carried here under this terminal's next number, audited; the same again returns the first entry.

        Its receipt is the paper it came on. Numbers that `own` gave before it lost its queue are given to nobody else.
        Raises StoreError S05 for an id that is known with other bytes.
        """
        with write_tx(self._db):
            found = self._find(carried.header.id)
            if found is None:
                return self._take_in(carried, own, now)
        if found.sha256 != carried.sha256:
            raise fault(REFUSED, "the id is known with other bytes")
        return found

    @finishing
    def lease(self, now: Moment, limit_bytes: int) -> tuple[OutboxEntry, ...]:
        """The next due entries within `limit_bytes` of envelopes, at least one if any is due; ended leases return first.

        An entry that is no longer what was sealed is parked instead, audited, and keeps no other from being lent.
        """
        with write_tx(self._db):
            self._return_ended(now)
            sound, doubtful = self._due(now, limit_bytes)
            for entry, reason in doubtful:
                self._set_aside(entry.id, entry.state, reason, actor=TERMINAL, now=now)
            for entry in sound:
                self._db.execute(
                    "UPDATE outbox SET state = 'leased', attempts = attempts + 1, lease_until_ms = ? WHERE seq = ?",
                    (now.unix_ms + self._lease_ms, entry.sequence),
                )
        return tuple(replace(entry, state=EntryState.LEASED, attempts=entry.attempts + 1) for entry in sound)

    @finishing
    def settle(self, id: str, state: EntryState, detail: bytes, now: Moment) -> None:
        """Move an entry to DELIVERED, REFUSED or PARKED, audited; the same settlement again changes nothing.

        An entry whose lease ended meanwhile, or that a person has set aside, is settled all the same: what the hub
        signed stays true. Raises StoreError S05 for an unknown id or an entry settled otherwise.
        """
        if state not in SETTLED:
            raise ValueError(f"{state} settles nothing")
        with write_tx(self._db):
            before = self._state(id)
            if before is not state:
                self._settle(id, before, state, detail=detail, now=now)
                self._audit.append(AuditEvent(Verb(f"entry_{state}"), HUB, id, now.unix_ms))

    @finishing
    def park(self, id: str, reason: ParkReason, now: Moment) -> None:
        """Set an entry aside on a technician's word, audited; one that is parked keeps its first reason.

        Raises StoreError S05 for an unknown id or a settled entry.
        """
        with write_tx(self._db):
            before = self._state(id)
            if before in TERMINAL_STATES:
                raise fault(REFUSED, f"the entry is {before}")
            if before is not EntryState.PARKED:
                self._set_aside(id, before, reason, actor=TECHNICIAN, now=now)

    @finishing
    def restore(self, id: str, now: Moment) -> None:
        """Put a parked entry back into the queue, due at once, audited. Raises StoreError S05 for one that is not parked."""
        with write_tx(self._db):
            before = self._state(id)
            if before is not EntryState.PARKED:
                raise fault(REFUSED, f"the entry is {before}")
            self._db.execute("UPDATE outbox SET state = 'queued', due_ms = 0, detail = NULL WHERE id = ?", (id,))
            self._audit.append(AuditEvent(Verb.ENTRY_RESTORED, TECHNICIAN, id, now.unix_ms))

    @finishing
    def release(self, id: str, due: Moment) -> None:
        """Give a LEASED entry back, not to be tried before `due`; one that is not leased any more stays as it is.

        Raises StoreError S05 for an unknown id.
        """
        with write_tx(self._db):
            if self._state(id) is EntryState.LEASED:
                self._move(id, EntryState.QUEUED, due_ms=due.unix_ms, detail=None, lease_until_ms=None)

    @finishing
    def return_leases(self) -> None:
        """At the start of the terminal's one program: whoever held a lease before is dead, so every lease returns at once."""
        with write_tx(self._db):
            self._db.execute("UPDATE outbox SET state = 'queued', lease_until_ms = NULL WHERE state = 'leased'")

    def named(self, id: str) -> OutboxEntry | None:
        """The entry of that id. Raises StoreError S.. ."""
        with storing("entry"):
            return self._find(id)

    def numbered(self, sequence: int) -> OutboxEntry | None:
        """The entry of that sequence. Raises StoreError S.. ."""
        with storing("entry"):
            row = self._db.execute(f"SELECT {_COLUMNS} FROM outbox WHERE seq = ?", (sequence,)).fetchone()
        return _entry(row) if row else None

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All entries, oldest first, envelopes included."""
        with storing("entries"):
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM outbox ORDER BY seq").fetchall()
        return tuple(_entry(row) for row in rows)

    def _insert(self, id: str, seal: Callable[[int], Sealed]) -> OutboxEntry:
        sequence = grow(self._db, SEQUENCE)
        sealed = seal(sequence)
        self._reached(Step.SEALED)
        if sealed.id != id:
            raise ValueError("sealed under another id than submitted")
        # One deed, one stamp: the entry has that of its audit event.
        stamp = self._audit.append(sealed.event)
        # Due at once and whatever the clock says: a clock set back later must not hold it up.
        self._db.execute(
            "INSERT INTO outbox(seq, id, kind, item, state, envelope, sha256, due_ms, queued_at_ms, hybrid)"
            " VALUES (?, ?, ?, ?, 'queued', ?, ?, 0, ?, ?)",
            (sequence, id, sealed.kind, sealed.item, sealed.envelope, sealed.sha256, sealed.event.unix_ms, stamp),
        )
        if sealed.receipt is not None:
            self._db.execute("INSERT INTO receipts(application_id, receipt) VALUES (?, ?)", (id, sealed.receipt))
        self._db.execute("DELETE FROM drafts WHERE id = ?", (id,))
        return _fresh(sealed, sequence, stamp)

    def _take_in(self, carried: Carried, own: str, now: Moment) -> OutboxEntry:
        header = carried.header
        if header.terminal == own:
            skip_to(self._db, header.sequence)
        sequence = grow(self._db, SEQUENCE)
        stamp = self._audit.append(AuditEvent(Verb.ENTRY_CARRIED, TECHNICIAN, header.id, now.unix_ms))
        sealed = (header.id, header.kind, header.item, carried.envelope, carried.sha256)
        self._db.execute(
            "INSERT INTO outbox(seq, id, kind, item, state, envelope, sha256, due_ms, queued_at_ms, hybrid, origin)"
            " VALUES (?, ?, ?, ?, 'queued', ?, ?, 0, ?, ?, ?)",
            (sequence, *sealed, now.unix_ms, stamp, header.terminal),
        )
        return self._entry(sequence)

    def _return_ended(self, now: Moment) -> None:
        # A lease or a wait that ends implausibly late was given by a clock that has been set back since.
        self._db.execute(
            "UPDATE outbox SET state = 'queued', lease_until_ms = NULL"
            " WHERE state = 'leased' AND (lease_until_ms <= ? OR lease_until_ms > ?)",
            (now.unix_ms, now.unix_ms + self._lease_ms),
        )
        self._db.execute(
            "UPDATE outbox INDEXED BY outbox_ready SET due_ms = 0 WHERE state = 'queued' AND due_ms > ?",
            (now.unix_ms + LONGEST_DELAY_MS,),
        )

    def _due(self, now: Moment, limit_bytes: int) -> tuple[list[OutboxEntry], list[tuple[OutboxEntry, ParkReason]]]:
        sound: list[OutboxEntry] = []
        doubtful: list[tuple[OutboxEntry, ParkReason]] = []
        total = 0
        rows = self._db.execute(
            # Left to itself SQLite walks the index by state and sorts all that waits.
            f"SELECT {_COLUMNS} FROM outbox INDEXED BY outbox_ready"
            " WHERE state = 'queued' AND due_ms <= ? ORDER BY due_ms, seq",
            (now.unix_ms,),
        )
        for entry in map(_entry, rows):
            reason = doubt(entry)
            if reason is not None:
                doubtful.append((entry, reason))
                continue
            total += len(entry.envelope)
            if sound and total > limit_bytes:
                break
            sound.append(entry)
        rows.close()
        return sound, doubtful

    def _set_aside(self, id: str, before: EntryState, reason: ParkReason, *, actor: Actor, now: Moment) -> None:
        self._settle(id, before, EntryState.PARKED, detail=reason.encode(), now=now)
        self._audit.append(AuditEvent(Verb.ENTRY_PARKED, actor, id, now.unix_ms))

    def _settle(self, id: str, before: EntryState, state: EntryState, *, detail: bytes, now: Moment) -> None:
        """By legal moves only: what is not lent is lent first."""
        if before is EntryState.PARKED:
            self._move(id, EntryState.QUEUED, due_ms=None, detail=None, lease_until_ms=None)
        if before in (EntryState.PARKED, EntryState.QUEUED):
            self._move(id, EntryState.LEASED, due_ms=None, detail=None, lease_until_ms=now.unix_ms)
        self._move(id, state, due_ms=None, detail=detail, lease_until_ms=None)

    def _move(
        self, id: str, state: EntryState, *, due_ms: int | None, detail: bytes | None, lease_until_ms: int | None
    ) -> None:
        self._db.execute(
            "UPDATE outbox SET state = ?, due_ms = coalesce(?, due_ms), detail = coalesce(?, detail), lease_until_ms = ?"
            " WHERE id = ?",
            (state, due_ms, detail, lease_until_ms, id),
        )

    def _state(self, id: str) -> EntryState:
        row = self._db.execute("SELECT state FROM outbox WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise fault(REFUSED, "no such entry")
        return EntryState(row[0])

    def _find(self, id: str) -> OutboxEntry | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM outbox WHERE id = ?", (id,)).fetchone()
        return _entry(row) if row else None

    def _entry(self, number: int) -> OutboxEntry:
        return _entry(self._db.execute(f"SELECT {_COLUMNS} FROM outbox WHERE seq = ?", (number,)).fetchone())


def _fresh(sealed: Sealed, sequence: int, stamp: int) -> OutboxEntry:
    """What was just written, without reading it again."""
    return OutboxEntry(
        sequence=sequence,
        id=sealed.id,
        kind=sealed.kind,
        item=sealed.item,
        state=EntryState.QUEUED,
        envelope=sealed.envelope,
        sha256=sealed.sha256,
        attempts=0,
        queued_at_ms=sealed.event.unix_ms,
        hybrid=stamp,
    )


_Row = tuple[int, str, str, str, str, bytes, str, int, int, int | None, bytes | None, str | None]


def _entry(row: _Row) -> OutboxEntry:
    seq, id, kind, item, state, envelope, sha256, attempts, queued_at_ms, hybrid, detail, origin = row
    return OutboxEntry(
        sequence=seq,
        id=id,
        kind=Kind(kind),
        item=item,
        state=EntryState(state),
        envelope=envelope,
        sha256=sha256,
        attempts=attempts,
        queued_at_ms=queued_at_ms,
        hybrid=hybrid or 0,
        detail=detail or b"",
        origin=origin or "",
    )
