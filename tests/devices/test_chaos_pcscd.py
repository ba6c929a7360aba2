"""Cables, cards and services failing in every order over a real pcscd: usable again by itself, and no card told for another."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from devices.pcsc.reader import PcscCardReader
from devices.pcsc.service import RequestedCardService
from devices.renewal import RenewingCardReader
from tests.devices.chaos import LANE_S, Chaos, Report
from tests.devices.clock import RealClock
from tests.devices.follower import Follower
from tests.devices.pcscd import READER, Rig
from tests.devices.ticking import Ticks, p999
from tests.figures import Figures
from ui.lanes import QtLanes

pytestmark = pytest.mark.pcscd
# A thousand cycles.
SEEDS, CYCLES = range(1, 11), 100
SAMPLE = 12
USABLE_S = 2.0


@pytest.fixture
def follower(rig: Rig, qapp: object, tmp_path: Path) -> Iterator[Follower]:
    """A reader on a lane whose deadline is short, so that lanes are left behind."""
    lanes, clock = QtLanes({"cards": LANE_S}), RealClock()
    service = RequestedCardService(tmp_path / "restart-pcscd", clock)
    reader = RenewingCardReader(partial(PcscCardReader, READER, clock), service, clock=clock)
    yield Follower(reader, lanes)
    rig.kill()
    lanes.close()


def let_loose(rig: Rig, follower: Follower, *, seed: int, cycles: int) -> Report:
    """The chaos on a thread of its own; the screen's thread does what it always does."""
    chaos, loop, looking = Chaos(rig, follower, seed), QEventLoop(), QTimer()
    with ThreadPoolExecutor(1) as elsewhere:
        done = elsewhere.submit(chaos.run, cycles)
        looking.timeout.connect(lambda: loop.quit() if done.done() else None)
        looking.start(50)
        loop.exec()
        return done.result()


@contextmanager
def bare_ticks(root: Path) -> Iterator[list[float]]:
    """The gaps of a timer in a program that does nothing else, meanwhile."""
    gaps: list[float] = []
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.devices.ticking"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield gaps
        gaps += json.loads(child.communicate(timeout=60)[0])
    finally:
        child.kill()


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_pcscd_a_sample_of_the_chaos(rig: Rig, follower: Follower, seed: int) -> None:
    report = let_loose(rig, follower, seed=seed, cycles=SAMPLE)
    assert report.broken == []
    assert len(report.all_s) == SAMPLE and len(report.usable_s) == 8


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", SEEDS)
def test_pcscd_a_hundred_faults_and_a_timer(
    rig: Rig, follower: Follower, root: Path, figures: Figures, seed: int
) -> None:
    ticks = Ticks()
    with bare_ticks(root) as control:
        report = let_loose(rig, follower, seed=seed, cycles=CYCLES)
    each_s, ours, bare = report.all_s, p999(ticks.gaps_ms), p999(control)
    slow = sum(seconds > USABLE_S for seconds in each_s)
    told = (
        f"next card read after {each_s[len(each_s) // 2]:.2f} s, at most {each_s[-1]:.2f} s; {len(follower.readings)} readings, "
        f"{follower.hung} lanes left behind; timer {ours:.1f} ms, bare {bare:.1f} ms"
    )
    bad = len(report.broken) + slow + (ours > 2 * bare)
    figures.add(f"faults of cables, cards and pcscd, seed {seed}", len(each_s), bad=bad, more=told)
    assert report.broken == []
    assert slow == 0
    assert ours <= 2 * bare
