"""Run in a mount namespace of its own: a terminal with a second disk that fills up, turns read-only and is taken away, and whose own database is destroyed.

Says as JSON what happened; every mount ends with the process.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from app.assembly import Terminal
from app.commands import main as kiosk
from app.keeping import DATABASE_FILE
from app.runner import Runner
from kiosk.base.errors import KioskError
from kiosk.base.settings import Store
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in
from tests.e2e.full_disk import fill, hand_in_one

DISK_MIB = 8
EVERY_MIN = 60


def sh(*command: object) -> None:
    """One command that works."""
    subprocess.run([*map(str, command)], check=True)


def mount(disk: Path) -> None:
    """A small real file system, empty."""
    sh("mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", disk)


def copies(folder: Path) -> dict[str, str]:
    """What is finished there, by hash."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("copy-*.db"))}


def hand_in(stage: Stage, lanes: TurnLanes, terminal: Terminal, *, runner: Runner) -> None:
    """One visit, with one receipt more than there were."""
    hand_in_one(stage, lanes, terminal, runner=runner, receipts=len(stage.papers()) + 1)


def cycle(lanes: TurnLanes, terminal: Terminal) -> str:
    """An hour, a cycle; how the cycle ended."""
    lanes.clock.push(EVERY_MIN * 60 + 1)
    return str(terminal.crew.courier.cycle().unreachable)


def serve(stage: Stage, lanes: TurnLanes, disk: Path) -> dict[str, object]:
    """One application with the disk as it should be, one with a full one; then it is read-only, not there, and there again, empty."""
    said: dict[str, object] = {}
    folder = disk / "terminal"
    with stage.running(lanes) as (terminal, runner):
        hand_in(stage, lanes, terminal, runner=runner)
        cycles = [cycle(lanes, terminal)]
        said["good"] = copies(folder)
        fill(disk / "filler")
        hand_in(stage, lanes, terminal, runner=runner)
        cycles.append(cycle(lanes, terminal))
        said["full"] = copies(folder)
        (disk / "filler").unlink()
        sh("mount", "-o", "remount,ro", disk)
        cycles.append(cycle(lanes, terminal))
        said["read_only"] = copies(folder)
        sh("umount", disk)
        cycles.append(cycle(lanes, terminal))
        said["left_on_own_disk"] = [path.name for path in disk.iterdir()]
        mount(disk)
        cycles.append(cycle(lanes, terminal))
        said["again"] = list(copies(folder))
    return {**said, "cycles": cycles, "numbers": [row.receipt.number for row in stage.rows()]}


def destroy(state_dir: Path) -> None:
    """Not a byte of the database is left, nor of its WAL."""
    database = state_dir / DATABASE_FILE
    database.write_bytes(b"\xff" * database.stat().st_size)
    for suffix in ("-wal", "-shm"):
        database.with_name(DATABASE_FILE + suffix).unlink(missing_ok=True)


def start_fault(stage: Stage) -> str:
    """The code with which a start refuses."""
    try:
        stage.open(TurnLanes())
    except KioskError as error:
        return error.code
    return ""


def main(root: Path) -> None:
    """From the first application to the second life of the queue."""
    state_dir, disk, out = root / "state", root / "disk", root / "out"
    disk.mkdir()
    mount(disk)
    stage = stage_in(state_dir, store=Store(str(disk / "terminal"), EVERY_MIN))
    said = serve(stage, TurnLanes(), disk)
    destroy(state_dir)
    said["second_start"] = start_fault(stage)
    newest = str(max((disk / "terminal").glob("copy-*.db")))
    doors = (
        ["queue", "salvage", "--state-dir", str(state_dir), "--backup", newest, "--out", str(out), "--json"],
        ["queue", "install", "--state-dir", str(state_dir), "--salvaged", str(out), "--json"],
    )
    # Their results are for a technician, and the JSON here is for the test.
    stdout, sys.stdout = sys.stdout, sys.stderr
    said["doors"] = [kiosk(door) for door in doors]
    sys.stdout = stdout
    lanes = TurnLanes()
    with stage.running(lanes) as (terminal, runner):
        said["numbers_back"] = [row.receipt.number for row in stage.rows()]
        hand_in(stage, lanes, terminal, runner=runner)
        said["numbers_after"] = [row.receipt.number for row in stage.rows()]
    said["entries"] = [str(state) for state in stage.entries()]
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
