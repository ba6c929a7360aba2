"""The delivery cycle: round after round until nothing is due or a round fails; runs on the sync lane."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kiosk.base.clock import Clock, Entropy, SteadyClock
from kiosk.base.errors import StoreError
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.delivery.backoff import JITTER_BYTES, BatchSize, due
from kiosk.delivery.cycle import NONCE_BYTES, Decision, Move, Plan, Proven, decide, first_plan, prove
from kiosk.delivery.model import Cursors, CycleReport, Gateway, Signed, SyncReply, SyncRequest, Unreachable
from kiosk.delivery.ports import Counters, Trail, Verifier, Vitals
from kiosk.outbox.model import EntryState, Outbox, OutboxEntry

SETTLED_AS = {
    Move.DELIVERED: EntryState.DELIVERED,
    Move.REFUSED: EntryState.REFUSED,
    Move.PARKED: EntryState.PARKED,
}
# A hub that asks for a call every second, or never again, is not obeyed.
SOONEST_CALL_S = 30
LATEST_CALL_S = 86_400
# No batch begins later in a cycle: with its two rounds of 30 s it ends well before the lane's deadline, however slow the line.
LAST_BATCH_S = 30


@dataclass(frozen=True, slots=True)
class DeliveryPorts:
    """Everything a cycle talks to, for one terminal; without a `trail` nothing is told of its audit."""

    terminal: str
    outbox: Outbox
    gateway: Gateway
    verifier: Verifier
    counters: Counters
    clock: Clock
    entropy: Entropy
    vitals: Vitals
    reached: Reached = unwatched
    trail: Trail | None = None


@dataclass(frozen=True, slots=True)
class _Round:
    """What one round brought: its decisions, and why no further round should follow (None: go on)."""

    decisions: tuple[Decision, ...]
    unreachable: Unreachable | None = None
    hub_offset_ms: int | None = None
    next_call_s: int | None = None


class Delivery:
    """The cycles of one terminal; remembers between cycles how much the line carries at once."""

    def __init__(self, ports: DeliveryPorts) -> None:
        self._ports = ports
        self._steady = SteadyClock(ports.clock)
        self._batch = BatchSize()

    def run_cycle(self) -> CycleReport:
        """At least one round (it carries the heartbeat and the hub's time), then more while entries are due and time is left.

        An unreachable hub is in the report, never an exception; StoreError S.. passes through, and entries
        left leased return by themselves when their lease ends.
        """
        moves: Counter[Move] = Counter()
        report = CycleReport()
        rounds = 0
        last_s = self._ports.clock.monotonic_s() + LAST_BATCH_S
        while report.unreachable is None and self._ports.clock.monotonic_s() <= last_s:
            entries = self._ports.outbox.lease(self._steady.now(), self._batch.limit_bytes)
            if rounds and not entries:
                break
            self._ports.reached(Step.LEASED)
            report = self._deliver(first_plan(self._ports.terminal, entries), moves, report=report)
            rounds += 1
        return replace(
            report,
            delivered=moves[Move.DELIVERED],
            refused=moves[Move.REFUSED],
            parked=moves[Move.PARKED],
            returned=moves[Move.RETURN],
        )

    def _deliver(self, plan: Plan, moves: Counter[Move], *, report: CycleReport) -> CycleReport:
        """One batch: a round, and a second one for entries that were asked about and turn out to be missing at the hub."""
        result = self._round(plan)
        missing = tuple(decision.entry for decision in result.decisions if decision.move is Move.SEND)
        refused = self._settle([decision for decision in result.decisions if decision.move is not Move.SEND], moves)
        if missing and result.unreachable is None:
            result = self._round(Plan(plan.terminal, send=missing))
            refused += self._settle([_not_twice(decision) for decision in result.decisions], moves)
        if plan.entries():
            well = result.unreachable is None
            self._batch = self._batch.after_success() if well else self._batch.after_failure()
        if refused:
            raise refused[0]
        return replace(
            report,
            unreachable=result.unreachable,
            hub_offset_ms=report.hub_offset_ms if result.hub_offset_ms is None else result.hub_offset_ms,
            next_call_s=report.next_call_s if result.next_call_s is None else result.next_call_s,
        )

    def _round(self, plan: Plan) -> _Round:
        ports = self._ports
        request = self._request(plan)
        sent_ms = ports.clock.now().unix_ms
        reply = ports.gateway.sync(request)
        answered_ms = ports.clock.now().unix_ms
        ports.reached(Step.ANSWERED)
        if not isinstance(reply, SyncReply):
            return _Round(tuple(Decision(entry, Move.RETURN) for entry in plan.entries()), reply)
        proven = prove(reply, request.nonce, verifier=ports.verifier)
        ports.reached(Step.VERIFIED)
        self._keep_countersignature(proven)
        return self._answered(
            decide(plan, reply, proven=proven),
            proven,
            next_call_s=reply.next_call_s,
            middle_ms=(sent_ms + answered_ms) // 2,
        )

    def _answered(self, decisions: tuple[Decision, ...], proven: Proven, *, next_call_s: int, middle_ms: int) -> _Round:
        if proven.time is None:
            unsent = tuple(replace(it, move=Move.RETURN) if it.move is Move.SEND else it for it in decisions)
            return _Round(unsent, Unreachable.NOT_THE_HUB)
        self._ports.counters.saw_hub_time(proven.time.unix_ms)
        call = min(max(next_call_s, SOONEST_CALL_S), LATEST_CALL_S)
        return _Round(decisions, hub_offset_ms=proven.time.unix_ms - middle_ms, next_call_s=call)

    def _request(self, plan: Plan) -> SyncRequest:
        return SyncRequest(
            terminal=plan.terminal,
            counter=self._ports.counters.next_round(),
            nonce=self._ports.entropy.bytes(NONCE_BYTES),
            items=tuple(entry.envelope for entry in plan.send),
            ask=tuple(entry.id for entry in plan.ask),
            heartbeat=self._ports.vitals(),
            cursors=Cursors(),
            checkpoint=self._checkpoint(),
        )

    def _checkpoint(self) -> Signed | None:
        trail = self._ports.trail
        return None if trail is None else trail.checkpoint(self._ports.clock.now())

    def _keep_countersignature(self, proven: Proven) -> None:
        """Only of a fresh reply: what the hub knew once says nothing of what it knows."""
        trail, fresh = self._ports.trail, proven.time is not None
        if trail is None or proven.countersigned is None or not fresh:
            return
        statement, signed = proven.countersigned
        if statement.terminal == self._ports.terminal:
            trail.countersigned(statement, signed)

    def _settle(self, decisions: list[Decision], moves: Counter[Move]) -> list[StoreError]:
        """Every decision, and what the store says against any: an entry that cannot be settled must not hold up the others."""
        refused: list[StoreError] = []
        for decision in decisions:
            try:
                self._settle_one(decision.entry, decision)
                moves[decision.move] += 1
            except StoreError as error:
                refused.append(error)
        if decisions:
            self._ports.reached(Step.SETTLED)
        return refused

    def _settle_one(self, entry: OutboxEntry, decision: Decision) -> None:
        state = SETTLED_AS.get(decision.move)
        if state is None:
            entropy = self._ports.entropy.bytes(JITTER_BYTES)
            self._ports.outbox.release(entry.id, due(self._steady.now(), entry.attempts, entropy=entropy))
        else:
            self._ports.outbox.settle(entry.id, state, decision.detail, self._ports.clock.now())


def _not_twice(decision: Decision) -> Decision:
    return replace(decision, move=Move.RETURN) if decision.move is Move.SEND else decision


def run_cycle(ports: DeliveryPorts) -> CycleReport:
    """One cycle with nothing remembered from earlier ones, for a single run from a door of `kiosk`."""
    return Delivery(ports).run_cycle()
