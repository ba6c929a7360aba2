"""The terminals' audits as the hub remembers them: how far each has come, and which one a person must look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, func, insert, select, update

from kiosk.base.clock import Moment
from kiosk.base.errors import StoreError
from kiosk.delivery.checkpoints import ALARMS, COUNTERSIGNATURE_DOMAIN, Held, Standing, standing
from kiosk.delivery.model import Checkpoint, Countersignature, Signed, SyncRequest
from sync.hub.database import HubDatabase
from sync.hub.keys import HubKeys
from sync.hub.tables import audit_alarms, audit_heads
from sync.hub.terminals import TerminalRecord
from sync.link.verifier import DeviceVerifier
from sync.seal.signed import sign_statement
from sync.seal.suite import Suite
from sync.store.errors import REFUSED

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
# Its own line's alarms only: an earlier line is one that a person has looked at.
_OPEN = and_(audit_alarms.c.terminal == audit_heads.c.terminal, audit_alarms.c.line == audit_heads.c.line)


@dataclass(frozen=True, slots=True)
class Told:
    """A checkpoint whose signature is that of the terminal it names."""

    checkpoint: Checkpoint
    signed: Signed


class AuditAlarm(msgspec.Struct, frozen=True):
    """One alarm: what the terminal told when so much was held of it; `open` until a person let it begin anew."""

    terminal: str
    standing: str
    n: int
    held_n: int
    received_at_ms: int
    open: bool


def told(request: SyncRequest, terminal: TerminalRecord | None, *, suite: Suite) -> Told | None:
    """The round's checkpoint; None where there is none, or none that this terminal's device has signed for itself."""
    signed = request.checkpoint
    if signed is None or terminal is None:
        return None
    checkpoint = DeviceVerifier(terminal.id, terminal.public_key, suite).checkpoint(signed)
    sound = checkpoint is not None and checkpoint.n > 0 and _HASH.fullmatch(checkpoint.hash)
    return Told(checkpoint, signed) if checkpoint is not None and sound else None


class Audits:
    """What is remembered, through a connection in a write transaction of the caller's."""

    def __init__(self, connection: Connection, keys: HubKeys, *, now_ms: int) -> None:
        self._connection = connection
        self._keys = keys
        self._now_ms = now_ms

    def hear(self, told: Told) -> Signed | None:
        """Countersign an audit that has grown; whatever else it did, answer with the furthest countersignature given."""
        head = self._head(told.checkpoint.terminal)
        line = 0 if head is None else head.line
        found = standing(told.checkpoint, None if head is None else Held(head.n, head.hash, head.at_ms))
        if found is Standing.GROWN:
            return self._countersign(told.checkpoint, line)
        if head is None or head.n == 0:
            return None
        if found in ALARMS:
            self._alarm(told, found, head=head)
        return Signed(head.body, head.signature)

    def _head(self, terminal: str) -> Row[Any] | None:
        query = select(audit_heads).where(audit_heads.c.terminal == terminal)
        return self._connection.execute(query).one_or_none()

    def _countersign(self, checkpoint: Checkpoint, line: int) -> Signed:
        statement = Countersignature(
            terminal=checkpoint.terminal,
            line=line,
            n=checkpoint.n,
            hash=checkpoint.hash,
            device_key_id=checkpoint.device_key_id,
            received_at_ms=self._now_ms,
            hub_key_id=self._keys.signing.id,
        )
        signed = sign_statement(
            COUNTERSIGNATURE_DOMAIN, statement, private=self._keys.signing.private, suite=self._keys.suite
        )
        # By the earlier clock: one that runs ahead must not make everything later look late.
        row = {"line": line, "n": checkpoint.n, "hash": checkpoint.hash, "at_ms": min(checkpoint.at_ms, self._now_ms)}
        self._keep(checkpoint.terminal, {**row, "body": signed.body, "signature": signed.signature})
        return signed

    def _keep(self, terminal: str, row: dict[str, Any]) -> None:
        changed = self._connection.execute(update(audit_heads).where(audit_heads.c.terminal == terminal).values(**row))
        if not changed.rowcount:
            self._connection.execute(insert(audit_heads).values(terminal=terminal, **row))

    def _alarm(self, told: Told, found: Standing, *, head: Row[Any]) -> None:
        same = and_(audit_alarms.c.terminal == head.terminal, audit_alarms.c.line == head.line)
        if self._connection.execute(select(audit_alarms.c.line).where(same)).one_or_none() is None:
            seen = {"n": told.checkpoint.n, "checkpoint": told.signed.body, "signature": told.signed.signature}
            held = {"held_n": head.n, "held": head.body, "held_signature": head.signature}
            row = {"terminal": head.terminal, "line": head.line, "standing": found, "received_at_ms": self._now_ms}
            self._connection.execute(insert(audit_alarms).values(**row, **seen, **held))


def audit_alarms_of(database: HubDatabase) -> tuple[AuditAlarm, ...]:
    """Every alarm there ever was, oldest first."""
    query = select(audit_alarms, audit_heads.c.line.label("present")).join(
        audit_heads, audit_heads.c.terminal == audit_alarms.c.terminal
    )
    with database.reading() as connection:
        rows = connection.execute(query.order_by(audit_alarms.c.received_at_ms, audit_alarms.c.terminal)).all()
    return tuple(
        AuditAlarm(row.terminal, row.standing, row.n, row.held_n, row.received_at_ms, row.line == row.present)
        for row in rows
    )


def open_alarms(connection: Connection) -> int:
    """The number of terminals whose audit went backwards or is another one, and nobody has looked at it yet."""
    query = select(func.count()).select_from(audit_alarms).join(audit_heads, _OPEN)
    return int(connection.execute(query).scalar_one())


def begin_anew(database: HubDatabase, terminal: str, *, at: Moment) -> None:
    """A person has looked at the alarm: the terminal's next checkpoint is countersigned, in a line of its own.

    The alarm stays. Raises StoreError S05 when there is none that is open.
    """
    with database.writing() as connection:
        query = select(audit_alarms.c.line).join(audit_heads, _OPEN).where(audit_alarms.c.terminal == terminal)
        line = connection.execute(query).scalar_one_or_none()
        if line is None:
            raise StoreError(REFUSED, f"no alarm of {terminal} is open")
        connection.execute(
            update(audit_heads)
            .where(audit_heads.c.terminal == terminal)
            .values(line=max(at.unix_ms, line + 1), n=0, hash="", at_ms=at.unix_ms, body=b"", signature=b"")
        )
