"""A village's script: who comes when and what fails when, made from a seed; a part of a script is a script."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from app.village.chance import Chance


class Kind(StrEnum):
    """What can happen; all but VISIT are faults, and their names are the classes in the report."""

    VISIT = "visit"
    POWER_CUT = "power_cut"
    KILL = "kill"
    CUT_AT_STEP = "cut_at_step"
    CUT_AT_WRITE = "cut_at_write"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    CLOCK_JUMP = "clock_jump"
    PRINTER_TROUBLE = "printer_trouble"
    READER_TROUBLE = "reader_trouble"
    CAMERA_TROUBLE = "camera_trouble"
    LINE_TROUBLE = "line_trouble"
    REPLAY = "replay"
    HUB_POWER_CUT = "hub_power_cut"
    HUB_KILL = "hub_kill"
    HUB_CUT_AT_STEP = "hub_cut_at_step"
    HUB_FULL = "hub_full"


# These wait for their moment, and are counted when it comes.
ARMED = frozenset({Kind.CUT_AT_STEP, Kind.CUT_AT_WRITE, Kind.HUB_CUT_AT_STEP})


class Happening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that happens: after so many virtual seconds, what, at which terminal, and a seed for how exactly."""

    at_s: float
    kind: Kind
    terminal: int
    seed: int


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that happens, in order."""

    seed: int
    terminals: int
    happenings: tuple[Happening, ...]

    def visits(self) -> int:
        """How many people come."""
        return sum(one.kind is Kind.VISIT for one in self.happenings)


# Seconds between two people at one terminal; faults for each visit.
BETWEEN_S = (60.0, 400.0)
FAULTS_PER_VISIT = 0.5
FAULTS = tuple(kind for kind in Kind if kind is not Kind.VISIT)


def write_script(seed: int, *, visits: int, terminals: int) -> Script:
    """The script of a seed: `visits` in all, spread over the terminals."""
    chance = Chance("script", seed)
    arrivals = [0.0] * terminals
    happenings = []
    for number in range(visits):
        at = number % terminals
        arrivals[at] += chance.between(*BETWEEN_S)
        happenings.append(Happening(arrivals[at], Kind.VISIT, at, number))
    last_s = max(arrivals)
    for number in range(round(visits * FAULTS_PER_VISIT)):
        at_s = chance.between(0, last_s)
        happenings.append(Happening(at_s, chance.one_of(FAULTS), chance.below(terminals), visits + number))
    return Script(seed, terminals, tuple(sorted(happenings, key=lambda one: (one.at_s, one.seed))))
