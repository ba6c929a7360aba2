"""The audit's chain is found broken exactly where it was touched, and tells about deeds, not about people."""

from __future__ import annotations

import hashlib
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
    for guard in ("audit_is_fixed", "audit_stays", "audit_continues"):
        store.db.conn.execute(f"DROP TRIGGER {guard}")
    store.db.conn.execute(sql)


def test_the_chain_is_what_it_says_it_is(store: Store) -> None:
    """The formula, written out anew from the stored rows."""
    link = bytes(32)
    for n, body, kept in store.db.conn.execute("SELECT n, body, hash FROM audit ORDER BY n").fetchall():
        link = hashlib.sha256(b"kiosk-audit-v1\0" + link + n.to_bytes(8, "big") + body).digest()
        assert link == kept
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
        ("INSERT INTO audit SELECT 7, body, hash FROM audit WHERE n = 1", 7),
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
