"""m004, as SQL: checkpoints of the audit, the hub's countersignatures, and the suite the store was begun with."""

from __future__ import annotations

from sync.store.schema import guard

# Before there was this table there was one suite.
FIRST_SUITE = "intl"

TRAIL: tuple[str, ...] = (
    """CREATE TABLE checkpoints(
        n INTEGER PRIMARY KEY CHECK (n > 0),
        body BLOB NOT NULL CHECK (length(body) > 0),
        signature BLOB NOT NULL CHECK (length(signature) > 0)
    ) STRICT""",
    guard("checkpoints_grow", "INSERT ON checkpoints", "NEW.n <= coalesce((SELECT max(n) FROM checkpoints), 0)"),
    guard(
        "checkpoint_is_of_an_event",
        "INSERT ON checkpoints",
        "NOT EXISTS (SELECT 1 FROM audit WHERE n = NEW.n)",
    ),
    guard("checkpoint_is_fixed", "UPDATE ON checkpoints", "1"),
    guard("checkpoint_stays", "DELETE ON checkpoints", "1"),
    """CREATE TABLE countersignatures(
        line INTEGER NOT NULL CHECK (line >= 0),
        n INTEGER NOT NULL CHECK (n > 0),
        body BLOB NOT NULL CHECK (length(body) > 0),
        signature BLOB NOT NULL CHECK (length(signature) > 0),
        PRIMARY KEY (line, n)
    ) STRICT""",
    guard(
        "countersignatures_grow",
        "INSERT ON countersignatures",
        "NEW.line < coalesce((SELECT max(line) FROM countersignatures), 0)"
        " OR NEW.n <= coalesce((SELECT max(n) FROM countersignatures WHERE line = NEW.line), 0)",
    ),
    guard("countersignature_is_fixed", "UPDATE ON countersignatures", "1"),
    guard("countersignature_stays", "DELETE ON countersignatures", "1"),
    """CREATE TABLE suite(
        one INTEGER PRIMARY KEY CHECK (one = 1),
        name TEXT NOT NULL CHECK (length(name) > 0)
    ) STRICT""",
    f"INSERT INTO suite(one, name) SELECT 1, '{FIRST_SUITE}' WHERE EXISTS (SELECT 1 FROM audit)",
    guard("suite_once", "INSERT ON suite", "EXISTS (SELECT 1 FROM suite)"),
    guard("suite_is_fixed", "UPDATE ON suite", "1"),
    guard("suite_stays", "DELETE ON suite", "1"),
)
