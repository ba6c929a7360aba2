"""Part of m002, as SQL: the hybrid clock, kept as a number that only grows, and its stamp on every entry and audit event.

Rows of the first schema have no stamp: a wall clock nobody believed then is not made into one afterwards.
"""

from __future__ import annotations

from sync.store.schema import guard

HYBRID_CLOCK = "hybrid_clock"


def _stamped(table: str, number: str) -> str:
    """Refuse a row whose stamp is not the clock's present one, or not above that of the row before."""
    return guard(
        f"{table}_is_stamped",
        f"INSERT ON {table}",
        f"NEW.hybrid IS NOT (SELECT value FROM counters WHERE name = '{HYBRID_CLOCK}')"
        f" OR NEW.hybrid <= coalesce((SELECT hybrid FROM {table} WHERE {number} = NEW.{number} - 1), 0)",
    )


CLOCK: tuple[str, ...] = (
    f"INSERT INTO counters(name, value) VALUES ('{HYBRID_CLOCK}', 0)",
    "ALTER TABLE outbox ADD COLUMN hybrid INTEGER",
    "ALTER TABLE audit ADD COLUMN hybrid INTEGER",
    _stamped("outbox", "seq"),
    _stamped("audit", "n"),
    guard("outbox_stamp_is_fixed", "UPDATE ON outbox", "NEW.hybrid IS NOT OLD.hybrid"),
)
