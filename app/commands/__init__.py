"""The doors of the command `kiosk`, one module each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from app.output import EXIT_FAULT, complain
from kiosk.base.errors import KioskError

DOORS = ("run", "demo", "check", "queue", "hub")
EXIT_CODES = """exit codes: 0 done · 1 faults were found · 2 the command line is wrong · 3 the terminal or the hub cannot work
(with the fault's code) · 4 something handed in is not delivered yet"""


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


def _doors(words: Sequence[str]) -> list[ModuleType]:
    """Only the door that is asked for: a hub that loads the window's libraries starts in 2.5 s instead of 1."""
    asked = [name for name in DOORS if name in words[:1]]
    return [import_module(f"app.commands.{name}") for name in asked or DOORS]
