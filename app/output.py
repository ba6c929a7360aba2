"""What a door says: sentences for people, JSON for machines, progress on the side."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from kiosk.base.errors import KioskError
from kiosk.status.faults import fault_of

EXIT_OK = 0
EXIT_FAULTS_FOUND = 1
# argparse's own, for what it lets pass: a name that is well formed and nobody's.
EXIT_USAGE = 2
EXIT_FAULT = 3
EXIT_NOT_DELIVERED = 4


def add_json(parser: argparse.ArgumentParser) -> None:
    """The switch every door has."""
    parser.add_argument("--json", action="store_true", help="print one JSON value instead of sentences")


def say(text: str) -> None:
    """A result, on standard output."""
    print(text, flush=True)


def say_json(value: Any) -> None:
    """A result for machines, on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)


def progress(text: str) -> None:
    """What is being done, on standard error, so that results stay clean."""
    print(text, file=sys.stderr, flush=True)


def complain(error: KioskError) -> None:
    """A fault: its code and cause, then its details."""
    print(f"kiosk: {error.code}: {fault_of(error.code).cause}", file=sys.stderr)
    for line in error.detail.splitlines():
        print(f"  {line}", file=sys.stderr)
