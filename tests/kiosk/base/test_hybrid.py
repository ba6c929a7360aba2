"""Whatever the wall clock says, stamps only grow, lead by a month at most, and a round with the hub puts them right."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.hybrid import DRIFT_MS, LATEST_MS, PUBLISHED_MS, merge, physical_ms, tick

DAY_MS = 86_400_000
TRUE_MS = 1_795_000_000_000
LIES_MS = st.sampled_from([0, 1, -1, -7_200_000, 7_200_000, -400 * DAY_MS, 12 * 365 * DAY_MS, -(10**15), 10**18])
STAMPS = st.integers(0, (1 << 63) - 2)


def unverified(unix_ms: int) -> Moment:
    return Moment(unix_ms)


def verified(unix_ms: int) -> Moment:
    return Moment(unix_ms, TimeConfidence.VERIFIED)


@given(st.lists(st.tuples(LIES_MS, st.integers(0, 90_000), st.sampled_from(["deed", "hub"])), max_size=60))
def test_it_never_runs_back_and_never_leads_further_than_the_bound(script: list[tuple[int, int, str]]) -> None:
    true, last, proven = TRUE_MS, 0, 0
    stamps = []
    for lie, passed, what in script:
        true += passed
        if what == "hub":
            proven = max(proven, true)
            last = merge(last, true)
            assert physical_ms(last) >= true
        else:
            last = tick(last, unverified(true + lie), verified_ms=proven)
        assert physical_ms(last) <= max(proven, PUBLISHED_MS) + DRIFT_MS
        stamps.append(last)
    assert all(earlier < later for earlier, later in pairwise(stamps))


@given(LIES_MS, LIES_MS)
def test_a_clock_that_lied_is_overtaken_by_the_truth(lie: int, later: int) -> None:
    """A month after the hub was heard again nothing is left of the lie."""
    lied = tick(0, unverified(TRUE_MS + lie), verified_ms=TRUE_MS)
    heard = merge(lied, TRUE_MS)
    true = TRUE_MS + DRIFT_MS + DAY_MS
    assert physical_ms(tick(heard, verified(true), verified_ms=TRUE_MS)) == true
    assert tick(heard, unverified(TRUE_MS + later), verified_ms=TRUE_MS) > heard


@given(st.integers(1_000_000_000_000, LATEST_MS - 1), st.integers(1, 10**6))
def test_a_clock_that_stands_counts_on(unix_ms: int, deeds: int) -> None:
    first = tick(0, verified(unix_ms), verified_ms=0)
    assert physical_ms(first) == unix_ms
    assert tick(first, verified(unix_ms), verified_ms=0) == first + 1
    # More deeds in a millisecond than the counter holds carry into the milliseconds.
    crowded = first + deeds
    assert tick(crowded, verified(unix_ms), verified_ms=0) == crowded + 1


@given(STAMPS, st.integers(-(1 << 70), 1 << 70))
def test_no_clock_uses_the_numbers_up(last: int, unix_ms: int) -> None:
    """Not even a hub that signs nonsense: two to the sixtieth stamps are left above the latest instant."""
    for stamp in (tick(last, verified(unix_ms), verified_ms=0), merge(last, unix_ms)):
        assert last < stamp <= max(last + 1, LATEST_MS << 16)
    assert (1 << 63) - (LATEST_MS << 16) > 1 << 61


def test_a_verified_clock_is_believed_and_an_unverified_one_up_to_the_bound() -> None:
    assert physical_ms(tick(0, verified(TRUE_MS), verified_ms=5)) == TRUE_MS
    assert physical_ms(tick(0, unverified(TRUE_MS), verified_ms=TRUE_MS - 1)) == TRUE_MS
    assert physical_ms(tick(0, unverified(TRUE_MS), verified_ms=TRUE_MS - DRIFT_MS - 5)) == TRUE_MS - 5
    assert physical_ms(tick(0, unverified(TRUE_MS), verified_ms=0)) == PUBLISHED_MS + DRIFT_MS
