"""SIGKILL at every call that changes a disk or speaks to the hub, and at every named step: the word that was given is kept."""

from __future__ import annotations

import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest

from kiosk.base.steps import OF_PROGRESS, OVER_IPP, Step
from tests.app.crashing import ON_THE_LINE
from tests.durability import plants
from tests.durability.acts import Start
from tests.durability.fork import Life, let_go
from tests.durability.laws import Bench, broken
from tests.durability.tracing import calls_in, counted, killing
from tests.figures import Figures

pytestmark = pytest.mark.timeout(180)
ACTS = ("submission", "settlement")
# So many points of each act are tried in every run of the tests; `make prove` tries all.
SAMPLE = 5


def calls(bench: Bench, tmp_path: Path, act: str) -> Counter[str]:
    """What the act calls, counted in a life that nothing happens to."""
    start = bench.newcomer(tmp_path, act)
    with counted(tmp_path / "calls") as tracer:
        life = bench.terminals.live(start, tracer.seize)
    assert (life.code, broken(bench, start, life)) == (0, [])
    return calls_in(tmp_path / "calls")


def cut(bench: Bench, start: Start, call: str, at: int) -> Life:
    """A life that ends at the so-manieth call of that name, if there are so many."""
    with killing(call, at) as tracer:
        return bench.terminals.live(start, tracer.seize)


def after(bench: Bench, start: Start, life: Life) -> list[str]:
    """The laws that do not hold; the directory of one that kept them goes."""
    wrong = broken(bench, start, life)
    if not wrong:
        shutil.rmtree(start.directory)
    return wrong


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("act", ACTS)
def test_killed_at_every_call(bench: Bench, figures: Figures, tmp_path: Path, act: str) -> None:
    hit: Counter[str] = Counter()
    bad: dict[str, list[str]] = {}
    for call in sorted(calls(bench, tmp_path, act)):
        while True:
            start = bench.newcomer(tmp_path, act)
            life = cut(bench, start, call, hit[call] + 1)
            wrong = after(bench, start, life)
            if wrong:
                bad[f"{call} {hit[call] + 1}"] = wrong
            if life.code != -signal.SIGKILL:
                break
            hit[call] += 1
    more = ", ".join(f"{count} {call}" for call, count in hit.items())
    figures.add(f"SIGKILL at every call of a {act}", hit.total(), bad=len(bad), more=more)
    assert not bad
    assert min(hit["pwrite64"], hit["fsync"] + hit["fdatasync"]) > 3, "the act wrote next to nothing"


@pytest.mark.parametrize("act", ACTS)
def test_killed_at_some_calls(bench: Bench, tmp_path: Path, act: str) -> None:
    every = [(call, at) for call, count in sorted(calls(bench, tmp_path, act).items()) for at in range(1, count + 1)]
    assert len(every) > 30
    tried = every[len(every) // (2 * SAMPLE) :: len(every) // SAMPLE]
    lived = []
    for call, at in tried:
        start = bench.newcomer(tmp_path, act)
        life = cut(bench, start, call, at)
        lived += [(call, at)] if life.code == 0 else []
        assert life.code in (0, -signal.SIGKILL)
        assert after(bench, start, life) == [], f"{call} {at}"
    # One life may make a call or two fewer than another: the hub's time is kept only when it has moved on.
    assert len(lived) <= 1, lived


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_killed_at_every_named_step(bench: Bench, figures: Figures, tmp_path: Path) -> None:
    """Of the program itself, whatever it calls there; tests/app/test_crash.py does the same in a whole visit."""
    bad = []
    steps = [step for step in Step if step not in (*OVER_IPP, *OF_PROGRESS)]
    for step in steps:
        # A settlement begins with a submission and an idle round, which announce their steps too.
        act = "settlement" if step in ON_THE_LINE else "submission"
        start = bench.newcomer(tmp_path, act, plant=plants.dying_at(step))
        life = bench.terminals.live(start, let_go)
        assert life.code == -signal.SIGKILL, f"{step} was never reached"
        bad += [f"{step}: {wrong}" for wrong in after(bench, start, life)]
    figures.add("SIGKILL at every named step", len(steps), bad=len(bad))
    assert not bad


@pytest.mark.parametrize(
    ("plant", "law"),
    [(plants.SAID_TOO_SOON, "was shown and is not there"), (plants.PRINTED_TOO_SOON, "has no record")],
)
def test_who_does_not_wait_for_the_commit_is_caught(bench: Bench, tmp_path: Path, plant: str, law: str) -> None:
    """Every few writes of the submission, until the one between saying and keeping is met."""
    assert any(law in wrong for at in range(4, 44, 4) for wrong in killed_with(bench, tmp_path, plant, at=at))


def killed_with(bench: Bench, tmp_path: Path, plant: str, *, at: int) -> list[str]:
    """What breaks when a submission with a mistake in it is killed at a write."""
    start = bench.newcomer(tmp_path, "submission", plant=plant)
    life = cut(bench, start, "pwrite64", at)
    assert life.code == -signal.SIGKILL
    return broken(bench, start, life)


def test_who_never_returns_a_lease_is_caught(bench: Bench, tmp_path: Path) -> None:
    start = bench.newcomer(tmp_path, "settlement", plant=plants.LEASE_KEPT)
    life = cut(bench, start, "sendto", 1)
    assert life.code == -signal.SIGKILL
    assert any("the queue ends with" in wrong for wrong in broken(bench, start, life))


def test_who_asks_again_under_another_id_is_caught(bench: Bench, tmp_path: Path) -> None:
    start = bench.newcomer(tmp_path, "submission", plant=plants.ANOTHER_ID)
    life = cut(bench, start, "pwrite64", 40)
    assert life.code == -signal.SIGKILL
    assert any("the hub holds 2 applications" in wrong for wrong in broken(bench, start, life))
