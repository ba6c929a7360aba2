"""What can be the matter with the played printer, by name, and how it says so in the bits of its status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """From now on it is like that; RUNS_OUT and DIES wait for the next paper."""

    WELL = "well"
    PAPER_OUT = "paper-out"
    RUNS_OUT = "runs-out"
    NEAR_END = "near-end"
    COVER_OPEN = "cover-open"
    JAM = "jam"
    CUTTER = "cutter"
    OVERHEATED = "overheated"
    BROKEN = "broken"
    SLOW = "slow"
    BUSY = "busy"
    MUTE = "mute"
    DIES = "dies"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Bits:
    """What is set beside the fixed bits, in the answers to DLE EOT 1 to 4, to GS r 1, and in the four bytes of ASB."""

    realtime: tuple[int, int, int, int] = (0, 0, 0, 0)
    paper: int = 0
    unasked: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def stopped(self) -> bool:
        """Whether it is off line."""
        return bool(self.realtime[0] & 0x08)


_WELL = Bits()
BITS: Mapping[Condition, Bits] = {
    Condition.PAPER_OUT: Bits((0x08, 0x20, 0x00, 0x6C), 0x0F, (0x08, 0x00, 0x0F, 0x00)),
    Condition.NEAR_END: Bits((0x00, 0x00, 0x00, 0x0C), 0x03, (0x00, 0x00, 0x03, 0x00)),
    Condition.COVER_OPEN: Bits((0x08, 0x04, 0x00, 0x00), 0x00, (0x28, 0x00, 0x00, 0x00)),
    Condition.JAM: Bits((0x08, 0x40, 0x04, 0x00), 0x00, (0x08, 0x04, 0x00, 0x00)),
    Condition.CUTTER: Bits((0x08, 0x40, 0x08, 0x00), 0x00, (0x08, 0x08, 0x00, 0x00)),
    Condition.OVERHEATED: Bits((0x08, 0x40, 0x40, 0x00), 0x00, (0x08, 0x40, 0x00, 0x00)),
    Condition.BROKEN: Bits((0x08, 0x40, 0x20, 0x00), 0x00, (0x08, 0x20, 0x00, 0x00)),
    Condition.BUSY: Bits((0x08, 0x08, 0x00, 0x00), 0x00, (0x48, 0x00, 0x00, 0x00)),
}


def bits_of(condition: Condition) -> Bits:
    """The bits; none are set where nothing is the matter, or nothing that shows."""
    return BITS.get(condition, _WELL)
