"""How much a hub holds, in numbers."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from sqlalchemy import Table, func, select

from sync.hub.audits import open_alarms
from sync.hub.database import HubDatabase, existing_database
from sync.hub.tables import acknowledgements, applications, conflicts, envelopes, quarantine, ratings, terminals
from sync.hub.terminals import heard_broken
from sync.store.disk import REAL_DISK, Disk


class HubReport(msgspec.Struct, frozen=True):
    """Counts only: nothing about anyone.

    `audits_backwards`: terminals whose audit the hub remembers otherwise; `audits_broken`: those that say so themselves.
    """

    terminals: int
    envelopes: int
    applications: int
    ratings: int
    acknowledgements: int
    conflicts: int
    quarantined: int
    audits_backwards: int = 0
    audits_broken: int = 0


def report(database: HubDatabase) -> HubReport:
    """The counts of one consistent moment."""
    tables: tuple[Table, ...] = (
        terminals, envelopes, applications, ratings, acknowledgements, conflicts, quarantine,
    )  # fmt: skip
    with database.reading() as connection:
        numbers = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
        numbers += [open_alarms(connection), heard_broken(connection)]
    return HubReport(*numbers)


class StoredApplication(NamedTuple):
    """One row: which terminal sent it, what it says (canonical JSON), the reference number it is filed under."""

    terminal: str
    content: bytes
    reference_number: str


def stored_applications(database: HubDatabase) -> list[StoredApplication]:
    """Every application that is filed, in the order of their terminals' sequences."""
    rows = select(envelopes.c.terminal, applications.c.content, applications.c.reference_number).join_from(
        applications, envelopes
    )
    with database.reading() as connection:
        found = connection.execute(rows.order_by(envelopes.c.terminal, envelopes.c.sequence)).all()
    return [StoredApplication(*row) for row in found]


def report_of(url: str, key: bytes | None = None, *, disk: Disk = REAL_DISK) -> HubReport:
    """The counts of the database at `url`, also while a hub serves it. Raises StoreError S04 when there is none."""
    database = existing_database(url, key, disk=disk)
    try:
        return report(database)
    finally:
        database.close()
