"""One round at the hub: examine everything, commit everything, and only then answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.base.clock import Clock, Entropy
from kiosk.delivery.cycle import TIME_DOMAIN
from kiosk.delivery.model import HubTime, Outcome, Signed, SyncReply, SyncRequest
from sync.hub.audits import Audits, told
from sync.hub.database import HubDatabase
from sync.hub.examine import Examiner
from sync.hub.keys import HubKeys
from sync.hub.shelf import Shelf, Stored
from sync.hub.terminals import TerminalRecord, find_terminal, hear
from sync.seal.signed import sign_statement

# Five minutes between calls, a fifth of it by chance, so that a county does not call in step.
CALL_AGAIN_S = 240
CALL_SPREAD_S = 120


class HubStep(StrEnum):
    """The named moments of a round, announced so that a test can kill the hub there."""

    BEFORE_COMMIT = "before-commit"
    AFTER_COMMIT = "after-commit"


def unwatched(step: HubStep) -> None:
    """Nobody is counting: what production passes."""


@dataclass(frozen=True, slots=True)
class HubPorts:
    """What a hub is made of."""

    database: HubDatabase
    keys: HubKeys
    clock: Clock
    entropy: Entropy
    catalogue_version: str = ""
    reached: Callable[[HubStep], None] = unwatched


class Rounds:
    """Answers rounds; may be called from several threads at once, each call is one transaction."""

    def __init__(self, ports: HubPorts) -> None:
        self._ports = ports
        self._examiner = Examiner(ports.keys, lookup=self._lookup)

    def answer(self, request: SyncRequest) -> SyncReply:
        """The reply; everything it says is on disk before it exists. Raises StoreError, and then nothing was kept."""
        examined = [self._examiner.examine(envelope) for envelope in request.items]
        checkpoint = told(request, self._lookup(request.terminal), suite=self._ports.keys.suite)
        now_ms = self._ports.clock.now().unix_ms
        with self._ports.database.writing() as connection:
            shelf = Shelf(connection, self._ports.keys, now_ms=now_ms)
            stored = [shelf.put(item) for item in examined]
            stored += [shelf.recall(id) for id in request.ask]
            hear(connection, request, at_ms=now_ms)
            audits = Audits(connection, self._ports.keys, now_ms=now_ms)
            countersigned = audits.hear(checkpoint) if checkpoint is not None else None
            self._ports.reached(HubStep.BEFORE_COMMIT)
        self._ports.reached(HubStep.AFTER_COMMIT)
        return self._reply(request, stored, countersigned=countersigned)

    def _reply(self, request: SyncRequest, stored: list[Stored], *, countersigned: Signed | None) -> SyncReply:
        outcomes: tuple[Outcome, ...] = tuple(outcome for outcome, _ in stored)
        signed: tuple[Signed, ...] = tuple(ack for _, ack in stored if ack is not None)
        keys = self._ports.keys
        time = HubTime(request.nonce, self._ports.clock.now().unix_ms)
        return SyncReply(
            outcomes=outcomes,
            acknowledgements=signed,
            status=(),
            time=sign_statement(TIME_DOMAIN, time, private=keys.signing.private, suite=keys.suite),
            catalogue_version=self._ports.catalogue_version,
            next_call_s=CALL_AGAIN_S + int.from_bytes(self._ports.entropy.bytes(2), "big") % CALL_SPREAD_S,
            countersigned=countersigned,
        )

    def _lookup(self, terminal: str) -> TerminalRecord | None:
        with self._ports.database.reading() as connection:
            return find_terminal(connection, terminal)
