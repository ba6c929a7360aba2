"""A reader that USB has and pcscd does not: only then, and only after ten seconds, is a new start asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.pcsc.lost import LostReader, plugged
from kiosk.cards import CardStatus, ReaderState
from tests.devices.clock import VirtualClock

GONE = CardStatus("slot", ReaderState.NO_READER)
THERE = CardStatus("slot", ReaderState.EMPTY)


class Bench:
    """USB with so many readers, and a service that counts how often it is asked to start anew."""

    def __init__(self) -> None:
        self.clock, self.plugged, self.restarts = VirtualClock(), 1, 0
        self.lost = LostReader(self, self.clock, count=lambda: self.plugged)

    def restart(self) -> None:
        self.restarts += 1

    def see(self, status: CardStatus, seconds: int, listed: int = 0) -> None:
        """That status, looked at every second for so long."""
        for _ in range(seconds):
            self.lost.saw(status, listed)
            self.clock.advance(1)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_reader_that_usb_has_and_pcscd_lost_is_asked_for(bench: Bench) -> None:
    bench.see(GONE, 10)
    assert bench.restarts == 0
    bench.see(GONE, 1)
    assert bench.restarts == 1
    bench.see(GONE, 12)
    assert bench.restarts == 2, "it is still lost"


def test_a_reader_that_is_not_plugged_in_is_not(bench: Bench) -> None:
    bench.plugged = 0
    bench.see(GONE, 60)
    assert bench.restarts == 0


def test_a_second_reader_that_works_is_not_disturbed(bench: Bench) -> None:
    bench.see(GONE, 60, listed=1)
    assert bench.restarts == 0


def test_a_reader_that_comes_back_is_not_asked_for(bench: Bench) -> None:
    for _ in range(5):
        bench.see(GONE, 9)
        bench.see(THERE, 1, listed=1)
    assert bench.restarts == 0


def test_only_smart_card_interfaces_are_counted(tmp_path: Path) -> None:
    for name, kind in (("1-1:1.0", "0b"), ("1-2:1.0", "03"), ("1-3:1.1", "0b"), ("usb1", None)):
        (tmp_path / name).mkdir()
        if kind is not None:
            (tmp_path / name / "bInterfaceClass").write_text(f"{kind}\n")
    assert plugged(tmp_path) == 2
    assert plugged(tmp_path / "nowhere") == 0
