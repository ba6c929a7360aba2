"""m007, as SQL: entries that another terminal sealed and that reached this one on paper; `origin` names that terminal."""

from __future__ import annotations

from sync.store.schema import guard

CARRIED: tuple[str, ...] = (
    "ALTER TABLE outbox ADD COLUMN origin TEXT CHECK (origin IS NULL OR length(origin) BETWEEN 1 AND 64)",
    guard("outbox_origin_is_fixed", "UPDATE ON outbox", "NEW.origin IS NOT OLD.origin"),
)
