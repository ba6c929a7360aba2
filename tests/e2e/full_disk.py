"""Run in a mount namespace of its own: a terminal on a small disk that is full at the moment of the signature.

Says as JSON what happened; every mount ends with the process.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

from app.assembly import Terminal
from app.runner import Runner
from kiosk.base.settings import Rules
from kiosk.journey import events, states
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play, play_to, stage_in

DISK_MIB = 24
# More than the ballast leaves when it is given up.
RULES = Rules(minimum_free_mib=10)
BALLAST = "terminal.db-ballast"


def fill(path: Path) -> None:
    """Write until nothing more goes on the disk."""
    with path.open("ab", buffering=0) as filler:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    filler.write(bytes(size))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


def hand_in_one(stage: Stage, lanes: TurnLanes, terminal: Terminal, *, runner: Runner, receipts: int = 1) -> None:
    """A whole visit, receipt and all; with it there are so many `receipts`."""
    play_to(runner, lanes, person_at(terminal, runner), states.Leaving)
    play(runner, lanes, None, until=lambda: len(stage.papers()) == receipts)
    terminal.simulated[0].remove()
    runner.post(events.Touched())


def main(directory: Path, ballast: str) -> None:
    """One application before the disk is full; one that was begun before it and is signed after; another; and again when there is room.

    `ballast` is "kept", or "gone": then somebody has deleted it to make room for other things.
    """
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(directory)], check=True)
    stage, lanes = stage_in(directory, rules=RULES), TurnLanes()
    said: dict[str, object] = {}
    with stage.running(lanes) as (terminal, runner):
        hand_in_one(stage, lanes, terminal, runner=runner)
        person = person_at(terminal, runner)
        play_to(runner, lanes, person, states.Signing)
        play(runner, lanes, None, until=lambda: not lanes.jobs["store"])
        visit = runner.state.visit
        assert visit.identity is not None
        said["laid"] = (directory / BALLAST).exists()
        if ballast == "gone":
            (directory / BALLAST).unlink()
        fill(directory / "filler")
        said["free"] = os.statvfs(directory).f_bavail
        runner.post(*person.moves(runner.state))
        play_to(runner, lanes, None, states.Faulted, states.Submitted)
        said["signed"] = type(runner.state).__name__
        said["codes"] = stage.faults()
        said["back"] = type(getattr(runner.state, "back", None)).__name__
        said["entries"] = len(stage.entries())
        draft = terminal.crew.desk.find_draft(visit.identity.content.binding())
        said["draft"] = draft is not None and draft.id == visit.application_id

        said["room"] = terminal.crew.desk.room()
        (directory / "filler").unlink()
        said["room_again"] = terminal.crew.desk.room()
        play_to(runner, lanes, person, states.Leaving)
        said["entries_after"] = len(stage.entries())
        said["numbers"] = [row.receipt.number for row in stage.rows()]
        with stage.store() as store:
            store.audit.verify()
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
