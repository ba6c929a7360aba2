"""A disk that fails, fills, dawdles or writes by halves, and a program that holds the lock: coded errors, and nothing lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest

from sync.store.driver import PAGE_SIZE
from tests.durability.aftermath import KINDS, Said, Toll, examine
from tests.durability.plants import DEAF
from tests.durability.tracing import Tracer
from tests.durability.writing import Folder
from tests.figures import Figures

pytestmark = pytest.mark.timeout(180)
ROOT = Path(__file__).resolve().parents[2]
# In each class of trouble, by `make prove`.
VISITS = 25
LONG = pytest.mark.timeout(600)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the writer met, by code, and what the disk holds afterwards."""

    errors: Counter[str]
    toll: Toll


def troubled(
    tmp_path: Path, count: int, trouble: Callable[[int], None], *, plant: str = "", under: tuple[str, ...] = ()
) -> Outcome:
    """So many visits on a disk in trouble, begun once `trouble` has been told whose; then a start without it."""
    state = tmp_path / "state"
    state.mkdir()
    command = [*under, sys.executable, "-m", "tests.durability.trouble", str(state), str(count), plant]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin and writer.stdout
        lines = list(takewhile(lambda line: line != "ready\n", writer.stdout))
        trouble(writer.pid)
        writer.stdin.write("\n")
        writer.stdin.flush()
        lines += writer.stdout
    assert writer.returncode == 0 and lines[-1:] == ["done\n"], "what is no coded error ended the writer"
    words = [line.split() for line in lines[:-1]]
    toll = Toll()
    examine(Folder(state), Said({kind: [id for what, id in words if what == kind] for kind in KINDS}), toll=toll)
    return Outcome(Counter(code for what, code in words if what == "error"), toll)


def injected(tmp_path: Path, count: int, *injections: str, plant: str = "") -> Outcome:
    """By strace, which answers in the kernel's place."""
    calls = ",".join(sorted({injection.split(":")[0] for injection in injections}))
    each = [word for injection in injections for word in ("-e", f"inject={injection}")]
    with Tracer(["-o", "/dev/null", "-e", f"trace={calls}", *each]) as tracer:
        return troubled(tmp_path, count, tracer.seize, plant=plant)


# A library that starts threads while it is loaded (OpenBLAS, beneath OpenCV) waits for libfiu, and libfiu for the loader.
ONE_THREAD = "OPENBLAS_NUM_THREADS=1"


def by_chance(tmp_path: Path, count: int, point: str, *, probability: float) -> Outcome:
    """By libfiu, which answers in the C library's place and can write a part of what it was given; what is written is counted."""
    pipe = str(tmp_path / "fiu")

    with Tracer(["-o", str(tmp_path / "written"), "-e", "trace=pwrite64,write"]) as tracer:

        def trouble(pid: int) -> None:
            enable = f"enable_random name={point},probability={probability}"
            subprocess.run(["fiu-ctrl", "-f", pipe, "-c", enable, str(pid)], timeout=20, check=True)
            tracer.seize(pid)

        return troubled(tmp_path, count, trouble, under=("env", ONE_THREAD, "fiu-run", "-x", "-f", pipe))


def short_writes(tmp_path: Path) -> int:
    """How many writes to database and WAL were of a size SQLite never asks for: it writes pages, frame headers and a WAL header."""
    sizes = re.findall(r"^\d+ +pwrite64\(.*, (\d+), \d+\) = \1$", (tmp_path / "written").read_text(), re.MULTILINE)
    return sum(int(size) not in (PAGE_SIZE, 24, 32) for size in sizes)


def told(figures: Figures, what: str, outcome: Outcome) -> None:
    """One row of the table."""
    codes = ", ".join(f"{count} {code}" for code, count in sorted(outcome.errors.items())) or "no error"
    toll = outcome.toll
    figures.add(what, toll.acknowledged, bad=len(toll.lost) + len(toll.broken), more=f"{codes}; {len(toll.lost)} lost")


def kept_its_word(outcome: Outcome, *codes: str) -> bool:
    """Nothing lost, no law broken, and no error but of these codes; some of them, if any are named."""
    met = set(outcome.errors)
    return not outcome.toll.lost + outcome.toll.broken and met <= set(codes) and bool(met) == bool(codes)


def test_a_disk_that_fails_and_fills(tmp_path: Path) -> None:
    outcome = injected(tmp_path, 8, "fsync:error=EIO:when=5+7", "pwrite64:error=ENOSPC:when=60..80")
    assert kept_its_word(outcome, "P04", "S02", "S04"), outcome


def test_a_disk_that_writes_by_halves(tmp_path: Path) -> None:
    outcome = by_chance(tmp_path, 8, "posix/io/rw/pwrite/reduce", probability=0.3)
    assert kept_its_word(outcome), outcome
    assert short_writes(tmp_path) > 10


def test_who_heeds_no_error_is_caught(tmp_path: Path) -> None:
    assert injected(tmp_path, 8, "pwrite64:error=ENOSPC:when=20..80", plant=DEAF).toll.lost


@pytest.mark.prove
@LONG
@pytest.mark.parametrize(
    ("what", "injections", "codes"),
    [
        ("EIO at every seventh fsync", ["fsync:error=EIO:when=4+7"], ["P04", "S04"]),
        ("EIO at every 97th pwrite64", ["pwrite64:error=EIO:when=10+97"], ["S04"]),
        ("EIO at every other write of a file", ["write:error=EIO:when=1+2"], ["P04", "S04"]),
        ("EIO at every other rename", ["rename:error=EIO:when=1+2"], ["P04", "S04"]),
        ("ENOSPC at 100 pwrite64 in a row", ["pwrite64:error=ENOSPC:when=40..139"], ["S02"]),
        ("ENOSPC at every other write of a file", ["write:error=ENOSPC:when=1+2"], ["P03", "S02"]),
        ("a slow disk: 50 ms more at every fsync", ["fsync:delay_enter=50000"], []),
    ],
)
def test_many_visits(figures: Figures, tmp_path: Path, what: str, injections: list[str], codes: list[str]) -> None:
    outcome = injected(tmp_path, VISITS, *injections)
    told(figures, what, outcome)
    assert kept_its_word(outcome, *codes), outcome


@pytest.mark.prove
@LONG
@pytest.mark.parametrize(
    ("what", "point", "probability", "codes"),
    [
        ("short pwrite, 30 %", "posix/io/rw/pwrite/reduce", 0.3, []),
        ("short write, 30 %", "posix/io/rw/write/reduce", 0.3, []),
        ("pwrite that fails, 1 %", "posix/io/rw/pwrite", 0.01, ["S02", "S04"]),
    ],
)
def test_many_visits_by_chance(
    figures: Figures, tmp_path: Path, what: str, point: str, probability: float, codes: list[str]
) -> None:
    outcome = by_chance(tmp_path, VISITS, point, probability=probability)
    told(figures, what, outcome)
    assert kept_its_word(outcome, *codes), outcome
