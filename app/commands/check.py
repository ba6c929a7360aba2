"""`kiosk check`: settings, list of items and texts, every fault at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import paths
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, add_json, progress, say, say_json
from app.product import all_faults, read_product
from kiosk.base.settings import Settings
from kiosk.status.faults import fault_of


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("check", help="check settings, list of items and texts; all faults at once")
    parser.add_argument(
        "--settings", type=Path, default=paths.DEMO_SETTINGS, metavar="FILE", help="default: the demo's"
    )
    add_json(parser)
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when nothing is wrong, 1 otherwise."""
    faults = all_faults(chosen.settings)
    lines = [(fault.code, line) for fault in faults for line in fault.detail.splitlines() or [""]]
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


def _remark(settings: Settings) -> None:
    """What is no fault and yet no good: only a demo or a training terminal has simulated readers."""
    if settings.terminal.key == "file" and not any(
        reader.startswith("simulated") for reader in settings.devices.readers
    ):
        progress(
            'remark: terminal.key = "file": whoever copies the disk has the key too; docs/operations tells the other places'
        )
