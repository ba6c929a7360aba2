"""One flipped bit in database, WAL, copies, keys, key list or receipts: refused by a code, or without effect; what is refused is recovered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app import paths
from kiosk.receipts.model import Paper, PrintJob, PrintOutcome
from printers.drivers.folder import FolderReceiptPrinter
from printers.fonts import FontStack
from printers.typesetter import ReceiptTypesetter
from sync.seal.keyfile import FileKeyStore
from sync.seal.keylist import KeyList, ListedSealing, ListedSigning, read_key_list, write_key_list
from sync.seal.keys import MASTER_BYTES, derive, key_id
from sync.store.rescue.rotation import contents
from sync.store.store import open_store
from tests.durability.rot import Found, Image, flipped, image, places, rescued
from tests.figures import Figures
from tests.printers.ledger import UNTOLD
from tests.printers.samples import SAMPLES
from tests.sync.store.rescue.kit import by_id
from tests.sync.support import KEYS, SUITE, CountedEntropy, ToldClock, opened

# Of each file in every run of the tests, and of each by `make prove`.
SAMPLE, ALL = 6, 90
MASTER = bytes(range(MASTER_BYTES))
FILES = {"database": ("k.db",), "WAL": ("k.db", "k.db-wal")}


def as_written(image: Image, folder: Path) -> bool:
    """Open a copy of what lies there, for opening changes it; and read everything."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(image.folder / "there", folder)
    store = opened(folder / "k.db")
    try:
        store.audit.verify()
        return by_id(store) == image.written
    finally:
        store.close()


def rotten_store(tmp_path: Path, what: str, count: int) -> Found:
    """Flips in the last of these files, each salvaged where it is refused."""
    made, found = image(tmp_path / "image", files=FILES[what]), Found()
    name = FILES[what][-1]
    bits = places((made.folder / "there" / name).stat().st_size, count, seed=11)
    look = partial(as_written, made, tmp_path / "opened")
    for number, _ in enumerate(flipped(made.folder / "there", name, bits, tell=look, found=found)):
        rescued(made, tmp_path / f"out-{number}.db", found)
    return found


@pytest.mark.parametrize("what", FILES)
def test_some_bits_of_the_store(tmp_path: Path, what: str) -> None:
    found = rotten_store(tmp_path, what, SAMPLE)
    assert (found.unnoticed, found.refused["S01"]) == ([], SAMPLE)


@pytest.mark.prove
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("what", FILES)
def test_many_bits_of_the_store(figures: Figures, tmp_path: Path, what: str) -> None:
    found = rotten_store(tmp_path, what, ALL)
    codes = ", ".join(f"{count} {code}" for code, count in found.refused.items())
    more = f"{codes}; salvaged whole {found.recovered}, rows lost in the others {found.lost_rows} of {ALL * 60:,}"
    figures.add(f"a flipped bit in the {what}", found.flips, bad=len(found.unnoticed), more=more)
    assert found.unnoticed == []
    assert found.refused.total() + found.harmless == ALL


def a_copy(folder: Path) -> tuple[str, Callable[[], bool]]:
    """A copy on the second disk, read as before a salvage."""
    made = image(folder / "image", files=("k.db",))
    shutil.copy(made.copy, folder / "copy.db")
    whole = contents(folder / "copy.db", KEYS.database)
    return "copy.db", lambda: contents(folder / "copy.db", KEYS.database) == whole


def a_device_key(folder: Path) -> tuple[str, Callable[[], bool]]:
    """The master in its file, and the database it must open."""
    FileKeyStore(folder / "device.key").create(MASTER)
    store = opened(folder / "k.db", keys=derive(MASTER))
    store.close()

    def tell() -> bool:
        master = FileKeyStore(folder / "device.key").load()
        opened(folder / "k.db", keys=derive(master or b"")).close()
        return master == MASTER

    return "device.key", tell


def a_key_list(folder: Path) -> tuple[str, Callable[[], bool]]:
    """The hub's keys, which terminals seal to."""
    root, signer = (SUITE.private_key(bytes([byte]) * 32) for byte in (1, 2))
    public = SUITE.sealing_public(SUITE.private_key(b"\x03" * 32))
    sealing = ListedSealing(key_id(public, SUITE), public, 0, 1 << 40)
    signing = SUITE.signing_public(signer)
    keys = KeyList(1, SUITE.name, 0, (sealing,), (ListedSigning(key_id(signing, SUITE), signing),))
    (folder / "keys.json").write_bytes(write_key_list(keys, root=root, suite=SUITE))

    def tell() -> bool:
        raw = (folder / "keys.json").read_bytes()
        return read_key_list(raw, root_public=SUITE.signing_public(root), suite=SUITE) == keys

    return "keys.json", tell


def a_receipt(folder: Path) -> tuple[str, Callable[[], bool]]:
    """A receipt in the printer's folder, which the same job finds there again."""
    printer = FolderReceiptPrinter(folder)
    pdf = ReceiptTypesetter(partial(FontStack, paths.FONTS))(SAMPLES["one"], Paper.ROLL_80)
    job = PrintJob(f"{SAMPLES['one'].number}-1", pdf, Paper.ROLL_80)
    printer.print(job, UNTOLD)
    return printer.path(job.name).name, lambda: printer.print(job, UNTOLD) is PrintOutcome.PRINTED


FILES_ALONE = {"copy": a_copy, "device key": a_device_key, "key list": a_key_list, "receipt": a_receipt}


def rotten_file(tmp_path: Path, what: str, count: int) -> Found:
    """Flips in one file, read as the program reads it."""
    name, tell = FILES_ALONE[what](tmp_path)
    found = Found()
    for _ in flipped(tmp_path, name, places((tmp_path / name).stat().st_size, count, seed=12), tell=tell, found=found):
        pass
    return found


@pytest.mark.parametrize("what", FILES_ALONE)
def test_some_bits_of_other_files(tmp_path: Path, what: str) -> None:
    found = rotten_file(tmp_path, what, SAMPLE)
    assert found.unnoticed == [] and found.refused.total() > 0


@pytest.mark.prove
@pytest.mark.timeout(600)
@pytest.mark.parametrize("what", FILES_ALONE)
def test_many_bits_of_other_files(figures: Figures, tmp_path: Path, what: str) -> None:
    found = rotten_file(tmp_path, what, ALL)
    codes = ", ".join(f"{count} {code}" for code, count in found.refused.items())
    figures.add(f"a flipped bit in the {what}", found.flips, bad=len(found.unnoticed), more=codes)
    assert found.unnoticed == []


def test_a_flip_that_nobody_looks_for_is_caught(tmp_path: Path) -> None:
    """The proof of the harness: a program that opens without looking loses what lies behind the flip, and says nothing."""
    made, found = image(tmp_path / "image", files=FILES["WAL"]), Found()

    def tell() -> bool:
        shutil.rmtree(tmp_path / "opened", ignore_errors=True)
        shutil.copytree(made.folder / "there", tmp_path / "opened")
        store = open_store(
            tmp_path / "opened" / "k.db", KEYS, clock=ToldClock(), entropy=CountedEntropy(), first=lambda *_: None
        )
        try:
            return by_id(store) == made.written
        finally:
            store.close()

    bits = places((made.folder / "there" / "k.db-wal").stat().st_size, SAMPLE, seed=11)
    assert list(flipped(made.folder / "there", "k.db-wal", bits, tell=tell, found=found)) == []
    assert len(found.unnoticed) == SAMPLE
