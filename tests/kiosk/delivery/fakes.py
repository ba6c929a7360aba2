"""An outbox, a flaky hub and their clock, all in memory; signatures are stood in for by a secret word."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace

import msgspec

from kiosk.applications.model import Kind
from kiosk.base.clock import Moment
from kiosk.base.errors import StoreError
from kiosk.base.steps import Step
from kiosk.delivery.checkpoints import COUNTERSIGNATURE_DOMAIN
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import (
    Acknowledgement,
    Countersignature,
    Heartbeat,
    HubTime,
    Outcome,
    Signed,
    SyncReply,
    SyncRequest,
    Unreachable,
    Verdict,
)
from kiosk.delivery.service import Delivery, DeliveryPorts
from kiosk.outbox.model import LEGAL_MOVES, EntryState, OutboxEntry

TERMINAL = "t-1"
HUB_AHEAD_MS = 5_000_000


def sha256(raw: bytes) -> str:
    """The hash of an envelope."""
    return hashlib.sha256(raw).hexdigest()


def sign(domain: str, statement: msgspec.Struct, secret: str = "hub") -> Signed:
    """A statement with the word only its signer knows."""
    body = msgspec.json.encode(statement, order="sorted")
    return Signed(body, hashlib.sha256(f"{secret}|{domain}|".encode() + body).digest())


class WordVerifier:
    """Believes the hub's word."""

    def acknowledgement(self, signed: Signed) -> Acknowledgement | None:
        """The acknowledgement, if the hub said it."""
        ack = msgspec.json.decode(signed.body, type=Acknowledgement)
        return ack if signed == sign(ACKNOWLEDGEMENT_DOMAIN, ack) else None

    def time(self, signed: Signed) -> HubTime | None:
        """The time, if the hub said it."""
        time = msgspec.json.decode(signed.body, type=HubTime)
        return time if signed == sign(TIME_DOMAIN, time) else None

    def countersignature(self, signed: Signed) -> Countersignature | None:
        """The countersignature, if the hub gave it."""
        statement = msgspec.json.decode(signed.body, type=Countersignature)
        return statement if signed == sign(COUNTERSIGNATURE_DOMAIN, statement) else None


# A round over a line that only just does not fail.
SLOW_MS = 29_000


@dataclass
class VillageTime:
    """A clock that stands until it is set."""

    ms: int = 1_000_000
    wrong_ms: int = 0

    def now(self) -> Moment:
        """The present, as the wall has it."""
        return Moment(self.ms + self.wrong_ms)

    def monotonic_s(self) -> float:
        """The true time in seconds."""
        return self.ms / 1000


