"""The audit as the hub hears of it: checkpoints the device signs, countersignatures of the hub, and the audit held against both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlite_utils import Database

from kiosk.base.clock import Moment
from kiosk.delivery.model import Checkpoint, Countersignature, Signed
from sync.store.audit import SqliteAudit
from sync.store.ballast import Ballast, finishing
from sync.store.chain import AuditHead, Signings
from sync.store.driver import write_tx
from sync.store.errors import AUDIT_BROKEN, fault, storing

StatementT = TypeVar("StatementT", Checkpoint, Countersignature)


@dataclass(frozen=True, slots=True)
class Judges:
    """Who says whether a statement is the device's own, or the hub's; None where it is not.

    `hub_keys` are the ids of the keys the hub is known by: under any other nothing can be said.
    """

    checkpoint: Callable[[Signed], Checkpoint | None]
    countersignature: Callable[[Signed], Countersignature | None]
    hub_keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A whole audit: its last event, the furthest one that the hub has countersigned (0: none), and how many a salvage has declared lost."""

    head: AuditHead
    countersigned: int
    lost: int = 0


class _Named(msgspec.Struct, frozen=True):
    """As much of a countersignature as names its key."""

    hub_key_id: str


class SqliteTrail:
    """Implements Trail of kiosk.delivery for one terminal; `sign` signs as its device, whose key `device_key_id` names."""

    def __init__(
        self,
        db: Database,
        audit: SqliteAudit,
        sign: Callable[[Checkpoint], Signed],
        *,
        terminal: str,
        device_key_id: str,
        ballast: Ballast,
    ) -> None:
        self._db = db
        self._audit = audit
        self._sign = sign
        self._terminal = terminal
        self._device_key_id = device_key_id
        self._ballast = ballast
        self._answered: int | None = None

    def checkpoint(self, now: Moment) -> Signed | None:
        """The audit as it stands, signed now, so that no later one is taken for it; the first of each event is kept.

        Raises StoreError S.. .
        """
        head = self._audit.head()
        if head.n == 0:
            return None
        after_n, after_hash = self._after(head)
        statement = Checkpoint(
            terminal=self._terminal,
            n=head.n,
            hash=head.hash.hex(),
            after_n=after_n,
            after_hash=after_hash,
            at_ms=now.unix_ms,
            device_key_id=self._device_key_id,
        )
        signed = self._sign(statement)
        if self._kept() < head.n:
            self._keep(head.n, signed)
        return signed

    @finishing
    def countersigned(self, statement: Countersignature, signed: Signed) -> None:
        """Keep what the hub has seen, if it is further than what is kept; the next checkpoint answers it. Raises StoreError S.. ."""
        self._answered = statement.n
        line, n = self._furthest()
        if (statement.line, statement.n) <= (line, n):
            return
        with write_tx(self._db):
            row = (statement.line, statement.n, signed.body, signed.signature)
            self._db.execute("INSERT INTO countersignatures(line, n, body, signature) VALUES (?, ?, ?, ?)", row)

    @finishing
    def _keep(self, n: int, signed: Signed) -> None:
        with write_tx(self._db):
            row = (n, signed.body, signed.signature)
            self._db.execute("INSERT INTO checkpoints(n, body, signature) VALUES (?, ?, ?)", row)

    def _after(self, head: AuditHead) -> tuple[int, str]:
        """What stands at the event the hub spoke of last; a hub restored from a copy of its own may have forgotten a later one."""
        n = self._furthest()[1] if self._answered is None else self._answered
        stands = self._audit.at(n) if 0 < n <= head.n else None
        return (0, "") if stands is None else (n, stands.hash.hex())

    def _kept(self) -> int:
        with storing("checkpoints"):
            return int(self._db.execute("SELECT coalesce(max(n), 0) FROM checkpoints").fetchone()[0])

    def _furthest(self) -> tuple[int, int]:
        with storing("countersignatures"):
            row = self._db.execute(
                "SELECT line, n FROM countersignatures ORDER BY line DESC, n DESC LIMIT 1"
            ).fetchone()
        return (row[0], row[1]) if row else (0, 0)


