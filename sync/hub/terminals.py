"""The terminals a hub knows: their keys, their status, what they last said of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, insert, select, update

from kiosk.base.clock import Moment
from kiosk.base.errors import StoreError
from kiosk.delivery.model import Heartbeat, SyncRequest
from sync.hub.database import HubDatabase
from sync.hub.tables import terminals
from sync.seal.suite import Suite
from sync.store.errors import REFUSED


class TerminalStatus(StrEnum):
    """ACTIVE terminals are stored from; what a SUSPENDED one sends is kept in quarantine."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class TerminalRecord:
    """One registered terminal: the public half of its signing key and whether it may deliver."""

    id: str
    public_key: bytes
    status: TerminalStatus


def register_terminal(database: HubDatabase, id: str, *, public_key: bytes, at: Moment, suite: Suite) -> None:
    """Make a terminal known; again with the same key changes nothing.

    Raises SealError K01 for a key that is none, StoreError S05 when the id already has another key.
    """
    suite.check_public(public_key)
    with database.writing() as connection:
        known = find_terminal(connection, id)
        if known is None:
            row = {"id": id, "public_key": public_key, "status": TerminalStatus.ACTIVE, "counter": 0}
            connection.execute(insert(terminals).values(**row, registered_at_ms=at.unix_ms))
        elif known.public_key != public_key:
            raise StoreError(REFUSED, "this terminal is registered with another key")


def set_terminal_status(database: HubDatabase, id: str, *, status: TerminalStatus) -> None:
    """Suspend a terminal or let it deliver again; an unknown id changes nothing."""
    with database.writing() as connection:
        connection.execute(update(terminals).where(terminals.c.id == id).values(status=status))


def find_terminal(connection: Connection, id: str) -> TerminalRecord | None:
    """The registered terminal of that id."""
    row = connection.execute(select(terminals).where(terminals.c.id == id)).one_or_none()
    return None if row is None else TerminalRecord(row.id, row.public_key, TerminalStatus(row.status))


def all_terminals(connection: Connection) -> tuple[TerminalRecord, ...]:
    """Every registered terminal, by id."""
    rows = connection.execute(select(terminals).order_by(terminals.c.id))
    return tuple(TerminalRecord(row.id, row.public_key, TerminalStatus(row.status)) for row in rows)


def hear(connection: Connection, request: SyncRequest, *, at_ms: int) -> None:
    """Keep the round's heartbeat, unless a round with a higher counter was heard before: a replay tells nothing new."""
    connection.execute(
        update(terminals)
        .where(terminals.c.id == request.terminal, terminals.c.counter < request.counter)
        .values(counter=request.counter, heartbeat=msgspec.json.encode(request.heartbeat), heard_at_ms=at_ms)
    )


def heard_broken(connection: Connection) -> int:
    """How many terminals said in their last heartbeat that their own audit does not add up."""
    beats = connection.execute(select(terminals.c.heartbeat).where(terminals.c.heartbeat.is_not(None))).scalars()
    return sum(bool(msgspec.json.decode(beat, type=Heartbeat).audit) for beat in beats)
