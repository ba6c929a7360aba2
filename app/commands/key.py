"""`kiosk key`: where the terminal's key is kept, what the hub knows it by, and moving and copying it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

from app import paths
from app.keeping import hold, kept_keys, kept_master, terminal_keys
from app.keymove import copy_key, move_key
from app.keystores import choice_in, kept_in, settings_in
from app.output import EXIT_OK, add_json, say, say_json
from kiosk.base.settings import KeyPlace
from sync.seal.intl import INTL
from sync.seal.keys import DeviceKeys
from sync.seal.suites import suite_named


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser(
        "key", help="the terminal's own key: where it is kept, its public half, moving and copying it"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    showing = verbs.add_parser("show", help="where the key is kept, and its public half for the hub; makes nothing")
    making = verbs.add_parser("make", help="make the key where the settings say, unless it is there; then show it")
    moving = verbs.add_parser("move", help="move the key to another place; the terminal must not be serving")
    moving.add_argument("--to", choices=get_args(KeyPlace), required=True, help="the place it is to be in")
    copying = verbs.add_parser("copy", help="a copy under a passphrase, for the day this machine breaks")
    copying.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file, to be kept elsewhere")
    for verb, go in ((showing, go_show), (making, go_make), (moving, go_move), (copying, go_copy)):
        verb.add_argument(
            "--state-dir", type=Path, default=paths.SYSTEM_STATE, metavar="DIR", help="the terminal's own directory"
        )
        verb.add_argument(
            "--settings", type=Path, metavar="FILE", help="default: /etc/doorstep/terminal.toml where it is there"
        )
        add_json(verb)
        verb.set_defaults(go=go)


def go_show(chosen: argparse.Namespace) -> int:
    """Exit 0 when there is a key and it opens."""
    return _tell(chosen, kept_keys(chosen.state_dir, choice_in(chosen.settings)))


def go_make(chosen: argparse.Namespace) -> int:
    """Exit 0 when there is a key now."""
    with hold(chosen.state_dir):
        keys = terminal_keys(chosen.state_dir, choice_in(chosen.settings))
    return _tell(chosen, keys)


def go_move(chosen: argparse.Namespace) -> int:
    """Exit 0 when the key is where it was to be, and nowhere else."""
    choice = choice_in(chosen.settings)
    with hold(chosen.state_dir):
        removed = move_key(chosen.state_dir, choice, chosen.to)
    if chosen.json:
        say_json({"place": chosen.to, "removed": removed})
        return EXIT_OK
    say(f"the key is in {chosen.to}" + (f", and no longer in {', '.join(removed)}" if removed else ""))
    if choice.place != chosen.to:
        say(f'before the next start, set terminal.key = "{chosen.to}"')
    return EXIT_OK


def go_copy(chosen: argparse.Namespace) -> int:
    """Exit 0 when the copy is there and opens."""
    copy_key(chosen.to, kept_master(chosen.state_dir, choice_in(chosen.settings)))
    if chosen.json:
        say_json({"copy": str(chosen.to)})
    else:
        say(f"the copy is {chosen.to}; keep it and its passphrase apart from each other and from this machine")
    return EXIT_OK


def _tell(chosen: argparse.Namespace, keys: DeviceKeys) -> int:
    places = kept_in(chosen.state_dir) or ["systemd-creds"]
    settings = settings_in(chosen.settings)
    signing = keys.signing_key(suite_named(settings.hub.suite if settings else INTL))
    if chosen.json:
        say_json({"places": places, "public_key": signing.public.hex(), "key_id": signing.id})
        return EXIT_OK
    say(f"kept in     {', '.join(places)}")
    say(f"public key  {signing.public.hex()}")
    say(f"key id      {signing.id}")
    if len(places) > 1:
        say("a move was interrupted: run `kiosk key move` again")
    return EXIT_OK
