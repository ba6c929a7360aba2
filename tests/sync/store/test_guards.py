"""The schema itself refuses what must never happen, whoever asks, in raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError
from kiosk.outbox.model import LEGAL_MOVES, EntryState
from kiosk.receipts.model import PrintState
from kiosk.receipts.rules import may_move
from sync.store.migrations import SECOND
from sync.store.schema import FIRST
from sync.store.schema_paper import PAPER
from sync.store.schema_salvaged import SALVAGED
from sync.store.schema_trail import TRAIL
from sync.store.store import Store
from tests.sync.support import NOW, Submission, opened

SET_UP = {
    EntryState.QUEUED: [],
    EntryState.LEASED: [EntryState.LEASED],
    EntryState.DELIVERED: [EntryState.LEASED, EntryState.DELIVERED],
    EntryState.REFUSED: [EntryState.LEASED, EntryState.REFUSED],
    EntryState.PARKED: [EntryState.LEASED, EntryState.PARKED],
}
INSERT = "INTO outbox(seq, id, kind, item, state, envelope, sha256, queued_at_ms, hybrid) VALUES"
CLOCK = "(SELECT value FROM counters WHERE name = 'hybrid_clock')"
FULL = f"'application', 'i', 'queued', x'00', '{'0' * 64}', 1, {CLOCK})"
FILE = f"'{'0' * 64}'"
LEASED = "state = 'leased', lease_until_ms = 1"

ATTACKS = [
    ("UPDATE outbox SET id = 'z'", "outbox_envelope_is_fixed"),
    ("UPDATE outbox SET seq = 9 WHERE seq = 1", "outbox_envelope_is_fixed"),
    ("UPDATE OR REPLACE outbox SET seq = 2 WHERE seq = 1", "outbox_envelope_is_fixed"),
    ("UPDATE outbox SET kind = 'rating'", "outbox_envelope_is_fixed"),
    ("UPDATE outbox SET item = 'other'", "outbox_envelope_is_fixed"),
    ("UPDATE outbox SET envelope = x'00'", "outbox_envelope_is_fixed"),
    (f"UPDATE outbox SET sha256 = '{'0' * 64}'", "outbox_envelope_is_fixed"),
    ("UPDATE outbox SET queued_at_ms = 1", "outbox_envelope_is_fixed"),
    ("DELETE FROM outbox", "outbox_stays"),
    ("DELETE FROM outbox WHERE seq = 2", "outbox_stays"),
    (f"INSERT OR REPLACE {INSERT} (1, 'a', {FULL}", "outbox_"),
    (f"INSERT OR REPLACE {INSERT} (3, 'a', {FULL}", "outbox_"),
    (f"REPLACE {INSERT} (2, 'z', {FULL}", "outbox_"),
    (f"INSERT {INSERT} (3, 'z', {FULL}", "outbox_numbers_without_gap"),
    (f"INSERT {INSERT} (4, 'z', {FULL}", "outbox_numbers_without_gap"),
    ("UPDATE outbox SET hybrid = hybrid + 1", "outbox_stamp_is_fixed"),
    ("INSERT INTO audit_gaps(first, last) VALUES (1, 1)", "audit_gap_is_declared_once"),
    ("UPDATE outbox SET hybrid = NULL", "outbox_stamp_is_fixed"),
    ("UPDATE outbox SET attempts = 2", "outbox_attempts_count_leases"),
    (f"UPDATE outbox SET {LEASED}, attempts = -1", "outbox_attempts_count_leases"),
    (f"UPDATE outbox SET {LEASED}, attempts = 3", "outbox_attempts_count_leases"),
    ("UPDATE outbox SET attempts = 0", "outbox_attempts_count_leases"),
    ("UPDATE outbox SET state = 'leased'", "CHECK"),
    ("UPDATE outbox SET state = 'gone'", "outbox_moves_legally"),
    ("UPDATE outbox SET due_ms = 'soon'", "cannot store TEXT"),
    ("UPDATE counters SET value = value - 1 WHERE name = 'sequence'", "counter_only_grows"),
    ("UPDATE counters SET name = 'other' WHERE name = 'sequence'", "counter_only_grows"),
    ("DELETE FROM counters WHERE name = 'sequence'", "counter_stays"),
    ("INSERT OR REPLACE INTO counters VALUES ('sequence', 0)", "counter_once"),
    ("UPDATE receipts SET receipt = x'00'", "receipt_is_fixed"),
    ("UPDATE receipts SET application_id = 'z' WHERE application_id = 'a'", "receipt_is_fixed"),
    ("DELETE FROM receipts", "receipt_stays"),
    ("INSERT INTO receipts(application_id, receipt) VALUES ('nobody', x'00')", "FOREIGN KEY"),
    ("INSERT OR REPLACE INTO receipts(application_id, receipt) VALUES ('a', x'00')", "receipt_once"),
    ("INSERT INTO receipts(application_id, receipt, state) VALUES ('b', x'00', 'printed')", "receipt_once"),
    ("UPDATE receipts SET state = 'lost'", "receipt_moves_legally"),
    ("UPDATE receipts SET copies = 1", "receipt_counts_what_came_out"),
    ("UPDATE receipts SET spent = 1", "receipt_counts_what_came_out"),
    ("UPDATE receipts SET copies = 1, spent = 1", "receipt_counts_what_came_out"),
    ("UPDATE receipts SET state = 'claimed'", "receipt_attempts_count_claims"),
    ("UPDATE receipts SET state = 'claimed', attempt = 2", "receipt_attempts_count_claims"),
    ("UPDATE receipts SET attempt = 1", "receipt_attempts_count_claims"),
    ("UPDATE receipts SET ticket = '9'", "receipt_ticket_is_of_its_claim"),
    ("UPDATE receipts SET state = 'claimed', attempt = 1, ticket = '9'", "receipt_ticket_is_of_its_claim"),
    ("UPDATE audit SET body = x'00'", "audit_is_fixed"),
    ("DELETE FROM audit WHERE n = 2", "audit_stays"),
    (f"INSERT INTO audit VALUES (9, x'00', zeroblob(32), {CLOCK})", "audit_continues"),
    (f"INSERT OR REPLACE INTO audit VALUES (1, x'00', zeroblob(32), {CLOCK})", "audit_continues"),
    ("INSERT INTO audit VALUES (3, x'00', zeroblob(32), NULL)", "audit_is_stamped"),
    ("INSERT INTO audit VALUES (3, x'00', zeroblob(32), 1)", "audit_is_stamped"),
    ("UPDATE attachments SET place = 2", "attachment_is_fixed"),
    ("UPDATE attachments SET sha256 = upper(sha256)", "attachment_is_fixed"),
    (f"INSERT INTO attachments VALUES ('a', {FILE}, 1, 1, 1)", "attachment_before_submission"),
    (f"INSERT OR REPLACE INTO attachments VALUES ('new', {FILE}, 9, 9, 1)", "attachment_before_submission"),
    (f"INSERT OR REPLACE INTO attachments VALUES ('new', '{'1' * 64}', 9, 1, 1)", "attachment_before_submission"),
    (f"INSERT INTO attachments VALUES ('new', '{'1' * 64}', 0, 2, 1)", "CHECK"),
    (f"INSERT INTO attachments VALUES ('new', '{'G' * 64}', 1, 2, 1)", "CHECK"),
    ("DELETE FROM attachments WHERE application_id = 'b'", "attachment_stays_with_its_entry"),
    ("UPDATE checkpoints SET body = x'01'", "checkpoint_is_fixed"),
    ("DELETE FROM checkpoints", "checkpoint_stays"),
    ("INSERT OR REPLACE INTO checkpoints VALUES (1, x'01', x'01')", "checkpoints_grow"),
    ("INSERT INTO checkpoints VALUES (9, x'01', x'01')", "checkpoint_is_of_an_event"),
    ("UPDATE countersignatures SET line = 9", "countersignature_is_fixed"),
    ("DELETE FROM countersignatures", "countersignature_stays"),
    ("INSERT INTO countersignatures VALUES (7, 4, x'01', x'01')", "countersignatures_grow"),
    ("INSERT OR REPLACE INTO countersignatures VALUES (7, 5, x'01', x'01')", "countersignatures_grow"),
    ("INSERT INTO countersignatures VALUES (6, 9, x'01', x'01')", "countersignatures_grow"),
    ("UPDATE suite SET name = 'gm'", "suite_is_fixed"),
    ("DELETE FROM suite", "suite_stays"),
    ("INSERT OR REPLACE INTO suite VALUES (1, 'gm')", "suite_once"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two entries, tried once, a with a receipt and b with a file; a file of what is not handed in yet; a checkpoint.

    Recursive triggers are off, as in any other program's connection, and the clock has ticked since.
    """
    store = opened(tmp_path / "kiosk.db")
    for id in ("b", "new"):
        store.db.conn.execute(f"INSERT INTO attachments VALUES ('{id}', {FILE}, 1, 1, 1)")
    store.outbox.submit("a", Submission("a"))
    store.outbox.submit("b", Submission("b").without_receipt())
    for entry in store.outbox.lease(NOW, 1 << 20):
        store.outbox.release(entry.id, NOW)
    store.db.conn.execute("INSERT INTO checkpoints VALUES (1, x'00', x'00')")
    store.db.conn.execute("INSERT INTO countersignatures VALUES (7, 5, x'00', x'00')")
    store.db.conn.execute("UPDATE counters SET value = value + 1 WHERE name = 'hybrid_clock'")
    store.db.conn.execute("PRAGMA recursive_triggers=OFF")
    yield store
    store.close()


