"""Databases of every earlier schema open, whole and guarded as new ones; killed half way, a step has not happened."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from sync.store import migrations
from sync.store.driver import connect
from sync.store.migrations import SECOND, STEPS, migrate
from sync.store.schema import FIRST
from sync.store.schema_carried import CARRIED
from sync.store.schema_lean import LEAN
from sync.store.schema_paper import FORMER, PAPER
from sync.store.schema_salvaged import SALVAGED
from sync.store.schema_trail import TRAIL
from sync.store.store import Store
from tests.sync.store import old_files
from tests.sync.store.old_files import FILES, dump, written
from tests.sync.support import KEYS, NOW, Submission, draft, opened

EARLIER = sorted(file.stem for file in FILES.glob("*.db"))
# What a file holds that is no table: made by a step, so it must be there whichever step the file began with.
MADE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
# What each step after the first does, in order.
LATER = (SECOND, SALVAGED, TRAIL, LEAN, PAPER, CARRIED)
COUNTED_SINCE = {"hybrid_clock", "numbers_skipped"}


@pytest.fixture(params=EARLIER)
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of an earlier program's file, beside what that program says is in it."""
    for suffix in (".db", ".json"):
        shutil.copy(FILES / f"{request.param}{suffix}", tmp_path)
    return tmp_path / f"{request.param}.db"


def as_of(path: Path, steps: int) -> None:
    """Open the file as the program with the first `steps` steps does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", STEPS[:steps])
        db = connect(path, KEYS.database)
        try:
            migrate(db)
        finally:
            db.close()


def intact(path: Path, store: Store) -> None:
    """Every row and column that the earlier program wrote is there, as it was; two states of paper have other names since m006."""
    before = written(path)
    now = dump(store.db, {name: table.columns for name, table in before.items()})
    for name, table in before.items():
        rows = [_renamed(row) for row in table.rows] if name == "receipts" else table.rows
        added = [row for row in now[name].rows if row not in rows]
        assert [row for row in now[name].rows if row in rows] == rows, name
        assert all(row[0] in COUNTED_SINCE for row in added), name


def _renamed(row: list[object]) -> list[object]:
    id, receipt, state, *rest = row
    return [id, receipt, FORMER.get(str(state), state), *rest]


def test_there_is_a_file_of_every_schema_but_the_present_one() -> None:
    published = [step.__name__.removeprefix("_").partition("_")[0] for step in STEPS]
    assert published[: len(EARLIER)] == EARLIER
    assert len(EARLIER) >= len(published) - 1
    assert all((FILES / f"{name}.db").stat().st_size < 300_000 for name in EARLIER)


def test_it_opens_with_everything_that_was_in_it(old: Path) -> None:
    store = opened(old)
    intact(old, store)
    assert {entry.state for entry in store.outbox.entries()} == set(EntryState)
    assert store.drafts.find(b"one") == draft("draft-one")
    assert [row.copies for row in store.ledger.rows() if row.application_id == "id-delivered"] == [2]
    assert store.audit.verify().n == len(store.audit.events()) == len(written(old)["audit"].rows)
    store.close()


def test_no_number_that_may_lie_on_paper_is_given_again(tmp_path: Path) -> None:
    """A receipt in doubt, as the former program leaves it: its paper was not counted, and may be there."""
    path = tmp_path / "m005.db"
    shutil.copy(FILES / "m005.db", path)
    db = connect(path, KEYS.database)
    for state in ("printing", "uncertain"):
        db.execute("UPDATE receipts SET state = ? WHERE application_id = 'id-queued'", (state,))
    db.close()
    store = opened(path)
    row = {row.application_id: row for row in store.ledger.rows()}
    assert (row["id-queued"].state, row["id-queued"].copies, row["id-queued"].copy) == (PrintState.UNCERTAIN, 0, 2)
    assert (row["id-delivered"].state, row["id-delivered"].copies, row["id-delivered"].copy) == (
        PrintState.PRINTED,
        2,
        3,
    )
    assert row["id-refused"].state is PrintState.CANCELLED
    assert row["id-fresh"].state is PrintState.QUEUED
    store.close()


def test_work_goes_on_where_it_stopped(old: Path) -> None:
    store = opened(old)
    last, events = store.counters.sequence(), store.audit.head().n
    entry = store.outbox.submit("new", Submission("new"))
    assert entry.sequence == last + 1
    assert store.outbox.submit("id-delivered", Submission("id-delivered")).state is EntryState.DELIVERED
    store.outbox.return_leases()
    for lent in store.outbox.lease(NOW.plus_ms(3_600_000), 1 << 20):
        store.outbox.settle(lent.id, EntryState.DELIVERED, b"signed", NOW)
    assert {entry.state for entry in store.outbox.entries()} == {
        EntryState.DELIVERED,
        EntryState.REFUSED,
        EntryState.PARKED,
    }
    store.close()
    again = opened(old)
    assert again.audit.verify().n > events
    assert again.counters.next_round() == 2
    again.close()


def test_it_becomes_what_a_new_one_is(old: Path, tmp_path: Path) -> None:
    """Every table's columns, every index and every guard."""
    migrated, fresh = opened(old), opened(tmp_path / "fresh.db")
    assert migrated.db.conn.execute(MADE).fetchall() == fresh.db.conn.execute(MADE).fetchall()
    guards = {sql.split()[2] for sql in FIRST + SECOND + SALVAGED + TRAIL + PAPER if sql.startswith("CREATE TRIGGER")}
    assert guards <= {name for _, name, _ in migrated.db.conn.execute(MADE).fetchall()}
    with pytest.raises(dbapi2.IntegrityError, match="outbox_stays"):
        migrated.db.conn.execute("DELETE FROM outbox")
    migrated.close()
    fresh.close()


def test_the_earlier_program_leaves_it_alone_afterwards(old: Path) -> None:
    opened(old).close()
    before = old.read_bytes()
    with pytest.raises(StoreError) as raised:
        as_of(old, EARLIER.index(old.stem) + 1)
    assert raised.value.code == "S06"
    assert old.read_bytes() == before


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 1.0])
def test_killed_inside_a_step_it_is_still_the_earlier_programs(old: Path, root: Path, part: float) -> None:
    step = LATER[EARLIER.index(old.stem)]
    command = [sys.executable, "-m", "tests.sync.store.child", "migrate", str(old), step[int(part * (len(step) - 1))]]
    dead = subprocess.run(command, cwd=root, timeout=30, check=False)
    assert dead.returncode == -signal.SIGKILL
    as_of(old, EARLIER.index(old.stem) + 1)
    store = opened(old)
    intact(old, store)
    store.audit.verify()
    store.close()


def test_a_file_of_the_present_schema_can_be_made(tmp_path: Path) -> None:
    """What the one who publishes the next step does first: `python -m tests.sync.store.old_files`."""
    made = old_files.make(tmp_path)
    assert made.stem == STEPS[-1].__name__.removeprefix("_").partition("_")[0]
    store = opened(made)
    intact(made, store)
    store.close()
