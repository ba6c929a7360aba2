"""Run in a mount namespace of its own: a terminal that starts on a disk that is full, or may only be read.

Says as JSON what the screen said, and what became of it when the disk was well again; every mount ends with the process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app import entrance
from app.assembly import Mode, Options
from kiosk.base.settings import Rules
from kiosk.journey import states
from tests.app.lanes import TurnLanes
from tests.app.stage import person_at, play, play_to, stage_in
from tests.e2e.full_disk import BALLAST, fill
from tests.e2e.shut import contents, shown, told, until
from ui.window import make_application

DISK_MIB = 16


def main(directory: Path, trouble: str) -> None:
    """One application in better days; then the trouble, a start, and the end of the trouble."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(directory)], check=True)
    stage, lanes = stage_in(directory, rules=Rules(minimum_free_mib=0)), TurnLanes()
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Leaving)
        play(runner, lanes, None, until=lambda: len(stage.papers()) == 1)
    if trouble == "full":
        # With its ballast the terminal would open, and deliver (tests/sync/store/test_crash.py).
        (directory / BALLAST).unlink()
        fill(directory / "filler")
    else:
        subprocess.run(["mount", "-o", "remount,ro", str(directory)], check=True)
    before = contents(directory)
    application = make_application(["kiosk"])
    entrance.AGAIN_S = 0.2
    windows: list[object] = []
    opening = entrance.Entrance(stage.product, Options(Mode.DEMO, directory), "portrait", shows=windows.append)
    opening.open()
    said: dict[str, object] = {"served": opening.kiosk is not None}
    if opening.shutter is not None:
        said |= {"code": told(opening.shutter), "words": shown(opening.shutter, application)}
    after = contents(directory)
    said["touched"] = sorted(path for path, raw in before.items() if after.get(path) != raw)
    if trouble == "full":
        (directory / "filler").unlink()
    else:
        subprocess.run(["mount", "-o", "remount,rw", str(directory)], check=True)
    until(application, lambda: opening.kiosk is not None)
    said["serves_again"] = opening.kiosk is not None and opening.shutter is None
    opening.close()
    said["entries"] = len(stage.entries())
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
