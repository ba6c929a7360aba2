"""A disk that is really full at the moment of the signature: S02 in words, nothing lost, and the same goes through later."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kiosk.base.ids import is_reference_number
from tests.namespaces import unshare

ROOT = Path(__file__).resolve().parents[2]


def test_the_disk_is_full_while_submitting(tmp_path: Path) -> None:
    command = [*unshare(), sys.executable, "-m", "tests.e2e.full_disk", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    assert said["free"] == 0, "the disk was not full"
    assert said["codes"] == ["S02"]
    assert said["back"] == "Checking", "the person can sign again"
    assert said["entries"] == 1, "what was there before is whole"
    assert said["draft"] is True, "what the person wrote is kept"
    assert said["entries_after"] == 2
    assert len(set(said["numbers"])) == 2 and all(map(is_reference_number, said["numbers"]))
    assert list(tmp_path.iterdir()) == []
