"""A second disk that is really full, read-only and away stops nothing and loses no good copy; from it a destroyed queue comes back whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.namespaces import unshare

ROOT = Path(__file__).resolve().parents[2]


def test_from_one_copy_to_a_second_life(tmp_path: Path) -> None:
    command = [*unshare(), sys.executable, "-m", "tests.e2e.second_disk", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=55, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout)
    assert said["cycles"] == ["offline"] * 5, "no cycle ended otherwise than it would have without copies"
    good = said["good"]
    assert good and said["full"] == good and said["read_only"] == good, (
        "what was good is as it was, and nothing beside it"
    )
    assert said["left_on_own_disk"] == []
    assert said["again"] == ["copy-00000001.db"]
    told = [line.split(":")[1].strip() for line in done.stderr.splitlines() if line.startswith("kiosk: S")]
    assert told == ["S11", "S10"], "once each: read-only and away are one to a technician"
    assert said["second_start"] == "S08", "nothing in it is of this key any more"
    assert said["doors"] == [0, 0]
    assert len(set(said["numbers"])) == 2
    assert said["numbers_back"] == said["numbers"], "the one whose copy failed first too"
    assert len(set(said["numbers_after"])) == 3
    assert said["entries"] == ["queued"] * 3
