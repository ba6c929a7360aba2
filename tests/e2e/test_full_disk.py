"""A disk that is really full at the moment of the signature: what was begun is collected, and what cannot be is S02 in words, with nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kiosk.base.ids import is_reference_number
from tests.namespaces import unshare

ROOT = Path(__file__).resolve().parents[2]


def signed_on_a_full_disk(directory: Path, ballast: str) -> dict[str, object]:
    command = [*unshare(), sys.executable, "-m", "tests.e2e.full_disk", str(directory), ballast]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said: dict[str, object] = json.loads(done.stdout)
    assert said["laid"] is True, "an application is begun with a ballast only"
    assert said["free"] == 0, "the disk was not full"
    assert said["room"] == "S02", "nothing new is begun on a full disk"
    assert said["room_again"] == ""
    assert said["entries_after"] == 2
    numbers = said["numbers"]
    assert isinstance(numbers, list)
    assert len(set(numbers)) == 2 and all(map(is_reference_number, numbers))
    assert list(directory.iterdir()) == []
    return said


def test_an_application_begun_before_is_collected_in_the_ballast_s_room(tmp_path: Path) -> None:
    said = signed_on_a_full_disk(tmp_path, "kept")
    assert (said["signed"], said["codes"], said["entries"]) == ("Submitted", [], 2)
    assert said["draft"] is False


def test_without_a_ballast_the_person_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    said = signed_on_a_full_disk(tmp_path, "gone")
    assert (said["signed"], said["codes"]) == ("Faulted", ["S02"])
    assert said["back"] == "Checking", "the person can sign again"
    assert said["entries"] == 1, "what was there before is whole"
    assert said["draft"] is True, "what the person wrote is kept"
