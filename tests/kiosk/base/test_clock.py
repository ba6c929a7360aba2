"""Time on screens and paper is Beijing time, whatever the machine thinks."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.clock import Moment, SteadyClock, TimeConfidence
from tests.kiosk.delivery.fakes import VillageTime

# From 2000 to 2100: Bayannur has had no summer time since 1991.
INSTANTS = st.integers(946_684_800_000, 4_102_444_800_000)


@given(INSTANTS)
def test_local_time_is_eight_hours_ahead(unix_ms: int) -> None:
    wall = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=unix_ms, hours=8)
    local = Moment(unix_ms).local()
    assert local.utcoffset() == timedelta(hours=8)
    assert local.replace(tzinfo=UTC) == wall
    assert Moment(unix_ms).day() == wall.date()


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Auckland"])
def test_the_machine_s_zone_changes_nothing(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert Moment(1_795_401_720_000).local().isoformat() == "2026-11-23T10:42:00+08:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_day_begins_at_midnight_in_bayannur() -> None:
    midnight = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp() * 1000) - 8 * 3_600_000
    assert Moment(midnight).day().isoformat() == "2026-07-01"
    assert Moment(midnight - 1).day().isoformat() == "2026-06-30"


@given(INSTANTS, st.integers(-(10**9), 10**9), st.sampled_from(TimeConfidence))
def test_a_moment_later_is_believed_as_much(unix_ms: int, later: int, confidence: TimeConfidence) -> None:
    moved = Moment(unix_ms, confidence).plus_ms(later)
    assert moved == Moment(unix_ms + later, confidence)
    assert moved.local() - Moment(unix_ms).local() == timedelta(milliseconds=later)


def test_a_clock_alone_is_not_believed() -> None:
    assert Moment(0).confidence is TimeConfidence.UNVERIFIED


@given(INSTANTS, st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 10**7)), max_size=10))
def test_a_steady_clock_counts_what_has_passed_however_the_wall_is_set(
    unix_ms: int, settings: list[tuple[int, int]]
) -> None:
    wall = VillageTime(unix_ms)
    steady = SteadyClock(wall)
    for wrong_ms, passed_ms in settings:
        wall.wrong_ms = wrong_ms
        wall.ms += passed_ms
        assert abs(steady.now().unix_ms - wall.ms) <= 1
