"""Part of m002, as SQL: what else of an entry must not be touched."""

from __future__ import annotations

from kiosk.outbox.model import EntryState
from sync.store.schema import guard

QUEUE: tuple[str, ...] = (
    # Tries are what decides whether the hub is asked or sent to, so only a lending counts, and only by one.
    guard(
        "outbox_attempts_count_leases",
        "UPDATE ON outbox",
        "NEW.attempts <> OLD.attempts AND NOT (NEW.attempts = OLD.attempts + 1"
        f" AND OLD.state = '{EntryState.QUEUED}' AND NEW.state = '{EntryState.LEASED}')",
    ),
    # Why an entry was set aside is what a person goes by until it is restored.
    guard(
        "outbox_reason_is_fixed",
        "UPDATE ON outbox",
        f"OLD.state = '{EntryState.PARKED}' AND NEW.state = OLD.state AND NEW.detail IS NOT OLD.detail",
    ),
)
