"""SIGKILL to the hub in the middle of a visit, and its return: nothing lost, nothing doubled, the person unharmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.hubprocess import HubProcess
from kiosk.base.steps import Reached, Step
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from tests.app.hubside import counts
from tests.app.lanes import TurnLanes
from tests.app.stage import person_at, play, play_to, stage_in

# Longer than any entry waits after its first failures.
A_WHILE_S = 120


def once(step: Step, act: Callable[[], None]) -> Reached:
    """Do something the first time the step is reached with an application in the queue."""
    waited_for = [Step.COMMITTED, *({step} - {Step.COMMITTED})]

    def reached(now: Step) -> None:
        if waited_for and now is waited_for[0]:
            waited_for.pop(0)
            if not waited_for:
                act()

    return reached


@pytest.mark.parametrize("step", [Step.COMMITTED, Step.LEASED, Step.ANSWERED, Step.SETTLED])
def test_the_hub_is_killed_and_comes_back(tmp_path: Path, hub: HubProcess, lanes: TurnLanes, step: Step) -> None:
    stage = stage_in(tmp_path, hub_url=hub.url)

    def kill() -> None:
        hub.process.kill()
        hub.process.wait(10)

    with stage.running(lanes, once(step, kill)) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Leaving)
        play(runner, lanes, None, until=lambda: hub.process.poll() is not None)
        for _ in range(50):
            lanes.turn()
        assert stage.faults() == [], "a hub that is away is no fault of a visit"
        again = stage.hub(hub.port)
        try:
            lanes.clock.push(A_WHILE_S)
            play(runner, lanes, None, until=stage.delivered)
        finally:
            again.stop()
    assert stage.entries() == [EntryState.DELIVERED]
    assert len(stage.papers()) == 1
    held = counts(tmp_path)
    assert (held.applications, held.ratings, held.acknowledgements) == (1, 1, 2)
    assert (held.conflicts, held.quarantined) == (0, 0)
