"""`kiosk reader`: the simulated readers of a running terminal, and what ails them."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import paths
from app.output import EXIT_OK, EXIT_USAGE, add_json, progress, say, say_json
from app.simulation import Order, Reply, tell
from devices.deck import SAM_FAULTS

ACTS = {
    "list": "every simulated reader, and what it is like",
    "unplug": "its cable is pulled",
    "plug": "its cable is pushed in again; nothing is in it",
    "stop": "the card service dies",
    "start": "the card service is back; nothing is in the reader",
}


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("reader", help="play on the simulated readers of a running terminal: cable and service")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, meaning in ACTS.items():
        one = verbs.add_parser(verb, help=meaning)
        add_terminal(one)
        one.set_defaults(go=go)
    failing = verbs.add_parser("fail", help="an ID card reader says that it cannot serve, by a code of docs/faults.md")
    failing.add_argument("code", choices=SAM_FAULTS)
    add_terminal(failing)
    failing.set_defaults(go=go_fail)


def add_terminal(parser: argparse.ArgumentParser) -> None:
    """Which terminal is meant, and which of its readers."""
    parser.add_argument(
        "--state-dir",
        type=Path,
        default=paths.DEMO_STATE,
        metavar="DIR",
        help="the running terminal's directory (build/run)",
    )
    parser.add_argument("--reader", default="", metavar="NAME", help="where there are several: which one is meant")
    add_json(parser)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when it was done, 2 when no reader has that name; ConfigError G06, G07 or G08."""
    act = "" if chosen.verb == "list" else chosen.verb
    return order(chosen, Order(act, reader=chosen.reader))


def go_fail(chosen: argparse.Namespace) -> int:
    """As `go`."""
    return order(chosen, Order(chosen.code, reader=chosen.reader))


def order(chosen: argparse.Namespace, wanted: Order) -> int:
    """Tell the terminal, then say how its readers are."""
    reply = tell(chosen.state_dir, wanted)
    if reply.refused:
        progress(f"kiosk {chosen.door} {chosen.verb}: {_refusal(reply, wanted)}")
        return EXIT_USAGE
    if chosen.json:
        say_json([{"reader": seen.reader, "state": seen.state, "card": seen.card} for seen in reply.readers])
    else:
        for seen in reply.readers:
            say(f"{seen.reader}  {seen.state}" + ("  with a card" if seen.card else ""))
    return EXIT_OK


def _refusal(reply: Reply, wanted: Order) -> str:
    if reply.refused != "reader":
        return f"this terminal does not know {wanted.card or wanted.act}"
    names = ", ".join(seen.reader for seen in reply.readers)
    return f"no reader {wanted.reader}, there are {names}" if wanted.reader else f"--reader is needed: {names}"
