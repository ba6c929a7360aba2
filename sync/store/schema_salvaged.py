"""Part of m003, as SQL: what a salvage leaves behind, declared so that the guards and the audit can tell it from a fault."""

from __future__ import annotations

from sync.store.schema import SEQUENCE, guard

NUMBERS_SKIPPED = "numbers_skipped"

SALVAGED: tuple[str, ...] = (
    # Numbers up to here were skipped, because nobody could say whether they had been given.
    f"INSERT INTO counters(name, value) VALUES ('{NUMBERS_SKIPPED}', 0)",
    "DROP TRIGGER outbox_numbers_without_gap",
    guard(
        "outbox_numbers_without_gap",
        "INSERT ON outbox",
        f"NEW.seq IS NOT (SELECT value FROM counters WHERE name = '{SEQUENCE}')"
        " OR NEW.seq <> 1 + max(coalesce((SELECT max(seq) FROM outbox), 0),"
        f" (SELECT value FROM counters WHERE name = '{NUMBERS_SKIPPED}'))",
    ),
    """CREATE TABLE audit_gaps(
        first INTEGER PRIMARY KEY CHECK (first > 0),
        last INTEGER NOT NULL CHECK (last >= first)
    ) STRICT""",
    # A gap is declared by a salvage, which makes a database anew; in one that serves, none ever arises.
    guard("audit_gap_is_declared_once", "INSERT ON audit_gaps", "1"),
    guard("audit_gap_is_fixed", "UPDATE ON audit_gaps", "1"),
    guard("audit_gap_stays", "DELETE ON audit_gaps", "1"),
)
