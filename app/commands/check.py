"""`kiosk check`: settings, list of items, texts and fonts, every fault at once, and the readiness slip."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from app import paths
from app.courier import VERSION
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, add_json, progress, say, say_json
from app.product import looked_at, read_product, read_words, settings_at
from app.slips import add_slip, occasion, write_slip
from kiosk.base.errors import KioskError
from kiosk.base.settings import Settings
from kiosk.status.faults import fault_of
from kiosk.status.readiness import Look, Readiness, readiness_sheet


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("check", help="check settings, list of items, texts and fonts; all faults at once")
    parser.add_argument(
        "--settings", type=Path, default=paths.DEMO_SETTINGS, metavar="FILE", help="default: the demo's"
    )
    add_slip(parser)
    add_json(parser)
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when nothing is wrong, 1 otherwise."""
    found = looked_at(chosen.settings)
    lines = [
        (fault.code, line)
        for faults in found.values()
        for fault in faults
        for line in fault.detail.splitlines() or [""]
    ]
    if chosen.slip is not None:
        _slip(found, chosen)
    if chosen.json:
        say_json([{"code": code, "cause": fault_of(code).cause, "detail": detail} for code, detail in lines])
    elif lines:
        for code, detail in lines:
            say(f"{code}  {detail or fault_of(code).cause}")
        say(f"{len(lines)} fault(s)")
    else:
        product = read_product(chosen.settings)
        _remark(product.settings)
        say(f"all is well: {len(product.catalogue.items)} items, list version {product.catalogue.version}")
    return EXIT_FAULTS_FOUND if lines else EXIT_OK


def _slip(found: Mapping[str, list[KioskError]], chosen: argparse.Namespace) -> None:
    """Good or bad news on paper; without a station, words or letters there is none to be made."""
    needed = [fault.code for part in ("settings", "texts", "fonts") for fault in found[part]]
    if needed:
        progress(f"no slip: {', '.join(dict.fromkeys(needed))}")
        return
    settings, texts = settings_at(chosen.settings), read_words()
    looks = tuple(Look(part, tuple(fault.code for fault in faults)) for part, faults in found.items())
    version = "" if found["list"] else read_product(chosen.settings).catalogue.version
    sheet = readiness_sheet(Readiness(looks, VERSION, version), occasion(settings, texts, chosen.language))
    write_slip(sheet, settings, chosen.slip)


def _remark(settings: Settings) -> None:
    """What is no fault and yet no good: only a demo or a training terminal has simulated readers."""
    if settings.terminal.key == "file" and not any(
        reader.startswith("simulated") for reader in settings.devices.readers
    ):
        progress(
            'remark: terminal.key = "file": whoever copies the disk has the key too; docs/operations tells the other places'
        )
