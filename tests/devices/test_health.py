"""A health line for each reader."""

from __future__ import annotations

import pytest

from devices.health import reader_health
from kiosk.cards import CardStatus, ReaderState
from kiosk.status.faults import FAULTS


@pytest.mark.parametrize("state", list(ReaderState))
def test_only_a_service_or_reader_that_is_missing_or_hangs_stops_serving(state: ReaderState) -> None:
    (line,) = reader_health([CardStatus("slot", state)])
    assert (line.reader, line.state) == ("slot", state)
    assert line.serves is (state not in (ReaderState.NO_SERVICE, ReaderState.NO_READER, ReaderState.STUCK))
    assert line.serves or line.fault in FAULTS


def test_a_reader_that_says_more_than_its_state_is_believed() -> None:
    (line,) = reader_health([CardStatus("slot", ReaderState.NO_READER, fault="C04")])
    assert (line.fault, line.serves) == ("C04", False)
