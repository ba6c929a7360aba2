"""The fault catalogue: every code a person or technician can be told, its cause and its remedy's picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.base.errors import Blame


class Remedy(StrEnum):
    """Which picture of the remedy is shown; each is drawn in ui/."""

    CALL_STAFF = "call_staff"
    CHANGE_PAPER = "change_paper"
    CHECK_PRINTER = "check_printer"
    CHECK_READER = "check_reader"
    CALL_TECHNICIAN = "call_technician"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Fault:
    """One coded fault; its sentences are `fault.<code>.title` and `fault.<code>.remedy` in the texts."""

    code: str
    blame: Blame
    remedy: Remedy
    cause: str


_ALL = (
    Fault("B01", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "a mistake in the program; the terminal stops serving and restarts"),
    Fault("C01", Blame.DEVICE, Remedy.CHECK_READER, "the card service (pcscd) does not run"),
    Fault("C02", Blame.DEVICE, Remedy.CHECK_READER, "no card reader is connected"),
    Fault("C03", Blame.DEVICE, Remedy.CHECK_READER, "the card reader answers with an error nobody expects"),
    Fault("G01", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the settings have unknown, missing or wrong keys"),
    Fault("G02", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "a file of texts cannot be read or lacks keys"),
    Fault("G03", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "a file the settings name is not there"),
    Fault("K01", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "a key is missing, unreadable or open to others"),
    Fault("L01", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the list of items is damaged"),
    Fault("L02", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the list of items contradicts itself"),
    Fault("N01", Blame.LINK, Remedy.WAIT, "the hub's address is not https and not a loopback demo"),
    Fault("S01", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the database does not open: wrong key or damaged"),
    Fault("S02", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the disk is full or nearly full; new applications are refused"),
    Fault("S03", Blame.TERMINAL, Remedy.WAIT, "the database is busy longer than it may be"),
    Fault("S04", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the disk answers with an input/output error"),
    Fault("S05", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the database refuses a write that breaks its own rules"),
    Fault("S06", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the database was made by a newer program"),
    Fault("S07", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the audit chain is broken"),
)  # fmt: skip

FAULTS: Mapping[str, Fault] = {fault.code: fault for fault in _ALL}


def fault_of(code: str) -> Fault:
    """The fault of that code; an unknown code is the program's own mistake, B01."""
    return FAULTS.get(code, FAULTS["B01"])