def kept_checkpoints(db: Database, since: int = 0) -> list[Signed]:
    """The device's own checkpoints of the events after number `since`, oldest first. Raises StoreError S.. ."""
    with storing("checkpoints"):
        rows = db.execute("SELECT body, signature FROM checkpoints WHERE n > ? ORDER BY n", (since,)).fetchall()
    return [Signed(*row) for row in rows]


def kept_countersignatures(db: Database, since: int = 0) -> list[Signed]:
    """The hub's countersignatures of the events after number `since`, line by line, oldest first. Raises StoreError S.. ."""
    with storing("countersignatures"):
        rows = db.execute(
            "SELECT body, signature FROM countersignatures WHERE n > ? ORDER BY line, n", (since,)
        ).fetchall()
    return [Signed(*row) for row in rows]


def verify_whole(db: Database, audit: SqliteAudit, judges: Judges) -> Standing:
    """Every event against every checkpoint kept. Raises StoreError S07."""
    signed, furthest = named(kept_checkpoints(db), kept_countersignatures(db), judges)
    return Standing(audit.verify(signed), furthest, lost(audit.gaps()))


def verify_recent(db: Database, audit: SqliteAudit, judges: Judges) -> Standing:
    """What is new since the furthest countersignature, or without one since the device's own last checkpoint.

    Milliseconds, whatever the age. An old event that was changed without its hash is found by `verify_whole` alone.
    Raises StoreError S07.
    """
    hub = _last(db, "countersignatures", "line DESC, n DESC")
    signed, furthest = named([] if hub else _last(db, "checkpoints", "n DESC"), hub, judges)
    since = max(signed, default=0)
    if since and (stands := audit.at(since)) and {stands.hash.hex()} != signed[since]:
        raise fault(AUDIT_BROKEN, f"event {since} is not the one that was signed")
    return Standing(audit.verify(since=since), furthest)


def lost(gaps: Mapping[int, int]) -> int:
    """How many events there are in gaps."""
    return sum(last - first + 1 for first, last in gaps.items())


def _last(db: Database, table: str, order: str) -> list[Signed]:
    with storing(table):
        rows = db.execute(f"SELECT body, signature FROM {table} ORDER BY {order} LIMIT 1").fetchall()
    return [Signed(*row) for row in rows]


def named(checkpoints: Iterable[Signed], countersignatures: Iterable[Signed], judges: Judges) -> tuple[Signings, int]:
    """The hashes that checkpoints and the newest line of countersignatures name, by number, and how far the latter reach.

    An older line is that of an audit a person gave up; what a key signed that the hub is not known by any more counts
    for nothing. Raises StoreError S07 for a signature that does not verify.
    """
    own = [_judged(judges.checkpoint, signed, whose="the device") for signed in checkpoints]
    known = [signed for signed in countersignatures if _hub_key(signed) in judges.hub_keys]
    hub = [_judged(judges.countersignature, signed, whose="the hub") for signed in known]
    line = max((statement.line for statement in hub), default=0)
    newest = [statement for statement in hub if statement.line == line]
    found: defaultdict[int, set[str]] = defaultdict(set)
    for n, hash in [(it.n, it.hash) for it in own] + [(it.n, it.hash) for it in newest]:
        found[n].add(hash)
    return {n: frozenset(hashes) for n, hashes in found.items()}, max((it.n for it in newest), default=0)


def _judged(judge: Callable[[Signed], StatementT | None], signed: Signed, *, whose: str) -> StatementT:
    statement = judge(signed)
    if statement is None:
        raise fault(AUDIT_BROKEN, f"a checkpoint is not signed by {whose}")
    return statement


def _hub_key(signed: Signed) -> str:
    """The id of the key it says it is signed by."""
    try:
        return msgspec.json.decode(signed.body, type=_Named).hub_key_id
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise fault(AUDIT_BROKEN, "a checkpoint is not signed by the hub") from None
