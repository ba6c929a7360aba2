"""m005, as SQL: small indexes in place of one that every submission paid for and only counting used."""

from __future__ import annotations

from kiosk.outbox.model import EntryState

# In these an entry is seldom, and mostly not for long: the column each is looked up by.
_HELD = {EntryState.LEASED: "lease_until_ms, ", EntryState.REFUSED: "", EntryState.PARKED: ""}

LEAN: tuple[str, ...] = (
    "DROP INDEX outbox_by_state",
    *(
        f"CREATE INDEX outbox_{state} ON outbox({first}queued_at_ms) WHERE state = '{state}'"
        for state, first in _HELD.items()
    ),
    # As before, and with the age of what waits, so that counting reads no envelopes.
    "DROP INDEX outbox_ready",
    f"CREATE INDEX outbox_ready ON outbox(due_ms, seq, queued_at_ms) WHERE state = '{EntryState.QUEUED}'",
)
