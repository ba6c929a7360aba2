"""The fault catalogue: every code a person or technician can be told, its cause and its remedy's picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.base.errors import Blame


class Remedy(StrEnum):
    """What is to be done; each is drawn beside its words on the fault screen."""

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
    Fault(
        "B01",
        Blame.TERMINAL,
        Remedy.CALL_TECHNICIAN,
        "a mistake in the program; the terminal stops serving and restarts",
    ),
    Fault("B02", Blame.TERMINAL, Remedy.CALL_STAFF, "a part did not answer in time and was started anew"),
    Fault("C01", Blame.DEVICE, Remedy.CHECK_READER, "the card service (pcscd) does not run"),
    Fault("C02", Blame.DEVICE, Remedy.CHECK_READER, "no card reader is connected"),
    Fault("C03", Blame.DEVICE, Remedy.CHECK_READER, "the card reader answers with an error nobody expects"),
    Fault("C04", Blame.DEVICE, Remedy.CALL_STAFF, "the ID card reader's security module (SAM) is not authorised"),
    Fault("C05", Blame.DEVICE, Remedy.CALL_STAFF, "the ID card reader's security module (SAM) fails its self-test"),
    Fault(
        "C06", Blame.DEVICE, Remedy.CHECK_READER, "the ID card reader does not answer, or not so that it is understood"
    ),
    Fault("C07", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the reader's port may not be opened, or another has it"),
    Fault(
        "C11",
        Blame.DEVICE,
        Remedy.CHECK_READER,
        "a card reader hangs at a card; the second time, its service is started anew",
    ),
    Fault("G01", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the settings have unknown, missing or wrong keys"),
    Fault("G02", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "a file of texts cannot be read or lacks keys"),
    Fault("G03", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "a file the product or its settings name cannot be read"),
    Fault(
        "G04", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "another program is running over this terminal's directory"
    ),
    Fault("G05", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "there is no screen to serve on"),
    Fault("G06", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "no terminal is running over this directory"),
    Fault(
        "G07", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "this terminal has real readers, which nobody can play on"
    ),
    Fault(
        "G08",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the terminal does not answer at the door of its simulated readers",
    ),
    Fault(
        "K01",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "a key is missing, damaged, readable by others, or cannot be kept",
    ),
    Fault(
        "K02",
        Blame.TERMINAL,
        Remedy.CALL_TECHNICIAN,
        "sealed bytes do not open: not for this key, or changed on the way",
    ),
    Fault("K03", Blame.PLATFORM, Remedy.CALL_TECHNICIAN, "a signature does not verify"),
    Fault(
        "K04",
        Blame.TERMINAL,
        Remedy.CALL_TECHNICIAN,
        "an envelope or statement is malformed, or of another suite or version",
    ),
    Fault("K05", Blame.TERMINAL, Remedy.CALL_STAFF, "an envelope is larger than any application may be"),
    Fault(
        "K06",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the program library of the gm suite (libcrypto.so.3 with SM2) is missing",
    ),
    Fault(
        "K07",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the hub's key list is not signed by the root that the settings pin",
    ),
    Fault(
        "K08",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the hub's key list is for another suite than the settings name",
    ),
    Fault(
        "K09",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the hub's key list is older than one this terminal has used",
    ),
    Fault("K10", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "no key in the hub's key list is valid at present"),
    Fault(
        "K11",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the TPM that keeps the key is not there, or its tools are not",
    ),
    Fault("K12", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the TPM is locked against guessing"),
    Fault(
        "K13",
        Blame.TERMINAL,
        Remedy.CALL_TECHNICIAN,
        "the key was sealed by another TPM, or by this one before it was cleared",
    ),
    Fault("K14", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the key is bound to measurements that have changed"),
    Fault("K15", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the measurements to bind the key to were never made"),
    Fault("K16", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the passphrase is not the one of this key"),
    Fault("K17", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "there is no passphrase, or a new one is too short"),
    Fault("K18", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "systemd does not open or make the credential"),
    Fault("K19", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the key lies in another store than the settings name"),
    Fault("K20", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "two stores of one terminal hold different keys"),
    Fault("L01", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the list of items is damaged"),
    Fault("L02", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the list of items contradicts itself"),
    Fault("N01", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the hub's address is not https and not a loopback demo"),
    Fault("N02", Blame.LINK, Remedy.WAIT, "the line to the hub fails in a way nobody expects"),
    Fault("N03", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the hub's port is taken"),
    Fault("P01", Blame.DEVICE, Remedy.CHECK_PRINTER, "the folder receipts are printed to is not there"),
    Fault("P02", Blame.DEVICE, Remedy.CHECK_PRINTER, "the folder receipts are printed to may not be written to"),
    Fault("P03", Blame.DEVICE, Remedy.CHECK_PRINTER, "the disk receipts are printed to is full"),
    Fault("P04", Blame.DEVICE, Remedy.CHECK_PRINTER, "the disk receipts are printed to answers with an error"),
    Fault("P05", Blame.DEVICE, Remedy.CALL_STAFF, "another receipt lies under the name of this one"),
    Fault("P11", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "a font file is missing or damaged"),
    Fault("P12", Blame.TERMINAL, Remedy.CALL_STAFF, "no font has a character of this receipt"),
    Fault("P13", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "a code does not fit on the receipt"),
    Fault("P14", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "a page is wider than the printer's paper"),
    Fault("P21", Blame.DEVICE, Remedy.CHANGE_PAPER, "the receipt printer is out of paper"),
    Fault("P22", Blame.DEVICE, Remedy.CHECK_PRINTER, "paper is jammed in the receipt printer"),
    Fault("P23", Blame.DEVICE, Remedy.CHECK_PRINTER, "the receipt printer's cover is open"),
    Fault("P24", Blame.DEVICE, Remedy.CHANGE_PAPER, "the receipt printer's paper is near its end; it prints on"),
    Fault("P25", Blame.DEVICE, Remedy.CHECK_PRINTER, "the receipt printer's cutter is stuck"),
    Fault("P26", Blame.DEVICE, Remedy.WAIT, "the receipt printer is too hot and pauses until it has cooled down"),
    Fault("P27", Blame.DEVICE, Remedy.CHECK_PRINTER, "ink or toner is nearly used up; the printer prints on"),
    Fault("P28", Blame.DEVICE, Remedy.CHECK_PRINTER, "the receipt printer tells of a fault of its own"),
    Fault("P31", Blame.DEVICE, Remedy.CHECK_PRINTER, "the receipt printer cannot be reached: off, or not connected"),
    Fault("P32", Blame.DEVICE, Remedy.WAIT, "the receipt printer is busy with another job"),
    Fault(
        "P33",
        Blame.DEVICE,
        Remedy.CHECK_PRINTER,
        "the receipt printer does not answer, or not so that it is understood",
    ),
    Fault("P34", Blame.DEVICE, Remedy.CALL_STAFF, "the receipt printer has given up the job"),
    Fault("P35", Blame.DEVICE, Remedy.CALL_STAFF, "the receipt printer knows nothing of the job it was given"),
    Fault("R01", Blame.TERMINAL, Remedy.CALL_STAFF, "the code of a receipt was changed, or is damaged"),
    Fault("R02", Blame.TERMINAL, Remedy.CALL_STAFF, "the code of a receipt names a key that no known terminal has"),
    Fault("R03", Blame.TERMINAL, Remedy.CALL_STAFF, "the code of a receipt is of another suite of cryptography"),
    Fault("R04", Blame.TERMINAL, Remedy.CALL_STAFF, "what is shown is no code of a receipt"),
    Fault("R05", Blame.TERMINAL, Remedy.CALL_STAFF, "the code of an early receipt carries no signature"),
    Fault("R06", Blame.TERMINAL, Remedy.CALL_STAFF, "the code of a receipt was signed by a terminal that is suspended"),
    Fault("R07", Blame.TERMINAL, Remedy.CALL_STAFF, "no code can be read in the picture, or the file is none"),
    Fault("R08", Blame.TERMINAL, Remedy.CALL_STAFF, "too few symbols of the paper backup can be read"),
    Fault("R09", Blame.TERMINAL, Remedy.CALL_STAFF, "what the paper backup gives is not what a known terminal sealed"),
    Fault("S01", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the database is damaged; nothing in it was touched"),
    Fault("S02", Blame.TERMINAL, Remedy.CALL_STAFF, "the disk is full or nearly full; new applications are refused"),
    Fault("S03", Blame.TERMINAL, Remedy.WAIT, "the database is busy longer than it may be"),
    Fault(
        "S04", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the disk answers with an input/output error, or is not there"
    ),
    Fault("S05", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the database refuses a write that breaks its own rules"),
    Fault("S06", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the database was made by a newer program"),
    Fault("S07", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the audit chain is broken"),
    Fault("S08", Blame.CONFIGURATION, Remedy.CALL_TECHNICIAN, "the database was written under another key"),
    Fault("S09", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the disk may not be written to"),
    Fault("S10", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the disk for copies is not there or may not be written to"),
    Fault("S11", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "the disk for copies has no room"),
    Fault("S12", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "a copy does not verify, or the disk for copies fails"),
    Fault("S13", Blame.TERMINAL, Remedy.CALL_TECHNICIAN, "a sealed file of an application is gone or damaged"),
    Fault("V01", Blame.DEVICE, Remedy.CALL_STAFF, "no document camera is connected, or what is there is none"),
    Fault(
        "V02",
        Blame.CONFIGURATION,
        Remedy.CALL_TECHNICIAN,
        "the document camera may not be opened, or another program has it",
    ),
    Fault("V03", Blame.DEVICE, Remedy.CALL_STAFF, "the document camera gives no picture"),
)

FAULTS: Mapping[str, Fault] = {fault.code: fault for fault in _ALL}


def fault_of(code: str) -> Fault:
    """The fault of that code; an unknown code is the program's own mistake, B01."""
    return FAULTS.get(code, FAULTS["B01"])