class Dice:
    """Chance from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def bytes(self, count: int) -> bytes:
        """So many random bytes."""
        return self._random.randbytes(count)


@dataclass
class Numbers:
    """Counters without a disk."""

    rounds: int = 0
    hub_ms: int = 0

    def next_round(self) -> int:
        """The next number."""
        self.rounds += 1
        return self.rounds

    def saw_hub_time(self, unix_ms: int) -> None:
        """Keep the highest."""
        self.hub_ms = max(self.hub_ms, unix_ms)


@dataclass
class ListOutbox:
    """The queue's contract over a dictionary; refuses illegal moves, and to settle what it is told to."""

    rows: dict[str, OutboxEntry] = field(default_factory=dict)
    due: dict[str, int] = field(default_factory=dict)
    details: dict[str, bytes] = field(default_factory=dict)
    stubborn: set[str] = field(default_factory=set)

    def add(self, number: int, envelope: bytes) -> None:
        """One queued entry."""
        id = f"id-{number}"
        self.rows[id] = OutboxEntry(
            number, id, Kind.APPLICATION, "rp-alive", EntryState.QUEUED, envelope, sha256(envelope), 0, 0
        )
        self.due[id] = 0

    def submit(self, id: str, seal: object) -> OutboxEntry:
        """Not what these tests are about."""
        raise NotImplementedError

    def lease(self, now: Moment, limit_bytes: int) -> tuple[OutboxEntry, ...]:
        """The due ones within the limit, at least one."""
        taken: list[OutboxEntry] = []
        total = 0
        for entry in sorted(self.rows.values(), key=lambda row: (self.due[row.id], row.sequence)):
            if entry.state is not EntryState.QUEUED or self.due[entry.id] > now.unix_ms:
                continue
            total += len(entry.envelope)
            if taken and total > limit_bytes:
                break
            taken.append(self._move(replace(entry, attempts=entry.attempts + 1), EntryState.LEASED))
        return tuple(taken)

    def settle(self, id: str, state: EntryState, detail: bytes, now: Moment) -> None:
        """Move for good."""
        if id in self.stubborn:
            raise StoreError("S05", "settle")
        self._move(self.rows[id], state)
        self.details[id] = detail

    def release(self, id: str, due: Moment) -> None:
        """Give back."""
        self._move(self.rows[id], EntryState.QUEUED)
        self.due[id] = due.unix_ms

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All."""
        return tuple(self.rows.values())

    def states(self) -> set[EntryState]:
        """Every state there is."""
        return {entry.state for entry in self.rows.values()}

    def _move(self, entry: OutboxEntry, state: EntryState) -> OutboxEntry:
        assert (entry.state, state) in LEGAL_MOVES, f"{entry.state} → {state}"
        self.rows[entry.id] = replace(entry, state=state)
        return self.rows[entry.id]


@dataclass
class FlakyHub:
    """A hub that stores by the book, behind a line that does what the script says, one word a round."""

    clock: VillageTime
    script: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    writes: dict[str, int] = field(default_factory=dict)
    requests: list[SyncRequest] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, Outcome] = field(default_factory=dict)
    poison: dict[str, Unreachable] = field(default_factory=dict)

    def sync(self, request: SyncRequest) -> SyncReply | Unreachable:
        """One round, as the script has it."""
        self.requests.append(request)
        word = self.script.pop(0) if self.script else "well"
        if word == "offline":
            return Unreachable.OFFLINE
        for envelope in request.items:
            if self.names[sha256(envelope)] in self.poison:
                return self.poison[self.names[sha256(envelope)]]
        reply = self._reply(request)
        if word == "slow":
            self.clock.ms += SLOW_MS
        if word == "lost":
            return Unreachable.TIMEOUT
        if word == "forged":
            fakes = tuple(replace_signature(signed) for signed in reply.acknowledgements)
            return msgspec.structs.replace(reply, acknowledgements=fakes)
        if word == "stale":
            old = sign(TIME_DOMAIN, HubTime(b"another nonce...", 1))
            refused = tuple(Outcome(it.id, Verdict.CONFLICT) for it in reply.outcomes)
            return msgspec.structs.replace(reply, time=old, outcomes=refused, acknowledgements=())
        if word == "silent":
            return msgspec.structs.replace(reply, outcomes=(), acknowledgements=())
        return reply

    def close(self) -> None:
        """Nothing to close."""

    def _reply(self, request: SyncRequest) -> SyncReply:
        results = [self._take(envelope) for envelope in request.items]
        results += [self._recall(id) for id in request.ask]
        return SyncReply(
            outcomes=tuple(outcome for outcome, _ in results),
            acknowledgements=tuple(ack for _, ack in results if ack is not None),
            status=(),
            time=sign(TIME_DOMAIN, HubTime(request.nonce, self.clock.ms + HUB_AHEAD_MS)),
            catalogue_version="",
            next_call_s=300,
        )

    def _take(self, envelope: bytes) -> tuple[Outcome, Signed | None]:
        id = self.names[sha256(envelope)]
        if id in self.verdicts:
            return self.verdicts[id], None
        if id not in self.held:
            self.held[id] = sha256(envelope)
            self.writes[id] = self.writes.get(id, 0) + 1
        if self.held[id] != sha256(envelope):
            return Outcome(id, Verdict.CONFLICT, "urn:doorstep:problem:other-bytes"), None
        return self._recall(id)

    def _recall(self, id: str) -> tuple[Outcome, Signed | None]:
        if id not in self.held:
            return Outcome(id, Verdict.UNKNOWN), None
        ack = Acknowledgement(id, self.held[id], TERMINAL, 1, "key")
        return Outcome(id, Verdict.STORED), sign(ACKNOWLEDGEMENT_DOMAIN, ack)


def replace_signature(signed: Signed) -> Signed:
    """The same statement by someone else."""
    return msgspec.structs.replace(signed, signature=b"\x00" * 32)


@dataclass
class Village:
    """One terminal with its queue, and the hub."""

    count: int
    seed: int = 0
    script: list[str] = field(default_factory=list)
    size: int = 2000
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = VillageTime()
        self.outbox = ListOutbox()
        self.hub = FlakyHub(self.clock, self.script)
        self.numbers = Numbers()
        for number in range(self.count):
            envelope = b"%d|" % number + b"x" * self.size
            self.outbox.add(number, envelope)
            self.hub.names[sha256(envelope)] = f"id-{number}"
        self.delivery = Delivery(
            DeliveryPorts(
                terminal=TERMINAL,
                outbox=self.outbox,
                gateway=self.hub,
                verifier=WordVerifier(),
                counters=self.numbers,
                clock=self.clock,
                entropy=Dice(self.seed),
                vitals=lambda: Heartbeat("1", 0, 0, 0, ""),
                reached=self.steps.append,
            )
        )
