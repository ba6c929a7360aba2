"""A real pcscd and our reader on it, for the tests named after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.pcsc.reader import PcscCardReader
from kiosk.cards import CardStatus, ReaderState
from tests.devices.clock import RealClock
from tests.devices.pcscd import READER, Rig
from tests.devices.slots import SEEN_S


@pytest.fixture
def rig() -> Iterator[Rig]:
    """pcscd with one empty reader."""
    with Rig() as rig:
        rig.start()
        yield rig


@pytest.fixture
def reader(rig: Rig) -> Iterator[PcscCardReader]:
    """Our reader, which has seen that it is empty."""
    reader = PcscCardReader(READER, RealClock())
    assert reader.wait(SEEN_S) == CardStatus(READER, ReaderState.EMPTY)
    yield reader
    reader.close()
