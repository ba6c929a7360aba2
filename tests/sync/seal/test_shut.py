"""A terminal cannot open its own queue: not with its master, nor any key made of it, nor anything else it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest

from kiosk.applications.model import Kind
from kiosk.base.errors import SealError
from kiosk.base.events import CITIZEN, AuditEvent, Verb
from kiosk.outbox.model import Sealed, UnsealedHeader
from sync.seal.envelope import EnvelopeSealer, open_envelope, parse
from sync.seal.keylist import KeyList, ListedSealing, ListedSigning, read_key_list, write_key_list
from sync.seal.keys import derive, expand, key_id
from tests.sync.seal.kit import Ends
from tests.sync.support import BINDING, CANARY_NAME, CANARY_NUMBER, NOW_MS, TERMINAL, draft, opened, plain

MASTER = b"\x07" * 32
SPENT = "0190a1b2-0000-7000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Held:
    """Everything on the terminal: its master, its list of the hub's keys, its database file's bytes and rows."""

    listed: KeyList
    raw_list: bytes
    files: tuple[bytes, ...]
    rows: tuple[bytes, ...]
    envelope: bytes


@pytest.fixture
def held(both: Ends, tmp_path: Path) -> Held:
    """A terminal on which one application was handed in."""
    raw_list, pinned = a_list(both)
    listed = read_key_list(raw_list, root_public=pinned, suite=both.suite)
    sealer = EnvelopeSealer(both.suite, derive(MASTER), hub_key=lambda: listed.sealing[0].public, terminal=TERMINAL)

    def seal(sequence: int) -> Sealed:
        raw, digest = sealer.envelope(plain(SPENT), UnsealedHeader(SPENT, Kind.APPLICATION, sequence, "rp-alive"))
        event = AuditEvent(Verb.APPLICATION_COLLECTED, CITIZEN, SPENT, NOW_MS)
        return Sealed(SPENT, Kind.APPLICATION, "rp-alive", raw, digest, event)

    with closing(opened(tmp_path / "terminal.db")) as store:
        store.drafts.save(draft("d"), BINDING)
        envelope = store.outbox.submit(SPENT, seal).envelope
        store.drafts.discard("d")
        tables = [row[0] for row in store.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
        rows = [
            cell for table in tables for row in store.db.execute(f"SELECT * FROM [{table}]").fetchall() for cell in row
        ]
    files = tuple(path.read_bytes() for path in tmp_path.iterdir())
    return Held(listed, raw_list, files, tuple(cell for cell in rows if isinstance(cell, bytes)), envelope)


def a_list(both: Ends) -> tuple[bytes, bytes]:
    """The list on the terminal, and the root its settings pin."""
    root, suite = both.suite.private_key(b"\x41" * 32), both.suite
    signing = suite.signing_public(suite.private_key(b"\x51" * 32))
    sealing = ListedSealing(key_id(both.hub_public, suite), both.hub_public, 0, 2 * NOW_MS)
    keys = KeyList(1, suite.name, 0, (sealing,), (ListedSigning(key_id(signing, suite), signing),))
    return write_key_list(keys, root=root, suite=suite), suite.signing_public(root)


def secrets(both: Ends, held: Held) -> Iterator[bytes]:
    """Every key on the terminal, and every run of bytes it keeps anywhere that is as long as one."""
    keys = derive(MASTER)
    purposes = (b"", b"database", b"signing", b"drafts", b"sealing", b"root", b"hub")
    salts = (b"doorstep/device/v1", b"doorstep/hub/v1", b"doorstep/draft/v1")
    yield from (MASTER, *astuple(keys), both.signer.private, both.signer.public, both.hub_public)
    yield from (
        expand(secret, purpose, salt=salt)
        for secret in (MASTER, *astuple(keys))
        for purpose in purposes
        for salt in salts
    )
    for raw in (held.raw_list, held.envelope, *held.rows):
        yield from (raw[at : at + 32] for at in range(0, len(raw) - 31, 8))


def test_nothing_the_terminal_holds_opens_what_it_queued(both: Ends, held: Held) -> None:
    parsed = parse(held.envelope)
    assert open_envelope(parsed, both.hub_private, both.suite) == plain(SPENT), "the hub does"
    for secret in set(secrets(both, held)):
        for key in (secret, both.suite.private_key(secret)) if len(secret) >= 32 else (secret,):
            with pytest.raises(SealError):
                open_envelope(parsed, key, both.suite)


def test_the_paper_is_readable_nowhere_on_it(held: Held) -> None:
    """Neither in the file as it lies there nor in any row, with the database open."""
    for raw in (*held.files, *held.rows, held.raw_list):
        assert CANARY_NAME.encode() not in raw
        assert CANARY_NUMBER.encode() not in raw
