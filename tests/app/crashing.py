"""A terminal in a process of its own that dies at a named step; started again, it goes on as a terminal would."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from kiosk.applications.model import Kind
from kiosk.base.steps import Reached, Step, unwatched
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from sync.store.store import Store
from tests.app.stage import TurnLanes, person_at, play, stage_in

ITEM = "rp-alive"
ON_THE_LINE = (Step.LEASED, Step.ANSWERED, Step.VERIFIED, Step.SETTLED)


def dies_at(step: Step) -> Reached:
    """SIGKILL at the step; on the line only once an application is there, for idle rounds announce their steps too."""
    seen: set[Step] = set()

    def reached(now: Step) -> None:
        seen.add(now)
        if now is step and (step not in ON_THE_LINE or Step.COMMITTED in seen):
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def main(directory: str, hub_url: str, step: str) -> None:
    """One start of the terminal: the person comes (again) unless what they handed in is there already."""
    stage = stage_in(Path(directory), hub_url=hub_url)
    lanes = TurnLanes()
    terminal, runner = stage.open(lanes, dies_at(Step(step)) if step else unwatched)
    store = stage.look()
    if not applications(store):
        person = replace(person_at(terminal, runner, ITEM), grade=None)
        play(runner, lanes, person, until=lambda: isinstance(runner.state, states.Leaving))
    play(runner, lanes, None, until=lambda: all(state is EntryState.DELIVERED for state in applications(store)))
    store.close()
    runner.close()
    terminal.close()


def applications(store: Store) -> list[EntryState]:
    """The states of what was handed in."""
    return [entry.state for entry in store.outbox.entries() if entry.kind is Kind.APPLICATION]


if __name__ == "__main__":
    main(*sys.argv[1:4])
