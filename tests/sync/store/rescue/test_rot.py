"""One flipped bit anywhere in a WAL refuses the database; what a power cut leaves never does."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kiosk.base.errors import StoreError
from sync.store.driver import PAGE_SIZE
from sync.store.rescue.rot import has_hole
from tests.sync.store.rescue.kit import Handed
from tests.sync.support import opened

HEADER, FRAME = 32, 24 + PAGE_SIZE
SECTOR = 512


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose power went with half of it in the WAL; to be copied."""
    folder = tmp_path_factory.mktemp("crashed")
    store = opened(folder / "living.db")
    for n in range(12):
        if n == 6:
            store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    for suffix in ("", "-wal"):
        shutil.copy(folder / f"living.db{suffix}", folder / f"k.db{suffix}")
    store.close()
    return folder


@pytest.fixture
def wal(crashed: Path) -> bytes:
    """Its WAL as it was."""
    return (crashed / "k.db-wal").read_bytes()


def turned(raw: bytes, at: int, bit: int) -> bytes:
    """The same with one bit the other way round."""
    return raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]


def test_every_bit_of_the_headers_and_some_of_each_page(wal: bytes) -> None:
    """The last transaction's too, which a power cut may tear."""
    chance = random.Random(3)
    frames = range(HEADER, len(wal), FRAME)
    places = [*range(HEADER), *(at + n for at in (frames[0], frames[-2], frames[-1]) for n in range(24))]
    places += [at + 24 + chance.randrange(PAGE_SIZE) for at in frames]
    assert not has_hole(wal)
    assert [at for at in places if not has_hole(turned(wal, at, chance.randrange(8)))] == []


def test_damage_of_many_bits_is_seen_where_another_transaction_follows(wal: bytes) -> None:
    middle = HEADER + (len(wal) // FRAME // 2) * FRAME + 4096
    assert has_hole(wal[:middle] + bytes(SECTOR) + wal[middle + SECTOR :])


def test_what_a_power_cut_tears_is_no_hole(wal: bytes) -> None:
    """Cut off anywhere; or any sector of the last frame, the commit's, never written."""
    chance = random.Random(4)
    assert not any(has_hole(wal[: chance.randrange(len(wal))]) for _ in range(60))
    last = (len(wal) - FRAME) // SECTOR * SECTOR + SECTOR
    torn = [wal[:at] + bytes(SECTOR) + wal[at + SECTOR :] for at in range(last, len(wal) - SECTOR, SECTOR)]
    assert len(torn) > 5 and not any(map(has_hole, torn))
    assert not has_hole(b"") and not has_hole(bytes(len(wal)))


def test_what_a_failed_commit_leaves_behind_is_no_hole(tmp_path: Path) -> None:
    """Its frames, commit and all, stay in the WAL behind the shorter transaction that was written over them."""
    store = opened(tmp_path / "k.db")
    wal = tmp_path / "k.db-wal"
    store.outbox.submit("kept", Handed("kept"))
    kept = wal.stat().st_size
    before = wal.read_bytes()
    store.outbox.submit("long", Handed("long", pad=10 * PAGE_SIZE))
    failed = wal.read_bytes()[kept:]
    store.close()
    short = len(failed) // FRAME // 2 * FRAME
    assert short > 2 * FRAME
    assert not has_hole(before + failed[short:])


def test_the_store_does_not_open_and_is_left_as_it_is(crashed: Path, wal: bytes, tmp_path: Path) -> None:
    shutil.copy(crashed / "k.db", tmp_path / "k.db")
    for at in (9, HEADER + 3 * FRAME + 99, len(wal) - 9):
        (tmp_path / "k.db-wal").write_bytes(turned(wal, at, 5))
        with pytest.raises(StoreError, match="S01"):
            opened(tmp_path / "k.db")
        assert (tmp_path / "k.db-wal").read_bytes() == turned(wal, at, 5)
    (tmp_path / "k.db-wal").write_bytes(wal)
    store = opened(tmp_path / "k.db")
    assert len(store.outbox.entries()) == 12
    store.close()
