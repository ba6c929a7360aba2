"""The messages of `POST /v1/sync` and the port of the gateway; the same structs serve MessagePack and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec


class Heartbeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the terminal is: version, queue length, age of the oldest entry in seconds, free disk in MiB.

    `audit` is the fault code of an audit that does not add up, nothing while it does.
    """

    version: str
    queued: int
    oldest_age_s: int
    disk_free_mib: int
    catalogue_version: str
    audit: str = ""


class Cursors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far the terminal has read the hub's status changes."""

    status: int = 0


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Canonical JSON bytes and their author's signature over them, domain-separated by what they are."""

    body: bytes
    signature: bytes


class Checkpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device signs of its audit: after `n` events the hash of its chain is `hash`, in hex.

    `after_n` and `after_hash` say the same of the event that the hub countersigned last: only with them is a chain
    that was cut and has grown again told from one that merely grew. 0 and "" while there was none.
    """

    terminal: str
    n: int
    hash: str
    after_n: int
    after_hash: str
    at_ms: int
    device_key_id: str


class Countersignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the hub signs: this terminal's audit had come so far, with this hash, under this device key.

    `line` is 0, or the time in milliseconds at which a person let the terminal's audit begin anew.
    """

    terminal: str
    line: int
    n: int
    hash: str
    device_key_id: str
    received_at_ms: int
    hub_key_id: str


class SyncRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One idempotent round. `counter` grows with every round and is persisted before sending; `nonce` is 16 random bytes.

    `checkpoint` signs a Checkpoint, None before the first event and from programs that had none.
    """

    terminal: str
    counter: int
    nonce: bytes
    items: tuple[bytes, ...]
    ask: tuple[str, ...]
    heartbeat: Heartbeat
    cursors: Cursors
    checkpoint: Signed | None = None


class Verdict(StrEnum):
    """What the hub did with one envelope; UNKNOWN answers an `ask` for an id the hub has never seen."""

    STORED = "stored"
    CONFLICT = "conflict"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict on one envelope; `problem` is an RFC 9457 problem type, empty when there is none."""

    id: str
    verdict: Verdict
    problem: str = ""


class Acknowledgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the hub signs: this envelope, with these very bytes, is stored."""

    id: str
    sha256: str
    terminal: str
    received_at_ms: int
    hub_key_id: str


class HubTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hub's clock, bound to the request by its nonce."""

    nonce: bytes
    unix_ms: int


class StatusChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a case after collection: received, accepted, supplement asked, decided."""

    cursor: int
    id: str
    status: str
    at_ms: int


class SyncReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the hub answers; `time` signs a HubTime, each of `acknowledgements` an Acknowledgement.

    `countersigned` signs the Countersignature of the furthest checkpoint the hub has seen of this terminal; left out,
    as a program that does not know it needs, where the request had no checkpoint.
    """

    outcomes: tuple[Outcome, ...]
    acknowledgements: tuple[Signed, ...]
    status: tuple[StatusChange, ...]
    time: Signed
    catalogue_version: str
    next_call_s: int
    countersigned: Signed | None = None


class Unreachable(StrEnum):
    """Why a round did not happen; none of them fails or deletes an entry."""

    OFFLINE = "offline"
    TIMEOUT = "timeout"
    NOT_THE_HUB = "not_the_hub"
    HUB_TROUBLE = "hub_trouble"
    UNAUTHORISED = "unauthorised"


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle did, in numbers, for the screen, the log and the demo's summary.

    `next_call_s` is when the hub asks to be called next, None when it did not say so provably.
    """

    delivered: int = 0
    refused: int = 0
    parked: int = 0
    returned: int = 0
    unreachable: Unreachable | None = None
    hub_offset_ms: int | None = None
    next_call_s: int | None = None


class Gateway(Protocol):
    """The way to the hub. Blocking, with a deadline on the whole round; used on the sync lane."""

    def sync(self, request: SyncRequest) -> SyncReply | Unreachable:
        """One round; a captive portal, HTML, 401, 403 or 5xx is an Unreachable, never an answer."""
        ...

    def close(self) -> None:
        """Close the kept-alive connection."""
        ...
