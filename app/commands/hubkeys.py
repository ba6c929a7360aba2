"""`kiosk hub keys`: what terminals are told of the hub's keys, and new keys beside the old ones."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from app.hubprocess import VALID_MS
from app.output import EXIT_OK, add_json, say, say_json
from app.system import SystemClock, SystemEntropy
from kiosk.base.clock import Moment
from kiosk.base.errors import SealError
from sync.hub.keys import LIST_FILE, Rotation, load_keys, root_key, rotate
from sync.seal.errors import KEY
from sync.seal.keyfile import FileKeyStore
from sync.seal.keylist import KeyList
from sync.seal.suite import Suite
from sync.seal.suites import SUITES, suite_named

DAY_MS = 86_400_000


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of `kiosk hub keys`."""
    parser = verbs.add_parser("keys", help="the hub's keys and the list that terminals are given")
    keys = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    showing = keys.add_parser("show", help="what the list says")
    _add_directory(showing)
    showing.add_argument("--root", type=Path, metavar="FILE", help="the root's key file, to say its public key too")
    add_json(showing)
    showing.set_defaults(go=go_show)
    rotating = keys.add_parser("rotate", help="make new keys and a list with them; the first list, if there is none")
    _add_directory(rotating)
    rotating.add_argument(
        "--root", type=Path, required=True, metavar="FILE", help="the root's key file, made with the first list"
    )
    rotating.add_argument("--suite", choices=tuple(SUITES), help="of the first list (default: intl)")
    rotating.add_argument(
        "--days", type=_days, default=VALID_MS // DAY_MS, metavar="N", help="how long the new key is valid"
    )
    rotating.add_argument("--drop", action="append", default=[], metavar="ID", help="leave an old key out of the list")
    add_json(rotating)
    rotating.set_defaults(go=go_rotate)


def go_show(chosen: argparse.Namespace) -> int:
    """Print the list."""
    keys = load_keys(chosen.keys)
    root = "" if chosen.root is None else _root_public(_root(chosen.root, keys.suite), keys.suite)
    _tell(keys.listed, root, chosen)
    return EXIT_OK


def go_rotate(chosen: argparse.Namespace) -> int:
    """Make a generation, sign the list, print it."""
    first = not (chosen.keys / LIST_FILE).exists()
    suite = suite_named(chosen.suite or "intl") if first else load_keys(chosen.keys).suite
    chosen.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    root = root_key(FileKeyStore(chosen.root), SystemEntropy(), suite=suite) if first else _root(chosen.root, suite)
    rotation = Rotation(SystemClock().now().unix_ms, chosen.days * DAY_MS, frozenset(chosen.drop))
    listed = rotate(chosen.keys, root, rotation, suite=suite, entropy=SystemEntropy())
    _tell(listed, _root_public(root, suite), chosen)
    return EXIT_OK


def _add_directory(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keys", type=Path, required=True, metavar="DIR", help="where the hub's keys are")


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 36_500:
        raise argparse.ArgumentTypeError(f"{text} is no number of days: 1 to 36500")
    return int(text)


def _root(file: Path, suite: Suite) -> bytes:
    """A root that is there: a new one would sign a list that no terminal believes."""
    store = FileKeyStore(file)
    if store.load() is None:
        raise SealError(KEY, f"no root key in {file}")
    return root_key(store, SystemEntropy(), suite=suite)


def _root_public(root: bytes, suite: Suite) -> str:
    return suite.signing_public(root).hex()


def _tell(listed: KeyList, root: str, chosen: argparse.Namespace) -> None:
    if chosen.json:
        said: dict[str, Any] = msgspec.to_builtins(listed)
        say_json({**said, "root_key": root})
        return
    say(f"list {listed.version}, suite {listed.suite}, issued {_day(listed.issued_at_ms)}: {chosen.keys / LIST_FILE}")
    for key in listed.sealing:
        say(f"  seal to {key.id} from {_day(key.not_before_ms)} to {_day(key.not_after_ms)}")
    for number, signer in enumerate(listed.signing):
        say(f"  believe {signer.id}{', which signs' if number == 0 else ''}")
    if root:
        say(f"hub.root_key = {root}")


def _day(unix_ms: int) -> str:
    return Moment(unix_ms).day().isoformat()
