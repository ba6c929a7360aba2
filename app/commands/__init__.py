"""The doors of the command `kiosk`, one module each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from app.output import EXIT_FAULT, complain
from kiosk.base.errors import KioskError

EXIT_CODES = """exit codes: 0 done · 1 faults were found · 2 the command line is wrong · 3 the terminal or the hub cannot work
(with the fault's code) · 4 something handed in is not delivered yet"""

# In the order in which they are explained.
DOORS = (
    "run",
    "demo",
    "check",
    "camera",
    "card",
    "reader",
    "printer",
    "queue",
    "audit",
    "receipt",
    "key",
    "hub",
    "simulate",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one door; the exit code is documented in `kiosk --help`."""
    parser = argparse.ArgumentParser(
        prog="kiosk",
        description="Doorstep 家门口: government services at a village terminal.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doors = parser.add_subparsers(dest="door", required=True, metavar="DOOR")
    words = list(sys.argv[1:] if arguments is None else arguments)
    for door in _doors(words):
        door.add(doors)
    chosen = parser.parse_args(words)
    try:
        code: int = chosen.go(chosen)
        return code
    except KioskError as error:
        complain(error)
        return EXIT_FAULT
    except KeyboardInterrupt:
        return 130


def _doors(words: Sequence[str]) -> tuple[ModuleType, ...]:
    """The door that is asked for alone: a hub that loads Qt for nothing starts in 2.5 s instead of 1. Else all of them."""
    asked = words[:1] if words and words[0] in DOORS else DOORS
    return tuple(import_module(f"app.commands.{door}") for door in asked)