def force(store: Store, state: EntryState) -> None:
    until = 1 if state is EntryState.LEASED else None
    detail = None if state in (EntryState.QUEUED, EntryState.LEASED) else b"why"
    store.db.conn.execute(
        "UPDATE outbox SET state = ?, lease_until_ms = ?, detail = coalesce(?, detail, x'00') WHERE id = 'a'",
        (state, until, detail),
    )


def dump(store: Store) -> list[object]:
    tables = ("counters", "outbox", "receipts", "audit", "attachments")
    return [store.db.conn.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.parametrize(("sql", "guard"), ATTACKS)
def test_an_attack_in_raw_sql_is_refused(store: Store, sql: str, guard: str) -> None:
    before = dump(store)
    with pytest.raises(dbapi2.IntegrityError, match=guard):
        store.db.conn.execute(sql)
    assert dump(store) == before


@pytest.mark.parametrize("before", EntryState)
@pytest.mark.parametrize("after", EntryState)
def test_moves_are_legal_or_refused(store: Store, before: EntryState, after: EntryState) -> None:
    for step in SET_UP[before]:
        force(store, step)
    stays = before is after and before not in (EntryState.DELIVERED, EntryState.REFUSED)
    if (before, after) in LEGAL_MOVES or stays:
        force(store, after)
        assert store.outbox.entries()[0].state is after
    else:
        with pytest.raises(dbapi2.IntegrityError, match=r"outbox_(moves_legally|terminal_is_final)"):
            force(store, after)
        assert store.outbox.entries()[0].state is before


def test_nothing_of_a_settled_entry_changes_any_more(store: Store) -> None:
    store.outbox.lease(NOW, 1)
    store.outbox.settle("a", EntryState.DELIVERED, b"acknowledged", NOW)
    for change in ("detail = x'00'", "attempts = 5", "due_ms = 1"):
        with pytest.raises(dbapi2.IntegrityError, match=r"outbox_(terminal_is_final|attempts)"):
            store.db.conn.execute(f"UPDATE outbox SET {change} WHERE id = 'a'")


def test_the_reason_of_a_parked_entry_stays_until_it_is_restored(store: Store) -> None:
    for step in SET_UP[EntryState.PARKED]:
        force(store, step)
    with pytest.raises(dbapi2.IntegrityError, match="outbox_reason_is_fixed"):
        store.db.conn.execute("UPDATE outbox SET detail = x'00' WHERE id = 'a'")
    store.db.conn.execute("UPDATE outbox SET state = 'queued', detail = NULL WHERE id = 'a'")


@pytest.mark.parametrize("before", PrintState)
@pytest.mark.parametrize("after", PrintState)
def test_paper_moves_are_legal_or_refused(store: Store, before: PrintState, after: PrintState) -> None:
    for guard in ("receipt_moves_legally", "receipt_counts_what_came_out", "receipt_attempts_count_claims"):
        store.db.conn.execute(f"DROP TRIGGER {guard}")
    store.db.conn.execute("UPDATE receipts SET state = ?", (before,))
    store.db.conn.execute(
        next(sql for sql in PAPER if "TRIGGER receipt_moves_legally" in sql and sql.startswith("CREATE"))
    )
    if before is after or may_move(before, after):
        store.db.conn.execute("UPDATE receipts SET state = ?", (after,))
        assert store.ledger.row("a").state is after
    else:
        with pytest.raises(dbapi2.IntegrityError, match="receipt_moves_legally"):
            store.db.conn.execute("UPDATE receipts SET state = ?", (after,))
        assert store.ledger.row("a").state is before


def test_a_paper_is_counted_by_its_move_and_never_uncounted(store: Store) -> None:
    store.ledger.move("a", PrintState.CLAIMED)
    for wrong in ("copies = 0, spent = 1", "copies = 1, spent = 0", "copies = 2, spent = 2"):
        with pytest.raises(dbapi2.IntegrityError, match=r"receipt_counts_what_came_out|CHECK"):
            store.db.conn.execute(f"UPDATE receipts SET state = 'printed', {wrong}")
    store.ledger.move("a", PrintState.PRINTED)
    with pytest.raises(dbapi2.IntegrityError, match="receipt_counts_what_came_out"):
        store.db.conn.execute("UPDATE receipts SET copies = 0")


def test_what_the_printer_calls_a_job_is_written_once(store: Store) -> None:
    store.ledger.move("a", PrintState.CLAIMED)
    store.ledger.move("a", PrintState.CREATED, ticket="7 urn:uuid:x")
    for change in ("ticket = '8'", "state = 'sent', ticket = '8'", "state = 'printed', ticket = ''"):
        with pytest.raises(dbapi2.IntegrityError, match=r"receipt_ticket_is_of_its_claim|receipt_counts"):
            store.db.conn.execute(f"UPDATE receipts SET {change}")


def test_every_guard_is_attacked_here() -> None:
    """A guard nobody attacks may be one that does not hold."""
    guards = {
        statement.split()[2]
        for statement in FIRST + SECOND + SALVAGED + TRAIL + PAPER
        if statement.startswith("CREATE TRIGGER")
    }
    said = {guard for _, guard in ATTACKS} | {
        "outbox_starts_queued", "outbox_moves_legally", "outbox_terminal_is_final", "receipt_moves_legally",
        "outbox_reason_is_fixed", "outbox_is_stamped", "audit_gap_is_fixed", "audit_gap_stays",
    }  # fmt: skip
    assert guards <= said


@pytest.mark.parametrize("sequence", [1, 2])
def test_a_row_is_never_replaced_even_where_the_counter_would_allow_it(store: Store, sequence: int) -> None:
    store.db.conn.execute("DROP TRIGGER outbox_numbers_without_gap")
    with pytest.raises(dbapi2.IntegrityError, match="outbox_starts_queued"):
        store.db.conn.execute(f"INSERT OR REPLACE {INSERT} ({sequence}, 'z', {FULL}")
    with pytest.raises(dbapi2.IntegrityError, match="outbox_starts_queued"):
        store.db.conn.execute(f"INSERT OR REPLACE {INSERT} (3, 'b', {FULL}")
    with pytest.raises(dbapi2.IntegrityError, match="outbox_starts_queued"):
        store.db.conn.execute(f"INSERT {INSERT} (3, 'z', {FULL}".replace("'queued'", "'leased'"))


@pytest.mark.parametrize("stamp", ["NULL", "1", f"{CLOCK} + 1"])
def test_an_entry_with_another_stamp_than_the_clocks_is_refused(store: Store, stamp: str) -> None:
    store.db.conn.execute("DROP TRIGGER outbox_numbers_without_gap")
    with pytest.raises(dbapi2.IntegrityError, match="outbox_is_stamped"):
        store.db.conn.execute(f"INSERT {INSERT} (3, 'z', {FULL.replace(CLOCK, stamp)}")


@pytest.mark.parametrize(
    ("sql", "guard"),
    [("UPDATE audit_gaps SET last = 9", "audit_gap_is_fixed"), ("DELETE FROM audit_gaps", "audit_gap_stays")],
)
def test_a_declared_gap_stays_as_it_is(store: Store, sql: str, guard: str) -> None:
    store.db.conn.execute("DROP TRIGGER audit_gap_is_declared_once")
    store.db.conn.execute("INSERT INTO audit_gaps(first, last) VALUES (3, 4)")
    with pytest.raises(dbapi2.IntegrityError, match=guard):
        store.db.conn.execute(sql)


def test_skipped_numbers_are_skipped_once_and_then_follow_without_gap(store: Store) -> None:
    store.db.conn.execute("UPDATE counters SET value = 50 WHERE name IN ('sequence', 'numbers_skipped')")
    assert [store.outbox.submit(id, Submission(id)).sequence for id in ("c", "d")] == [51, 52]
    store.db.conn.execute("UPDATE counters SET value = 60 WHERE name = 'sequence'")
    with pytest.raises(StoreError, match="S05"):
        store.outbox.submit("e", Submission("e"))
