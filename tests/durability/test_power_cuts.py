"""Power cuts on real file systems: nothing that was acknowledged is lost, and the same cuts do lose what was not synced."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.durability import plants
from tests.durability.aftermath import Toll
from tests.durability.powercut import Cuts
from tests.figures import Figures
from tests.namespaces import unshare

# Two shared cores, and a file system to be made for each.
pytestmark = pytest.mark.timeout(180)
ROOT = Path(__file__).resolve().parents[2]
KINDS = ("ext4", "xfs")
# On both file systems together.
ACKNOWLEDGED = 10_000


def cut(tmp_path: Path, cuts: Cuts, timeout_s: int = 150) -> Toll:
    """The toll of these cuts; a machine that cannot cut the power fails with a sentence that says why."""
    command = [*unshare(), sys.executable, "-m", "tests.durability.powercut", str(tmp_path), json.dumps(asdict(cuts))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=timeout_s, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return Toll(**json.loads(done.stdout))


def told(figures: Figures, what: str, toll: Toll) -> None:
    """One row of the table."""
    more = f"{toll.acknowledged:,} acknowledged, {len(toll.lost):,} lost, {toll.unsaid} kept before it could be said"
    figures.add(what, toll.cuts, bad=len(toll.lost) + len(toll.broken), more=more)


def test_the_queue_keeps_its_word(tmp_path: Path) -> None:
    toll = cut(tmp_path, Cuts("ext4", "queue", rounds=3, said_a_round=40))
    assert toll.acknowledged >= 120
    assert (toll.lost, toll.broken) == ([], [])


def test_a_visit_keeps_its_word(tmp_path: Path) -> None:
    """Draft, number and paper."""
    toll = cut(tmp_path, Cuts("xfs", "visits", rounds=2, said_a_round=5))
    assert toll.acknowledged >= 10
    assert (toll.lost, toll.broken) == ([], [])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_synced_is_lost(figures: Figures, tmp_path: Path, kind: str) -> None:
    """The proof of the cut itself."""
    toll = cut(tmp_path, Cuts(kind, "queue", rounds=2, said_a_round=20, plant=plants.NORMAL))
    told(figures, f"planted: {plants.NORMAL}, power cut on {kind}", toll)
    assert len(toll.lost) > 0


def test_an_attachment_that_is_not_synced_is_caught(figures: Figures, tmp_path: Path) -> None:
    """Its row is on the disk, and the file is not, or not whole."""
    toll = cut(tmp_path, Cuts("ext4", "visits", rounds=2, said_a_round=4, plant=plants.UNSYNCED))
    told(figures, f"planted: {plants.UNSYNCED}, power cut on ext4", toll)
    assert any("a row without its whole file" in wrong for wrong in toll.broken)


@pytest.mark.prove
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", KINDS)
def test_thousands_of_submissions(figures: Figures, tmp_path: Path, kind: str) -> None:
    rounds = 32
    cuts = Cuts(kind, "queue", rounds=rounds, said_a_round=ACKNOWLEDGED // rounds // len(KINDS) + 1)
    toll = cut(tmp_path, cuts, timeout_s=1700)
    told(figures, f"power cut while submitting, {kind}", toll)
    assert toll.acknowledged >= ACKNOWLEDGED // len(KINDS)
    assert (toll.lost, toll.broken) == ([], [])


@pytest.mark.prove
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", KINDS)
def test_hundreds_of_visits(figures: Figures, tmp_path: Path, kind: str) -> None:
    toll = cut(tmp_path, Cuts(kind, "visits", rounds=30, said_a_round=8), timeout_s=1700)
    told(figures, f"power cut during visits, {kind}", toll)
    assert (toll.lost, toll.broken) == ([], [])


@pytest.mark.prove
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", KINDS)
def test_at_every_call_of_a_visit(figures: Figures, tmp_path: Path, kind: str) -> None:
    toll = cut(tmp_path, Cuts(kind, "every call"), timeout_s=1700)
    told(figures, f"power cut at every call of a visit, {kind}", toll)
    assert toll.cuts > 50
    assert (toll.lost, toll.broken) == ([], [])
