"""m006, as SQL: the print ledger keeps how far each paper has come, which number it may carry, and what the printer calls the job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType

from kiosk.receipts.model import PrintState
from kiosk.receipts.rules import LEGAL_MOVES, counts_a_copy, spends_a_number
from sync.store.schema import guard, illegal, listed, one_of

# What two states were called before.
FORMER: Mapping[str, PrintState] = MappingProxyType({"intended": PrintState.QUEUED, "declined": PrintState.CANCELLED})
LONGEST_TICKET = 128


def _when(rule: Callable[[PrintState, PrintState], bool]) -> str:
    """1 for the moves that the rule holds for, else 0."""
    moves = listed(f"{before}>{after}" for before, after in product(PrintState, PrintState) if rule(before, after))
    return f"(OLD.state || '>' || NEW.state IN ({moves}))"


_CLAIMED_NOW = f"(OLD.state <> NEW.state AND NEW.state = '{PrintState.CLAIMED}')"

PAPER: tuple[str, ...] = (
    *(
        f"DROP TRIGGER {name}"
        for name in ("receipt_is_fixed", "receipt_moves_legally", "receipt_stays", "receipt_once")
    ),
    "ALTER TABLE receipts RENAME TO receipts_before",
    f"""CREATE TABLE receipts(
        application_id TEXT PRIMARY KEY REFERENCES outbox(id),
        receipt BLOB NOT NULL CHECK (length(receipt) > 0),
        state TEXT NOT NULL DEFAULT '{PrintState.QUEUED}' CHECK (state IN {one_of(PrintState)}),
        copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
        attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
        spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= copies),
        ticket TEXT NOT NULL DEFAULT '' CHECK (length(ticket) <= {LONGEST_TICKET}),
        moved_at_ms INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # A paper that was in doubt was not counted, and its number may lie there all the same.
    f"""INSERT INTO receipts(application_id, receipt, state, copies, spent)
        SELECT application_id, receipt,
            CASE state {" ".join(f"WHEN '{old}' THEN '{new}'" for old, new in FORMER.items())} ELSE state END,
            copies, copies + (state = '{PrintState.UNCERTAIN}')
        FROM receipts_before ORDER BY rowid""",
    "DROP TABLE receipts_before",
    guard(
        "receipt_is_fixed",
        "UPDATE ON receipts",
        "NEW.application_id IS NOT OLD.application_id OR NEW.receipt IS NOT OLD.receipt",
    ),
    guard("receipt_moves_legally", "UPDATE ON receipts", illegal(LEGAL_MOVES)),
    # What is counted follows from the move and from nothing else.
    guard(
        "receipt_counts_what_came_out",
        "UPDATE ON receipts",
        f"NEW.copies <> OLD.copies + {_when(counts_a_copy)} OR NEW.spent <> OLD.spent + {_when(spends_a_number)}",
    ),
    guard(
        "receipt_attempts_count_claims",
        "UPDATE ON receipts",
        f"NEW.attempt <> OLD.attempt + {_CLAIMED_NOW}",
    ),
    # What the printer calls a job belongs to one claim: it is written once, and gone with the next.
    guard(
        "receipt_ticket_is_of_its_claim",
        "UPDATE ON receipts",
        "NEW.ticket <> OLD.ticket AND NOT (OLD.state <> NEW.state AND"
        f" (NEW.state = '{PrintState.CREATED}' OR (NEW.state = '{PrintState.CLAIMED}' AND NEW.ticket = '')))",
    ),
    guard("receipt_stays", "DELETE ON receipts", "1"),
    guard(
        "receipt_once",
        "INSERT ON receipts",
        f"NEW.state <> '{PrintState.QUEUED}' OR NEW.copies <> 0 OR NEW.spent <> 0 OR NEW.attempt <> 0 OR NEW.ticket <> ''"
        " OR EXISTS (SELECT 1 FROM receipts WHERE application_id = NEW.application_id)",
    ),
)
