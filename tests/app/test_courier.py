"""The courier over a real store and a real hub: deliveries, the hub's time, a hub that is away."""

from __future__ import annotations

from app.system import SystemClock
from kiosk.base.clock import TimeConfidence
from kiosk.delivery.model import Unreachable
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to

YEAR_S = 365 * 86_400


def test_the_hub_s_signed_time_corrects_a_clock_that_is_a_year_wrong(online: Stage, lanes: TurnLanes) -> None:
    lanes.clock.push(-YEAR_S)
    with online.running(lanes) as (terminal, _):
        assert lanes.clock.now().confidence is TimeConfidence.UNVERIFIED
        report = terminal.crew.courier.cycle()
    assert report.hub_offset_ms is not None
    assert abs(report.hub_offset_ms - YEAR_S * 1000) < 5000
    now = lanes.clock.now()
    assert now.confidence is TimeConfidence.VERIFIED
    assert abs(now.unix_ms - SystemClock().now().unix_ms) < 5000


def test_what_was_collected_under_a_wrong_clock_is_delivered(online: Stage, lanes: TurnLanes) -> None:
    lanes.clock.push(YEAR_S)
    with online.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        terminal.crew.courier.cycle()
    assert online.entries() == [EntryState.DELIVERED]


def test_a_hub_that_is_away_is_a_value_and_nothing_is_verified(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        assert terminal.crew.courier.cycle().unreachable is Unreachable.OFFLINE
        assert lanes.clock.now().confidence is TimeConfidence.UNVERIFIED
    assert offline.entries() == [EntryState.QUEUED]
