"""How much a hub holds, in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Table, func, select

from sync.hub.database import HubDatabase, open_database, sqlite_path
from sync.hub.tables import acknowledgements, applications, conflicts, envelopes, quarantine, ratings, terminals
from sync.store.disk import REAL_DISK, Disk
from sync.store.errors import DISK, fault


class HubReport(msgspec.Struct, frozen=True):
    """Counts only: nothing about anyone."""

    terminals: int
    envelopes: int
    applications: int
    ratings: int
    acknowledgements: int
    conflicts: int
    quarantined: int


def report(database: HubDatabase) -> HubReport:
    """The counts of one consistent moment."""
    tables: tuple[Table, ...] = (
        terminals, envelopes, applications, ratings, acknowledgements, conflicts, quarantine,
    )  # fmt: skip
    with database.reading() as connection:
        return HubReport(
            *(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
        )


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
    """The counts of the database at `url`, also while a hub serves it. Raises StoreError S01 when there is none."""
    if disk.size(Path(sqlite_path(url))) is None:
        raise fault(DISK, "there is no such database")
    database = open_database(url, key, disk=disk)
    try:
        return report(database)
    finally:
        database.close()
