"""A hundred thousand visits to a thousand villages, as the door `kiosk simulate` plays them, one process a core."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from app.village.report import Report
from app.village.witness import Law
from tests.figures import Figures

VILLAGES, VISITS, PROCESSES = 1000, 100_000, 2


@pytest.mark.prove
@pytest.mark.timeout(3 * 3600)
def test_a_hundred_thousand_visits(root: Path, figures: Figures) -> None:
    shares = [_started(root, number) for number in range(PROCESSES)]
    reports = [msgspec.json.decode(share.communicate()[0], type=Report) for share in shares]
    visits = sum(one.visits for one in reports)
    faults = sum(sum(one.faults.values()) for one in reports)
    broken = {law: sum(getattr(one, law.value) for one in reports) for law in Law}
    figures.add(
        f"visits in {VILLAGES:,} villages",
        visits,
        bad=sum(broken.values()),
        more=f"{faults:,} faults of {len(reports[0].faults)} classes",
    )
    assert broken == dict.fromkeys(Law, 0)
    assert visits >= VISITS
    assert sum(one.applications for one in reports) > VISITS / 2


def _started(root: Path, number: int) -> subprocess.Popen[bytes]:
    seeds = VILLAGES // PROCESSES
    command = [sys.executable, "-m", "app.main", "simulate", "--json", "--terminals", "5"]
    share = ["--seed", str(1 + number * seeds), "--seeds", str(seeds), "--visits", str(VISITS // PROCESSES)]
    return subprocess.Popen([*command, *share], cwd=root, stdout=subprocess.PIPE)
