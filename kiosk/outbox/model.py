"""Envelopes, entries and the port of the durable queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec

from kiosk.applications.model import Kind
from kiosk.base.clock import Moment
from kiosk.base.events import AuditEvent

ENVELOPE_VERSION = 1
NO_DICTIONARY = 0


class EnvelopeHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands outside the seal; covered by the device's signature.

    `plain_size` and `sealed_size` in bytes; `key_id` names the hub key it is sealed to, `device_key_id` the signer's.
    """

    id: str
    kind: Kind
    sequence: int
    item: str
    terminal: str
    plain_size: int
    sealed_size: int
    suite: str
    key_id: str
    device_key_id: str
    dictionary: int = NO_DICTIONARY
    version: int = ENVELOPE_VERSION


class EntryState(StrEnum):
    """Where an entry stands. DELIVERED and REFUSED are terminal: such an entry never moves again."""

    QUEUED = "queued"
    LEASED = "leased"
    DELIVERED = "delivered"
    REFUSED = "refused"
    PARKED = "parked"


LEGAL_MOVES: frozenset[tuple[EntryState, EntryState]] = frozenset(
    {
        (EntryState.QUEUED, EntryState.LEASED),
        (EntryState.LEASED, EntryState.QUEUED),
        (EntryState.LEASED, EntryState.DELIVERED),
        (EntryState.LEASED, EntryState.REFUSED),
        (EntryState.LEASED, EntryState.PARKED),
        (EntryState.PARKED, EntryState.QUEUED),
    }
)


@dataclass(frozen=True, slots=True)
class UnsealedHeader:
    """What the submitter knows of a header before sizes and keys are there."""

    id: str
    kind: Kind
    sequence: int
    item: str


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One durable, sealed entry; `envelope` are the very bytes that travel and are hashed.

    `hybrid` is its stamp by the hybrid clock, 0 for entries from before there was one; `detail` is the
    acknowledgement of a delivered entry, the reason of a refused or parked one. `origin` is the terminal that sealed it
    where that was another one, or this one before it lost its queue: its own sequence is in the envelope then.
    """

    sequence: int
    id: str
    kind: Kind
    item: str
    state: EntryState
    envelope: bytes
    sha256: str
    attempts: int
    queued_at_ms: int
    hybrid: int = 0
    detail: bytes = b""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a submission puts into the queue: envelope, its hash, its receipt row and its audit event, all or nothing.

    `receipt` is the ledger's JSON (masked fields only) or None for kinds that have no receipt.
    """

    id: str
    kind: Kind
    item: str
    envelope: bytes
    sha256: str
    event: AuditEvent
    receipt: bytes | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """An envelope that came by another way than this terminal's own sealing: its header, its bytes, their hash."""

    header: EnvelopeHeader
    envelope: bytes
    sha256: str


class Outbox(Protocol):
    """The durable queue. Blocking; used on the store lane (and, with its own connection, on the sync lane)."""

    def submit(self, id: str, seal: Callable[[int], Sealed]) -> OutboxEntry:
        """Number, seal and commit in one transaction; the draft with the same id goes with it.

        `seal` is given the next sequence (gapless, from 1). A second submit of the same id returns the first entry
        and calls nothing: one idempotency key counts once. Raises StoreError S.. and then nothing was kept.
        """
        ...

    def lease(self, now: Moment, limit_bytes: int) -> tuple[OutboxEntry, ...]:
        """The next due entries, at least one if any is due, as LEASED; leases of a dead process return by themselves."""
        ...

    def settle(self, id: str, state: EntryState, detail: bytes, now: Moment) -> None:
        """Move a LEASED entry to DELIVERED (`detail` = acknowledgement), REFUSED or PARKED (`detail` = reason), audited."""
        ...

    def release(self, id: str, due: Moment) -> None:
        """Give a LEASED entry back, not to be tried before `due`."""
        ...

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All entries, oldest first, for `kiosk queue list` and the handover; envelopes included."""
        ...


class Sealer(Protocol):
    """Makes envelopes (canonical bytes → compressed → sealed to the hub's key → signed by the device) and seals what goes with them."""

    def check(self) -> None:
        """Raises SealError K.. when nothing could be sealed now, so that no application is begun in vain."""
        ...

    def envelope(self, plain: bytes, header: UnsealedHeader) -> tuple[bytes, str]:
        """The envelope's bytes and their hash in hex; made once, never re-made. Raises SealError K.."""
        ...

    def attachment(self, application_id: str, plain: bytes) -> bytes:
        """The sealed bytes of a file that belongs to an application, openable as that application's only. Raises SealError K.."""
        ...
