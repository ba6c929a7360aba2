"""The rules of one round: what is sent, what is asked, and what each answer means for each entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kiosk.delivery.model import Acknowledgement, Countersignature, HubTime, Outcome, Signed, SyncReply, Verdict
from kiosk.delivery.ports import Verifier
from kiosk.delivery.problems import HASH_ID_PREFIX, is_curable, is_final
from kiosk.outbox.model import OutboxEntry

ACKNOWLEDGEMENT_DOMAIN = "doorstep-ack-v1"
TIME_DOMAIN = "doorstep-time-v1"
NONCE_BYTES = 16
# A reason is a problem type or a word; a hub's longer text would be kept for ever, so it is cut.
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """One round's entries of one terminal: `send` travel whole, of `ask` only the ids."""

    terminal: str
    send: tuple[OutboxEntry, ...] = ()
    ask: tuple[OutboxEntry, ...] = ()

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All of them, the sent ones first."""
        return self.send + self.ask


def first_plan(terminal: str, entries: tuple[OutboxEntry, ...]) -> Plan:
    """Send what was never tried; ask about what was, because its answer may have been lost after the hub stored it.

    `attempts` counts leases, the present one included.
    """
    fresh = tuple(entry for entry in entries if entry.attempts <= 1)
    tried = tuple(entry for entry in entries if entry.attempts > 1)
    return Plan(terminal, fresh, tried)


@dataclass(frozen=True, slots=True)
class Proven:
    """What of a reply is proven: acknowledgements and countersignature by their signatures, the reply's freshness by time and nonce."""

    acknowledgements: tuple[tuple[Acknowledgement, Signed], ...]
    time: HubTime | None
    countersigned: tuple[Countersignature, Signed] | None = None


def prove(reply: SyncReply, nonce: bytes, *, verifier: Verifier) -> Proven:
    """Verify every statement; a hub time that carries another nonce proves nothing about this reply."""
    read = ((verifier.acknowledgement(signed), signed) for signed in reply.acknowledgements)
    time = verifier.time(reply.time)
    fresh = time if time is not None and time.nonce == nonce else None
    return Proven(
        tuple((ack, signed) for ack, signed in read if ack is not None), fresh, _countersigned(reply, verifier)
    )


def _countersigned(reply: SyncReply, verifier: Verifier) -> tuple[Countersignature, Signed] | None:
    if reply.countersigned is None:
        return None
    statement = verifier.countersignature(reply.countersigned)
    return None if statement is None else (statement, reply.countersigned)


class Move(StrEnum):
    """What becomes of an entry after an answer."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    PARKED = "parked"
    SEND = "send"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry's move; `detail` is what the outbox keeps with it."""

    entry: OutboxEntry
    move: Move
    detail: bytes = b""


def decide(plan: Plan, reply: SyncReply, *, proven: Proven) -> tuple[Decision, ...]:
    """One decision for each entry of the plan, whatever the reply holds or leaves out.

    DELIVERED needs the hub's signature over this id, this terminal's envelope and these bytes; no status
    code and no bare verdict is enough. Other verdicts are not signed one by one, so they count only in a
    reply whose hub time carries our nonce: a replayed or made-up reply can move nothing. Even then REFUSED,
    which is for ever, needs a problem that says the same bytes can never pass; a problem that the hub's
    side can cure sends the entry back to the queue, and anything else is PARKED for a person.
    """
    outcomes = {outcome.id: outcome for outcome in reply.outcomes}
    return tuple(
        _acknowledged(entry, plan.terminal, proven=proven)
        or _judged(entry, outcomes.get(entry.id) or outcomes.get(HASH_ID_PREFIX + entry.sha256), proven=proven)
        for entry in plan.entries()
    )


def _acknowledged(entry: OutboxEntry, terminal: str, *, proven: Proven) -> Decision | None:
    for ack, signed in proven.acknowledgements:
        if (ack.id, ack.sha256, ack.terminal) == (entry.id, entry.sha256, entry.origin or terminal):
            return Decision(entry, Move.DELIVERED, msgspec.json.encode(signed, order="sorted"))
    return None


def _judged(entry: OutboxEntry, outcome: Outcome | None, *, proven: Proven) -> Decision:
    if proven.time is None or outcome is None:
        return Decision(entry, Move.RETURN)
    if outcome.verdict is Verdict.STORED and any(ack.id == entry.id for ack, _ in proven.acknowledgements):
        # The hub holds this id with other bytes: send ours, so that it sees and keeps the conflict.
        return Decision(entry, Move.SEND)
    return Decision(entry, _unsettled(outcome), (outcome.problem or outcome.verdict)[:LONGEST_REASON].encode())


def _unsettled(outcome: Outcome) -> Move:
    match outcome.verdict:
        case Verdict.STORED:
            return Move.RETURN
        case Verdict.UNKNOWN:
            return Move.SEND
        case Verdict.CONFLICT:
            return Move.PARKED
        case Verdict.REFUSED:
            return _refused(outcome.problem)


def _refused(problem: str) -> Move:
    if is_final(problem):
        return Move.REFUSED
    return Move.RETURN if is_curable(problem) else Move.PARKED
