"""Every reason to set an entry aside has its meaning, and what a hub said is read as a reason too."""

from __future__ import annotations

import pytest

from kiosk.delivery.model import Verdict
from kiosk.outbox.reasons import MEANING, PERSONS, ParkReason, reason_of


def test_every_reason_says_what_it_means() -> None:
    assert set(MEANING) == set(ParkReason)
    assert len(set(MEANING.values())) == len(MEANING)
    assert set(PERSONS) < set(ParkReason)


@pytest.mark.parametrize(
    ("detail", "reason"),
    [
        (ParkReason.CHANGED.encode(), ParkReason.CHANGED),
        (Verdict.CONFLICT.encode(), ParkReason.CONFLICT),
        (b"urn:doorstep:problem:of-the-future", ParkReason.UNKNOWN_ANSWER),
        (b"\xff\xfe", ParkReason.UNKNOWN_ANSWER),
    ],
)
def test_what_is_kept_is_read_as_a_reason(detail: bytes, reason: ParkReason) -> None:
    assert reason_of(detail) is reason
