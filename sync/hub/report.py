"""How much a hub holds, in numbers."""

from __future__ import annotations

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


def report_of(url: str, key: bytes | None = None, *, disk: Disk = REAL_DISK) -> HubReport:
    """The counts of the database at `url`, also while a hub serves it. Raises StoreError S04 when there is none."""
    database = existing_database(url, key, disk=disk)
    try:
        return report(database)
    finally:
        database.close()
