"""The audit's chain is found broken exactly where it was touched, and tells about deeds, not about people."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.base.errors import StoreError
from kiosk.base.events import CITIZEN, TERMINAL, AuditEvent, Verb
from sync.store.driver import write_tx
from sync.store.store import Store
from tests.sync.support import NOW_MS, opened

COUNT = 6


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "kiosk.db")
    for n in range(COUNT):
        store.audit.record(AuditEvent(Verb.RATING_COLLECTED, TERMINAL, f"deed_{n}", NOW_MS + n))
    yield store
    store.close()


def unguarded(store: Store, sql: str) -> None:
    """What somebody with the key and no respect for the triggers does."""
    for guard in ("audit_is_fixed", "audit_stays", "audit_continues", "audit_is_stamped"):
        store.db.conn.execute(f"DROP TRIGGER {guard}")
    store.db.conn.execute(sql)


def test_the_chain_is_what_it_says_it_is(store: Store) -> None:
    """The formula, written out anew from the stored rows."""
    link, last = bytes(32), 0
    for n, body, kept, stamp in store.db.conn.execute("SELECT n, body, hash, hybrid FROM audit ORDER BY n").fetchall():
        link = hashlib.sha256(b"kiosk-audit-v2\0" + link + struct.pack(">QQ", n, stamp) + body).digest()
        assert link == kept
        assert stamp > last
        last = stamp
    head = store.audit.verify()
    assert (head.n, head.hash) == (COUNT, link)
    assert store.audit.head() == head


@pytest.mark.parametrize(
    ("sql", "event"),
    [
        ("UPDATE audit SET body = replace(body, 'deed_2', 'deed_9') WHERE n = 3", 3),
        ("UPDATE audit SET hash = zeroblob(32) WHERE n = 6", 6),
        ("DELETE FROM audit WHERE n = 2", 2),
        ("UPDATE audit SET n = 9 WHERE n = 6", 6),
        ("INSERT INTO audit SELECT 7, body, hash, hybrid FROM audit WHERE n = 1", 7),
        ("UPDATE audit SET hybrid = hybrid + 1 WHERE n = 6", 6),
        ("UPDATE audit SET hybrid = NULL WHERE n = 4", 4),
    ],
)
def test_a_change_is_found_where_it_was_made(store: Store, sql: str, event: int) -> None:
    unguarded(
        store,
        sql.replace("replace(body,", "CAST(replace(CAST(body AS TEXT),").replace("'deed_9')", "'deed_9') AS BLOB)"),
    )
    with pytest.raises(StoreError) as raised:
        store.audit.verify()
    assert str(raised.value) == f"S07 event {event}"


@pytest.mark.parametrize("stamp", ["NULL", "(SELECT hybrid FROM audit WHERE n = 5)"])
def test_a_stamp_out_of_order_is_found_though_the_hash_fits(store: Store, stamp: str) -> None:
    """Somebody who knows the formula adds an event that claims to be older than the one before it, or of the first schema."""
    link, at = store.db.conn.execute(f"SELECT hash, {stamp} FROM audit WHERE n = 6").fetchone()
    numbers = struct.pack(">Q", 7) if at is None else struct.pack(">QQ", 7, at)
    version = b"1" if at is None else b"2"
    forged = hashlib.sha256(b"kiosk-audit-v" + version + bytes(1) + link + numbers + b"x").hexdigest()
    unguarded(store, f"INSERT INTO audit VALUES (7, CAST('x' AS BLOB), x'{forged}', {stamp})")
    with pytest.raises(StoreError, match="S07 event 7"):
        store.audit.verify()


def test_a_chain_cut_short_shows_in_its_head(store: Store) -> None:
    head = store.audit.head()
    unguarded(store, "DELETE FROM audit WHERE n > 4")
    assert store.audit.verify() != head


def test_an_event_belongs_to_a_deed(store: Store) -> None:
    with pytest.raises(StoreError) as raised:
        store.audit.append(AuditEvent(Verb.RATING_COLLECTED, CITIZEN, "alone", NOW_MS))
    assert raised.value.code == "S05"
    with pytest.raises(KeyError):
        undone(store)
    assert [event.subject for event in store.audit.events()] == [f"deed_{n}" for n in range(COUNT)]


def undone(store: Store) -> None:
    """A deed that fails after its event was written."""
    with write_tx(store.db):
        store.audit.append(AuditEvent(Verb.RATING_COLLECTED, CITIZEN, "undone", NOW_MS))
        raise KeyError
