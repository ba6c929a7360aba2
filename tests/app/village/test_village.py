"""A village as it should be: nothing lost, and the same seed the same village, in whichever process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from app import paths
from app.commands import main
from app.product import Product, read_product
from app.village.report import Report, report
from app.village.script import Kind, write_script
from app.village.village import play

VISITS = 60


@pytest.fixture(scope="module")
def product() -> Product:
    return read_product(paths.DEMO_SETTINGS)


def test_every_class_of_fault_strikes_and_nothing_is_lost(product: Product) -> None:
    summed = report([play(write_script(seed, visits=VISITS, terminals=5), product) for seed in (7, 8)])
    assert summed.visits == 2 * VISITS
    assert summed.applications > VISITS
    assert set(summed.faults) == {kind.value for kind in Kind if kind is not Kind.VISIT}
    broken = msgspec.structs.asdict(summed)
    for name in (
        "lost",
        "doubled",
        "receipts_without_record",
        "residue",
        "moved_after_settled",
        "undelivered",
        "stuck",
        "pictures_lost",
    ):
        assert broken[name] == 0, name


def test_the_same_seed_is_the_same_village_in_another_process(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "app.main",
        "simulate",
        "--seed",
        "3",
        "--visits",
        "15",
        "--terminals",
        "2",
        "--json",
    ]

    def simulated(hash_seed: str) -> Report:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=100, check=True)
        return msgspec.json.decode(done.stdout, type=Report)

    first = simulated("1")
    assert first == simulated("2")
    assert first.visits == 15 and len(first.trace_hash) == 64


def test_another_seed_is_another_village(product: Product) -> None:
    traces = {play(write_script(seed, visits=4, terminals=1), product).trace_hash for seed in (1, 2)}
    assert len(traces) == 2


def test_what_breaks_is_told_with_its_seed_and_its_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.village import visits

    monkeypatch.setattr(visits, "LONGEST_S", 1.0)
    assert main(["simulate", "--seed", "5", "--visits", "3", "--terminals", "1"]) == 1
    told = capsys.readouterr()
    assert "seed 5: stuck at terminal-0" in told.err and "stuck" in told.out
    script = tmp_path / "script.json"
    script.write_text(told.err.strip().splitlines()[-1], encoding="utf-8")
    assert main(["simulate", "--script", str(script), "--json"]) == 1
    assert msgspec.json.decode(capsys.readouterr().out, type=Report).stuck >= 1
    monkeypatch.undo()
    assert main(["simulate", "--script", str(script), "--json"]) == 0


@pytest.mark.parametrize("switches", [["--visits", "0"], ["--terminals", "x"], ["--seeds", "-1"]])
def test_numbers_that_are_none(switches: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", *switches])
    assert ended.value.code == 2


def test_a_script_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "script.json"
    script.write_text("{}")
    assert main(["simulate", "--script", str(script)]) == 3
    assert "G01" in capsys.readouterr().err
