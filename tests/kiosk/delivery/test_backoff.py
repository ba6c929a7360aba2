"""Waiting grows to an hour and no further, and chance spreads it; batches halve and double within bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.clock import Moment
from kiosk.delivery.backoff import (
    FIRST_DELAY_MS,
    LEAST_BYTES,
    LONGEST_DELAY_MS,
    MOST_BYTES,
    ONE_ENTRY,
    START_BYTES,
    BatchSize,
    delay_ms,
    due,
)

CHANCE = st.binary(min_size=4, max_size=4)


@given(attempts=st.integers(0, 10_000), chance=CHANCE)
def test_a_delay_is_between_half_its_ceiling_and_its_ceiling(attempts: int, chance: bytes) -> None:
    ceiling = min(FIRST_DELAY_MS * 2 ** min(max(attempts - 1, 0), 20), LONGEST_DELAY_MS)
    assert ceiling // 2 <= delay_ms(attempts, chance) <= ceiling


def test_it_doubles_from_the_first_to_the_longest() -> None:
    most = [delay_ms(attempts, b"\xff" * 4) + 1 for attempts in range(1, 12)]
    assert most[:3] == [15_000, 30_000, 60_000]
    assert most[-1] == LONGEST_DELAY_MS


@given(first=CHANCE, second=CHANCE)
def test_chance_orders_delays(first: bytes, second: bytes) -> None:
    assert (delay_ms(5, first) <= delay_ms(5, second)) == (first <= second) or delay_ms(5, first) == delay_ms(5, second)


def test_due_is_later_and_as_well_believed() -> None:
    now = Moment(1000)
    assert due(now, 1, entropy=b"\x00" * 4) == Moment(1000 + FIRST_DELAY_MS // 2)


@given(steps=st.lists(st.booleans(), max_size=40))
def test_a_batch_stays_within_bounds(steps: list[bool]) -> None:
    size = BatchSize()
    for good in steps:
        before = size.limit_bytes
        size = size.after_success() if good else size.after_failure()
        assert size.limit_bytes == ONE_ENTRY or LEAST_BYTES <= size.limit_bytes <= MOST_BYTES
        assert size.limit_bytes in (before * 2, before // 2, ONE_ENTRY, LEAST_BYTES, MOST_BYTES)


def test_a_batch_starts_at_64_kib() -> None:
    assert BatchSize().limit_bytes == START_BYTES == 65_536
