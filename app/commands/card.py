"""`kiosk card`: cards put into the simulated readers of a running terminal, and what goes wrong with them."""

from __future__ import annotations

import argparse

from app.commands.reader import add_terminal, order
from app.output import EXIT_OK, add_json, say, say_json
from app.simulation import Order
from devices.citizens import CLERKS, TRAINING_PIN
from devices.deck import CARDS, MISHAPS

MEANINGS = {
    "mute": "it does not answer: a dirty chip",
    "reverse": "it lies the wrong way round",
    "misplace": "it is put where its kind does not go",
    "slow": "it is read, but it takes several seconds",
    "stall": "it is read too slowly to wait for",
    "hold": "another program has it",
    "yank": "it is pulled while it is read",
    "exchange": "another card gets in its way while it is read",
    "stick": "the reader hangs at it",
    "break": "the reader answers nonsense",
}


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("card", help="put cards into the simulated readers of a running terminal, well or badly")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    known = verbs.add_parser("list", help="every card that can be played, and everything that can go wrong with one")
    add_json(known)
    known.set_defaults(go=go_list)
    for verb, meaning in (("insert", "put a card in"), ("swap", "exchange it so fast that no empty reader is seen")):
        _verb(verbs, verb, meaning).add_argument(
            "card", choices=tuple(CARDS), metavar="CARD", help="see kiosk card list"
        )
    for verb, meaning in (("remove", "pull the card"), ("unmute", "the card that is in answers again")):
        _verb(verbs, verb, meaning).set_defaults(card=None)
    for verb in MISHAPS:
        _verb(verbs, verb, f"a card is put in, and {MEANINGS[verb]}").add_argument(
            "card",
            choices=tuple(CARDS),
            nargs="?",
            metavar="CARD",
            help="the one that is in, else somebody's",
        )


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=meaning)
    add_terminal(parser)
    parser.set_defaults(go=go)
    return parser


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when it was done, 2 when no reader has that name; ConfigError G06, G07 or G08."""
    return order(chosen, Order(chosen.verb, card=chosen.card or "", reader=chosen.reader))


def go_list(chosen: argparse.Namespace) -> int:
    """Needs no terminal."""
    if chosen.json:
        say_json({"cards": list(CARDS), "mishaps": MEANINGS, "clerks_pin": TRAINING_PIN})
        return EXIT_OK
    for name in CARDS:
        say(f"{name:16}PIN {TRAINING_PIN}" if name in CLERKS else name)
    say("")
    for name, meaning in MEANINGS.items():
        say(f"{name:10}{meaning}")
    return EXIT_OK
