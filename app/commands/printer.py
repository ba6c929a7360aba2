"""`kiosk printer`: the simulated printer of a running terminal, and what ails it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from app import paths
from app.output import EXIT_OK, EXIT_USAGE, add_json, progress, say, say_json
from app.simulation import Order, tell
from printers.drivers.registry import TRAY
from printers.emulator.conditions import Condition
from printers.emulator.paper import Tray

MEANINGS: Mapping[Condition, str] = {
    Condition.WELL: "everything is put right: paper, cover, cable, power",
    Condition.PAPER_OUT: "there is no paper in it",
    Condition.RUNS_OUT: "its paper runs out in the middle of the next receipt",
    Condition.NEAR_END: "its paper is nearly used up, and it prints on",
    Condition.COVER_OPEN: "its cover is open",
    Condition.JAM: "paper is jammed in it",
    Condition.CUTTER: "its cutter is stuck",
    Condition.OVERHEATED: "it is too hot, and pauses",
    Condition.BROKEN: "it has a fault it cannot get over",
    Condition.SLOW: "it prints slowly",
    Condition.BUSY: "another program has it",
    Condition.MUTE: "it answers nothing, though it prints",
    Condition.DIES: "its power goes in the middle of the next receipt",
    Condition.OFF: "it is off",
}


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("printer", help="play on the simulated printer of a running terminal")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _verb(verbs, "show", "how it is, and what came out of it").set_defaults(go=go_show)
    for condition, meaning in MEANINGS.items():
        _verb(verbs, condition.value, meaning).set_defaults(go=go)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=meaning)
    parser.add_argument(
        "--state-dir",
        type=Path,
        default=paths.DEMO_STATE,
        metavar="DIR",
        help="the running terminal's directory (build/run)",
    )
    add_json(parser)
    return parser


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when it was done, 2 when the terminal's printer is a real one; ConfigError G06, G07 or G08."""
    return _told(chosen, Order(printer=chosen.verb))


def go_show(chosen: argparse.Namespace) -> int:
    """As `go`."""
    return _told(chosen, Order())


def _told(chosen: argparse.Namespace, order: Order) -> int:
    reply = tell(chosen.state_dir, order)
    if not reply.printer:
        progress(f"kiosk printer {chosen.verb}: the printer of this terminal is not simulated")
        return EXIT_USAGE
    tray = Tray(chosen.state_dir / TRAY)
    papers = [str(tray.picture(cut)) for cut in tray.log()]
    if chosen.json:
        say_json({"printer": reply.printer, "papers": papers})
    else:
        say(f"{reply.printer}, {len(papers)} papers" + (f", the last {papers[-1]}" if papers else ""))
    return EXIT_OK
