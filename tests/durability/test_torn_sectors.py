"""Power lost in the middle of any write of the store, sectors torn: on the simulated disk, which proves itself."""

from __future__ import annotations

from contextlib import closing

import pytest

from kiosk.base.errors import StoreError
from tests.durability.plants import NORMAL, planted
from tests.figures import Figures
from tests.sync.store.simulated.kit import made, submitted

CUTS = 1_500


def cut(count: int) -> tuple[int, int]:
    """How many submissions were acknowledged, and at how many cuts one was lost, or there that nobody made, or the store refused."""
    acknowledged = bad = 0
    for seed in range(count):
        with closing(made("torn", seed)) as disk:
            try:
                said, found = submitted(disk, changes=seed * 37 % 330)
            except StoreError:
                # Pages that were not synced in their order look like rot: S01.
                bad += 1
                continue
        acknowledged += len(said)
        bad += found not in (said, [*said, f"id-{len(said)}"])
    return acknowledged, bad


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_nothing_acknowledged_is_lost_to_torn_sectors(figures: Figures) -> None:
    acknowledged, bad = cut(CUTS)
    figures.add(
        "power cut in a write, sectors torn (simulated disk)",
        CUTS,
        bad=bad,
        more=f"{acknowledged:,} acknowledged, none lost",
    )
    assert bad == 0
    assert acknowledged > 10_000


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_the_simulated_disk_catches_a_store_that_does_not_sync(figures: Figures) -> None:
    with planted(NORMAL):
        _, bad = cut(CUTS // 10)
    figures.add("the same, `synchronous=NORMAL` planted", CUTS // 10, bad=bad)
    assert bad > 10
