"""What a printer's reasons mean (RFC 8011 §5.4.12, PWG 5100.9), as the faults of the paper wing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from printers.errors import PrinterFault

# ippeveprinter tells an empty tray as a warning, others as a report: how grave it is follows from what it is.
_SEVERITIES = ("-error", "-warning", "-report")

REASONS: Mapping[str, PrinterFault] = MappingProxyType(
    {
        "media-empty": PrinterFault.PAPER_OUT,
        "media-needed": PrinterFault.PAPER_OUT,
        "input-tray-missing": PrinterFault.PAPER_OUT,
        "media-low": PrinterFault.PAPER_NEAR_END,
        "media-jam": PrinterFault.PAPER_JAM,
        "output-area-full": PrinterFault.PAPER_JAM,
        "cover-open": PrinterFault.COVER_OPEN,
        "door-open": PrinterFault.COVER_OPEN,
        "interlock-open": PrinterFault.COVER_OPEN,
        "fuser-over-temp": PrinterFault.OVERHEATED,
        "marker-supply-low": PrinterFault.SUPPLY_LOW,
        "toner-low": PrinterFault.SUPPLY_LOW,
        "marker-waste-almost-full": PrinterFault.SUPPLY_LOW,
        "opc-near-eol": PrinterFault.SUPPLY_LOW,
        "developer-low": PrinterFault.SUPPLY_LOW,
        "marker-supply-empty": PrinterFault.PRINTER_FAULT,
        "toner-empty": PrinterFault.PRINTER_FAULT,
        "marker-waste-full": PrinterFault.PRINTER_FAULT,
        "opc-life-over": PrinterFault.PRINTER_FAULT,
        "developer-empty": PrinterFault.PRINTER_FAULT,
        "fuser-under-temp": PrinterFault.PRINTER_FAULT,
        "output-tray-missing": PrinterFault.PRINTER_FAULT,
        "spool-area-full": PrinterFault.PRINTER_FAULT,
        "paused": PrinterFault.PRINTER_FAULT,
        "moving-to-paused": PrinterFault.PRINTER_FAULT,
        "hold-new-jobs": PrinterFault.PRINTER_FAULT,
        "deactivated": PrinterFault.PRINTER_FAULT,
        "shutdown": PrinterFault.UNREACHABLE,
        "offline": PrinterFault.UNREACHABLE,
        "connecting-to-device": PrinterFault.UNREACHABLE,
        "timed-out": PrinterFault.NO_ANSWER,
    }
)
# PWG 5100.9 names a part and what is the matter with it; these are what cuts.
_CUTTERS = ("cutter-", "separation-cutter-", "die-cutter-", "trimmer-", "slitter-")
_STUCK = (
    "jam",
    "unrecoverable-failure",
    "recoverable-failure",
    "motor-failure",
    "timing-failure",
    "at-fault",
    "missing",
)


def faults(reasons: Iterable[object]) -> tuple[PrinterFault, ...]:
    """The faults that the reasons mean, each once; a reason nobody knows is one of the printer's own if it says that it is an error."""
    found = (_fault(reason) for reason in reasons if isinstance(reason, str))
    return tuple(dict.fromkeys(fault for fault in found if fault is not None))


def _fault(reason: str) -> PrinterFault | None:
    plain = reason
    for severity in _SEVERITIES:
        plain = plain.removesuffix(severity)
    if plain in REASONS:
        return REASONS[plain]
    if plain.endswith(("-over-temperature", "-over-temp")):
        return PrinterFault.OVERHEATED
    if plain.startswith(_CUTTERS) and plain.endswith(_STUCK):
        return PrinterFault.CUTTER
    return PrinterFault.PRINTER_FAULT if reason.endswith("-error") else None
