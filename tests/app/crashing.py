"""Terminals in processes of their own that die at a named step; started again, they go on as a terminal would.

Run as a program it obeys one line of JSON after another: start the terminal of a directory, and answer how it ended.
The processes are forks of one that has imported everything: 1 s of imports would be half of each start.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Self

from kiosk.base import lanes as lane
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from tests.app.lanes import TurnLanes
from tests.app.photographed import camera_over
from tests.app.stage import person_at, play, play_to, stage_in

ROOT = Path(__file__).resolve().parents[2]
# Three papers that can be shown only.
ITEM, PAGES = "machinery", 2
ON_THE_LINE = (Step.LEASED, Step.ANSWERED, Step.VERIFIED, Step.SETTLED)


@dataclass(frozen=True, slots=True)
class Start:
    """One start of one terminal; `step` is where it dies for the `nth` time, "" if it does not; `papers` are what lies under its camera."""

    directory: str
    hub_directory: str
    hub_url: str
    terminal: str
    papers: str
    step: str = ""
    nth: int = 1


class Starter:
    """The program that starts terminals, seen from the tests."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.app.crashing"]
        self._process = Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def start(self, start: Start) -> int:
        """Start the terminal; how its process ended."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asdict(start)) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def dies_at(step: Step, nth: int) -> Reached:
    """SIGKILL at the step; on the line only once an application is there, for idle rounds announce their steps too."""
    seen: list[Step] = []

    def reached(now: Step) -> None:
        seen.append(now)
        if now is step and seen.count(step) >= nth and (step not in ON_THE_LINE or Step.COMMITTED in seen):
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def live(start: Start) -> None:
    """The person comes (again) unless what they handed in is there already; then everything is delivered."""
    hub_directory = Path(start.hub_directory)
    stage = stage_in(
        Path(start.directory),
        hub_url=start.hub_url,
        hub_directory=hub_directory,
        terminal=start.terminal,
        devices=camera_over(Path(start.papers)),
    )
    lanes = TurnLanes()
    with stage.running(lanes, dies_at(Step(start.step), start.nth) if start.step else unwatched) as (terminal, runner):
        if not stage.entries():
            person = replace(person_at(terminal, runner, ITEM), grade=None, pages=PAGES)
            play_to(runner, lanes, person, states.ConfirmingIdentity)
            # Nobody reads their own name so fast that what they began before is not found meanwhile.
            play(runner, lanes, None, until=lambda: not lanes.jobs[lane.STORE])
            play_to(runner, lanes, person, states.Leaving)
        play(runner, lanes, None, until=lambda: stage.entries() == [EntryState.DELIVERED])


def main() -> None:
    """Fork for every line."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                live(Start(**json.loads(line)))
                code = 0
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
