"""The store in figures, each beside what it must be compared with, in one table; run by `make bench`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from app.system import SystemClock
from sync.seal.suites import SUITES, suite_named
from sync.store.store import Store
from tests.bench import queues
from tests.bench.handing_in import collecting, record, store_at
from tests.bench.measuring import WARM_UP, Table, Taken, interleaved
from tests.bench.millions import BATCH, fill

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 1000
PUTS = 50
APPENDED = "its bytes appended"
FEW, MANY = 1_000, 1_000_000
KEPT = 10_000

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On the machine's own disk, whatever its file system is."""
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def journaled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """On the same disk, in an ext4 as Debian makes it, with a journal: what terminals have, and not every virtual machine."""
    image, root = tmp_path_factory.mktemp("disk") / "image", tmp_path_factory.mktemp("mounted")
    image.touch()
    os.truncate(image, 1 << 30)
    for command in (["mkfs.ext4", "-q", "-F", str(image)], ["mount", "-o", "loop", str(image), str(root)]):
        subprocess.run(command, check=True, timeout=60)
    yield root
    # The databases are open until the process ends.
    subprocess.run(["umount", "--lazy", str(root)], check=True, timeout=60)


@pytest.fixture(scope="module")
def handed_in(journaled: Path) -> dict[str, Taken]:
    """Whole submissions beside their bytes appended."""
    return submissions(journaled)


@pytest.fixture(scope="module")
def put(folder: Path) -> dict[str, Taken]:
    """Queues beside one another, on the machine's own disk."""
    return interleaved({name: make(folder / name) for name, make in queues.QUEUES.items()}, ROUNDS)


def submissions(folder: Path) -> dict[str, Taken]:
    """Every suite's whole submission, and the record appended."""
    made = {name: collecting(store_at(folder / f"{name}.db"), suite_named(name), ROUNDS + WARM_UP) for name in SUITES}
    return interleaved({**made, "record": queues.appending(folder / "record", record())}, ROUNDS)


@pytest.mark.parametrize("name", queues.QUEUES)
def test_nobody_is_fast_by_not_waiting_for_the_disk(tmp_path: Path, name: str) -> None:
    waits = [syncs(tmp_path, name, count) for count in (0, PUTS)]
    assert waits[1] - waits[0] >= PUTS, f"{name}: {waits} waits for {PUTS} puts"


def syncs(folder: Path, name: str, count: int) -> int:
    """How often a process that puts so many waits for the disk, counted by strace."""
    log, child = (
        folder / f"{count}.log",
        [sys.executable, "-m", "tests.bench.queues", name, str(folder / f"{count}.db")],
    )
    command = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(log), *child, str(count)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    return len(log.read_text().splitlines())


@pytest.mark.parametrize(("suite", "bound"), [("intl", 3.5), ("gm", 10.0)])
def test_a_whole_submission(handed_in: dict[str, Taken], table: Table, suite: str, bound: float) -> None:
    table.hold(f"whole submission, {suite}", handed_in[suite], handed_in["record"], named=APPENDED, bound=bound)


def test_a_whole_submission_without_a_journal(folder: Path, table: Table) -> None:
    taken = submissions(folder)
    for suite in SUITES:
        table.tell(f"the same on this machine's own disk, {suite}", taken[suite], taken["record"], named=APPENDED)


@pytest.mark.parametrize(("name", "bound"), [("plain, unkeyed", 1.1), ("plain, keyed", 1.6)])
def test_a_plain_enqueue(put: dict[str, Taken], table: Table, name: str, bound: float) -> None:
    table.hold(f"enqueue {name}", put[name], median_peer(put), named="the median peer", bound=bound)


def test_the_others(put: dict[str, Taken], table: Table) -> None:
    for name in ("floor", *queues.PEERS, "whole"):
        table.tell(f"enqueue {name}", put[name], put["floor"], named="2 kB appended")


def median_peer(put: dict[str, Taken]) -> Taken:
    """The second of the three."""
    return sorted((put[peer] for peer in queues.PEERS), key=lambda taken: taken.median_ms)[1]


def test_the_next_batch_of_a_million(folder: Path, table: Table) -> None:
    stores = {count: filled(folder / f"{count}.db", count) for count in (FEW, MANY)}
    (fits,) = stores[FEW].db.execute("SELECT sum(length(envelope)) FROM outbox WHERE seq <= ?", (BATCH,)).fetchone()
    taken = interleaved({str(count): partial(lend, store, fits) for count, store in stores.items()}, 200)
    table.hold("next batch of 1,000,000", taken[str(MANY)], taken[str(FEW)], named="of 1,000", bound=1.5)


def filled(path: Path, count: int) -> Store:
    fill(path, count)
    return store_at(path)


def lend(store: Store, limit_bytes: int) -> None:
    """Lend a batch, and take it back."""
    assert len(store.outbox.lease(SystemClock().now(), limit_bytes)) == BATCH
    store.outbox.return_leases()


def test_bytes_on_the_disk(folder: Path, table: Table) -> None:
    store = store_at(folder / "kept.db")
    # How much is written is measured here, not how durably.
    store.db.conn.execute("PRAGMA synchronous=OFF")
    collect = collecting(store, suite_named("intl"), KEPT)
    for _ in range(KEPT):
        collect()
    store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    size = (folder / "kept.db").stat().st_size
    table.note("10,000 applications", f"{size / 1e6:.1f} MB, {size / KEPT:.0f} bytes each")
    parts = "SELECT avg(length(envelope)), (SELECT avg(length(receipt)) FROM receipts), (SELECT avg(length(body)) FROM audit) FROM outbox"
    envelope, receipt, event = store.db.execute(parts).fetchone()
    said = f"record {len(record())}, envelope {envelope:.0f}, receipt {receipt:.0f}, event {event:.0f} bytes"
    table.note("one application", said)
