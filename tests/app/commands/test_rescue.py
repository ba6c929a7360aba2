"""The doors a technician has when a disk fails: a copy, a salvage, and putting it in place; the damaged files are kept."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from app.commands import main
from app.keeping import DATABASE_FILE, open_terminal_store, terminal_keys
from app.system import SystemClock, SystemEntropy
from sync.store.rescue.look import look
from sync.store.store import open_store
from tests.sync.store.rescue.kit import Handed, some_pages, trash


@pytest.fixture
def terminal(tmp_path: Path) -> Path:
    """A terminal with thirty applications and a sealed file."""
    state_dir = tmp_path / "state"
    state_dir.mkdir()
    with closing(
        open_store(state_dir / DATABASE_FILE, terminal_keys(state_dir), clock=SystemClock(), entropy=SystemEntropy())
    ) as store:
        store.attachments.add("id-0", b"sealed bytes")
        for n in range(30):
            store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    return state_dir


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entries(state_dir: Path) -> set[str]:
    with closing(open_terminal_store(state_dir)) as store:
        return {entry.id for entry in store.outbox.entries()}


def test_from_damage_to_service(
    terminal: Path, tmp_path: Path, second_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["queue", "backup", "--state-dir", str(terminal), "--to", str(second_disk / "stick"), "--json"]) == 0
    copy = Path(json.loads(capsys.readouterr().out)["copy"])
    assert copy.name == "copy-00000001.db"
    trash(terminal / DATABASE_FILE, some_pages(terminal / DATABASE_FILE, 12))
    before = files(terminal)
    assert main(["queue", "list", "--state-dir", str(terminal)]) == 3
    assert capsys.readouterr().err.startswith("kiosk: S01: ")
    out, state = str(tmp_path / "out"), str(terminal)
    assert main(["queue", "salvage", "--state-dir", state, "--backup", str(copy), "--out", out, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["kept"]["outbox"], report["lost"]) == (30, [])
    assert files(terminal) == before, "salvage only reads"
    assert main(["queue", "install", "--state-dir", state, "--salvaged", out]) == 0
    aside = files(terminal / "damaged.1")
    assert aside[DATABASE_FILE] == before[DATABASE_FILE], "the damaged file is kept as it was"
    look(terminal / DATABASE_FILE, terminal_keys(terminal).database)
    assert entries(terminal) == {f"id-{n}" for n in range(30)}
    with closing(open_terminal_store(terminal)) as store:
        (row,) = store.attachments.of("id-0")
        assert store.attachments.read(row.sha256) == b"sealed bytes"


def test_without_a_copy_it_says_which_numbers_are_lost(
    terminal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trash(terminal / DATABASE_FILE, some_pages(terminal / DATABASE_FILE, 12))
    assert main(["queue", "salvage", "--state-dir", str(terminal), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().out.splitlines()
    lost = [line.split()[1:] for line in said if line.startswith("lost")]
    assert {f"id-{n}" for n in range(30)} - entries_out(tmp_path / "out", terminal) == {
        f"id-{int(sequence) - 1}" for sequence, *_ in lost
    }


def entries_out(out: Path, terminal: Path) -> set[str]:
    (out / "device.key").write_bytes((terminal / "device.key").read_bytes())
    (out / "device.key").chmod(0o600)
    return entries(out)


def test_a_fresh_machine_is_restored_from_copy_and_key(
    terminal: Path, tmp_path: Path, second_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["queue", "backup", "--state-dir", str(terminal), "--to", str(second_disk / "stick")]) == 0
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "device.key").write_bytes((terminal / "device.key").read_bytes())
    (fresh / "device.key").chmod(0o600)
    copy = str(second_disk / "stick" / "copy-00000001.db")
    out = str(tmp_path / "out")
    assert main(["queue", "salvage", "--state-dir", str(fresh), "--backup", copy, "--out", out]) == 0
    assert main(["queue", "install", "--state-dir", str(fresh), "--salvaged", out]) == 0
    capsys.readouterr()
    assert entries(fresh) == {f"id-{n}" for n in range(30)}
    assert (fresh / "attachments").exists()


def test_nothing_is_put_where_something_is(terminal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "salvage", "--state-dir", str(terminal), "--out", str(terminal)]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G03: ")
    before = files(terminal)
    assert main(["queue", "install", "--state-dir", str(terminal), "--salvaged", str(tmp_path)]) == 3
    assert files(terminal)[DATABASE_FILE] == before[DATABASE_FILE]


def test_a_folder_on_the_terminals_own_disk_takes_no_copy(
    terminal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["queue", "backup", "--state-dir", str(terminal), "--to", str(tmp_path / "stick")]) == 3
    assert capsys.readouterr().err.startswith("kiosk: S10: ")
    assert not (tmp_path / "stick").exists()
