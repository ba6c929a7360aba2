"""What a hub's database holds, looked at from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sync.hub.database import open_database
from sync.hub.report import HubReport, report_of
from sync.hub.tables import applications


def counts(directory: Path) -> HubReport:
    """How much there is."""
    return report_of(f"sqlite:///{directory / 'hub.db'}")


def held(directory: Path) -> list[dict[str, Any]]:
    """Every application, opened by the hub, as plain JSON."""
    database = open_database(f"sqlite:///{directory / 'hub.db'}")
    try:
        with database.reading() as connection:
            rows = connection.execute(select(applications.c.content).order_by(applications.c.reference_number)).all()
    finally:
        database.close()
    return [json.loads(row.content) for row in rows]
