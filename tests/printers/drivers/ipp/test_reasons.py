"""What a printer's reasons mean: by keyword and not by severity, and nothing unknown stops a terminal unless it says that it is an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from printers.drivers.ipp.reasons import REASONS, faults
from printers.errors import PrinterFault

# Every keyword that the printer of these tests knows stands in its program.
EVE = Path("/usr/sbin/ippeveprinter")


@pytest.mark.parametrize("severity", ["", "-report", "-warning", "-error"])
def test_how_grave_a_printer_says_it_is_changes_nothing(severity: str) -> None:
    assert {reason: faults([reason + severity]) for reason in REASONS} == {
        reason: (fault,) for reason, fault in REASONS.items()
    }


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("trimmer-jam-error", PrinterFault.CUTTER),
        ("separation-cutter-unrecoverable-failure-error", PrinterFault.CUTTER),
        ("cutter-motor-failure", PrinterFault.CUTTER),
        ("subunit-over-temperature-warning", PrinterFault.OVERHEATED),
        ("marker-over-temp", PrinterFault.OVERHEATED),
        ("vendor-thing-error", PrinterFault.PRINTER_FAULT),
    ],
)
def test_parts_are_told_by_what_is_the_matter_with_them(reason: str, fault: PrinterFault) -> None:
    assert faults([reason]) == (fault,)


@pytest.mark.parametrize(
    "reason", ["none", "vendor-thing", "cups-waiting-for-job-completed", "trimmer-added", "", 7, None]
)
def test_what_means_nothing_stops_nothing(reason: object) -> None:
    assert faults([reason]) == ()


def test_the_same_is_told_once() -> None:
    assert faults(["media-empty-error", "media-needed", "cover-open"]) == (
        PrinterFault.PAPER_OUT,
        PrinterFault.COVER_OPEN,
    )


def test_every_reason_of_a_printer_that_is_not_ours_means_something() -> None:
    words = set(re.findall(rb"[a-z]+(?:-[a-z]+)+", EVE.read_bytes()))
    known = {word.decode() for word in words} & set(REASONS)
    assert {"media-empty", "media-low", "media-jam", "media-needed", "cover-open", "marker-supply-low"} <= known
