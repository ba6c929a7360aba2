"""`kiosk audit verify`: does the record of deeds add up; `kiosk audit export`: the record, for strangers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from app import paths
from app.keeping import kept_keys, open_terminal_store
from app.keystores import choice_of
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, add_json, say, say_json
from app.product import read_bytes, settings_at
from app.trail import judges_of
from kiosk.base.errors import ConfigError, StoreError
from sync.seal.keylist import KeyList, read_key_list
from sync.seal.suite import Suite
from sync.seal.suites import suite_named
from sync.store.errors import AUDIT_BROKEN
from sync.store.export import Whose, exported, read_export, verify_export
from sync.store.trail import Standing, verify_whole


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("audit", help="the record of deeds: does it add up, and a copy for strangers")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verifying = verbs.add_parser("verify", help="the whole record, or an exported one; exit 1 when it does not add up")
    verifying.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="an exported record, instead of a terminal's"
    )
    verifying.add_argument("--keys", type=Path, metavar="FILE", help="with FILE: the list of the hub's keys")
    verifying.add_argument("--root-key", metavar="KEY", help="with FILE: the root key that signed the list, in hex")
    verifying.set_defaults(go=go_verify)
    exporting = verbs.add_parser("export", help="every event with its hash, every checkpoint with both signatures")
    exporting.add_argument("--since", type=_number, default=0, metavar="N", help="only the events after number N")
    exporting.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the file to write; never over another"
    )
    exporting.set_defaults(go=go_export)
    for door in (verifying, exporting):
        door.add_argument(
            "--state-dir", type=Path, default=paths.SYSTEM_STATE, metavar="DIR", help="the terminal's own directory"
        )
        door.add_argument(
            "--settings", type=Path, default=paths.SYSTEM_SETTINGS, metavar="FILE", help="the terminal's settings"
        )
        add_json(door)


def go_verify(chosen: argparse.Namespace) -> int:
    """Exit 0 when it adds up, 1 when it does not."""
    try:
        standing = _of_file(chosen) if chosen.file else _of_terminal(chosen)
    except StoreError as error:
        if error.code != AUDIT_BROKEN:
            raise
        return _broken(error, chosen)
    if chosen.json:
        head = {"events": standing.head.n, "hash": standing.head.hash.hex()}
        say_json({**head, "countersigned": standing.countersigned, "lost": standing.lost})
    else:
        say(f"the record adds up: {standing.head.n} events, countersigned up to event {standing.countersigned}")
        if standing.lost:
            say(
                f"{standing.lost} of them were lost with a damaged database, and declared so when the rest was salvaged"
            )
    return EXIT_OK


def go_export(chosen: argparse.Namespace) -> int:
    """Exit 0 when the file is on the disk, whole."""
    settings = settings_at(chosen.settings)
    suite = suite_named(settings.hub.suite)
    choice = choice_of(settings.terminal)
    device = kept_keys(chosen.state_dir, choice).signing_key(suite)
    whose = Whose(settings.terminal.id, suite.name, device.public)
    with (
        closing(open_terminal_store(chosen.state_dir, choice=choice)) as store,
        closing(exported(store.db, store.audit, whose, since=chosen.since)) as record,
    ):
        lines = _write(chosen.out, record)
    if chosen.json:
        say_json({"file": str(chosen.out), "lines": lines})
    else:
        say(f"{lines} lines in {chosen.out}")
    return EXIT_OK


def _of_terminal(chosen: argparse.Namespace) -> Standing:
    settings = settings_at(chosen.settings)
    suite = suite_named(settings.hub.suite)
    hub = _listed(chosen.state_dir / settings.hub.key_list, settings.hub.root_key, suite=suite)
    choice = choice_of(settings.terminal)
    device = kept_keys(chosen.state_dir, choice).signing_key(suite)
    with closing(open_terminal_store(chosen.state_dir, choice=choice)) as store:
        return verify_whole(store.db, store.audit, judges_of(settings.terminal.id, device.public, hub=hub, suite=suite))


def _of_file(chosen: argparse.Namespace) -> Standing:
    """Whose device it was is what the file says and the hub has countersigned."""
    if chosen.keys is None or chosen.root_key is None:
        raise ConfigError("G01", "--keys, --root-key: an exported record is held against the list of the hub's keys")
    file = read_export(read_bytes(chosen.file).splitlines())
    suite = suite_named(file.opening.suite)
    hub = _listed(chosen.keys, chosen.root_key, suite=suite)
    device = file.opening.device()
    suite.check_public(device)
    return verify_export(file, judges_of(file.opening.terminal, device, hub=hub, suite=suite), hash=suite.hash)


def _listed(path: Path, root: str, *, suite: Suite) -> KeyList:
    try:
        return read_key_list(read_bytes(path), root_public=bytes.fromhex(root), suite=suite)
    except ValueError:
        raise ConfigError("G01", "--root-key: not hexadecimal") from None


def _broken(error: StoreError, chosen: argparse.Namespace) -> int:
    if chosen.json:
        say_json({"code": error.code, "detail": error.detail})
    else:
        say(f"{error.code}  {error.detail}")
    return EXIT_FAULTS_FOUND


def _write(path: Path, lines: Iterable[bytes]) -> int:
    """The lines into a new file for this user alone, on the disk when it returns; says how many. Raises ConfigError G03."""
    count = 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for line in lines:
                file.write(line + b"\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ConfigError("G03", f"{path}: {error.strerror}") from error
    return count


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no number of an event")
    return int(text)
