"""Bytes nobody expects, by the million: every parser of what cards and readers answer gives a value or its own error, in time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Figures
from tests.fuzz.targets import OUTCOMES, TARGETS

# Each; all of them together take half an hour.
BUDGET_S, PLANTED_S = 120, 30
ALL = pytest.mark.parametrize("name", TARGETS)


def fuzz(root: Path, folder: Path, name: str, *, seconds: int) -> tuple[int, str]:
    """What the fuzzer's process ended with, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, str(seconds), str(folder)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=seconds + 300,
        check=False,
    )
    return done.returncode, done.stdout


@ALL
def test_the_seeds_go_all_the_way(name: str) -> None:
    target = TARGETS[name]
    first, *others = list(target.seeds())
    assert isinstance(target.run(first), target.good)
    assert all(isinstance(target.run(seed), OUTCOMES) for seed in others)


@ALL
def test_a_seed_that_is_cut_anywhere_ends_in_an_outcome(name: str) -> None:
    target = TARGETS[name]
    for seed in list(target.seeds())[:3]:
        for at in range(0, len(seed), max(1, len(seed) // 40)):
            assert isinstance(target.run(seed[:at]), OUTCOMES)
            assert isinstance(target.run(seed[:at] + b"\xff" + seed[at + 1 :]), OUTCOMES)


@pytest.mark.prove
@pytest.mark.timeout(BUDGET_S + 300)
@ALL
def test_minutes_of_any_bytes(root: Path, tmp_path: Path, figures: Figures, name: str) -> None:
    ended, said = fuzz(root, tmp_path, name, seconds=BUDGET_S)
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    branches = max(map(int, re.findall(r"cov: (\d+)", said)), default=0)
    count = int(runs[1]) if runs else 0
    figures.add(f"fuzzed: {name}", count, bad=int(ended != 0), more=f"{BUDGET_S} s, {branches} branches")
    assert ended == 0, said[-3000:]
    assert count > 1000


@pytest.mark.prove
@pytest.mark.timeout(PLANTED_S + 300)
@pytest.mark.parametrize(("name", "found"), [("planted-crash", "IndexError"), ("planted-hang", "timeout")])
def test_a_mistake_made_on_purpose_is_found(
    root: Path, tmp_path: Path, figures: Figures, name: str, found: str
) -> None:
    ended, said = fuzz(root, tmp_path, name, seconds=PLANTED_S)
    figures.add(name.replace("-", ": a ") + " in a parser", 1, bad=int(ended != 0), more="found by the fuzzer")
    assert ended != 0 and found in said, said[-3000:]
