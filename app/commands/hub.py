"""`kiosk hub serve`: the reference central platform; `report`: what it holds, in numbers; `keys`: its keys; `audit`: whose record went backwards."""

from __future__ import annotations

import argparse
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec

from app.commands import hubdevices, hubkeys
from app.hubprocess import prepare_keys
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, add_json, say, say_json
from app.system import SystemClock, SystemEntropy
from kiosk.base.clock import Moment
from sync.hub.audits import audit_alarms_of, begin_anew
from sync.hub.database import HubDatabase, existing_database, open_database
from sync.hub.keys import LIST_FILE, load_keys
from sync.hub.report import report_of
from sync.hub.rounds import HubPorts
from sync.hub.serve import Listen, TlsFiles, serve
from sync.hub.terminals import register_terminal
from sync.link.address import Transport
from sync.seal.intl import INTL
from sync.seal.suite import Suite
from sync.seal.suites import suite_named


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("hub", help="the reference central platform")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    serving = verbs.add_parser("serve", help="receive, keep and acknowledge what terminals send")
    serving.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE")
    serving.add_argument("--port", type=_port, required=True, metavar="N", help="0 takes any free port and says which")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    serving.add_argument(
        "--keys", type=Path, required=True, metavar="DIR", help="the hub's keys, as `kiosk hub keys rotate` makes them"
    )
    serving.add_argument(
        "--terminal",
        action="append",
        type=_terminal,
        default=[],
        metavar="ID=KEY",
        help="register a terminal's public key (hex)",
    )
    serving.add_argument("--certificate", metavar="PEM", help="TLS certificate")
    serving.add_argument("--private-key", metavar="PEM", help="TLS private key")
    serving.add_argument("--client-ca", default="", metavar="PEM", help="authority of the terminals' certificates")
    serving.add_argument("--insecure-demo", action="store_true", help="plain HTTP, loopback only, for demonstrations")
    add_json(serving)
    serving.set_defaults(go=go_serve)
    hubkeys.add(verbs)
    hubdevices.add(verbs)
    auditing = verbs.add_parser(
        "audit", help="terminals whose record of deeds went backwards; exit 1 while one is open"
    )
    auditing.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE")
    auditing.add_argument("--accept", metavar="TERMINAL", help="let this terminal's record begin anew; the alarm stays")
    add_json(auditing)
    auditing.set_defaults(go=go_audit)
    reporting = verbs.add_parser("report", help="how much a hub's database holds")
    reporting.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE")
    add_json(reporting)
    reporting.set_defaults(go=go_report)


def go_serve(chosen: argparse.Namespace) -> int:
    """Serve until SIGTERM; exit 0 after a quiet end."""
    if chosen.insecure_demo and not (chosen.keys / LIST_FILE).exists():
        prepare_keys(chosen.keys, suite_named(INTL))
    keys = load_keys(chosen.keys)
    database = open_database(chosen.database)
    try:
        _register(database, chosen.terminal, keys.suite)
        ports = HubPorts(database, keys, SystemClock(), SystemEntropy())
        serve(ports, _listen(chosen), ready=partial(_ready, machine=bool(chosen.json)))
    finally:
        database.close()
    return EXIT_OK


def go_audit(chosen: argparse.Namespace) -> int:
    """Print every alarm there was; exit 1 while a person has yet to look at one."""
    with closing(existing_database(chosen.database)) as database:
        if chosen.accept:
            begin_anew(database, chosen.accept, at=SystemClock().now())
        alarms = audit_alarms_of(database)
    if chosen.json:
        say_json(msgspec.to_builtins(alarms))
    for alarm in () if chosen.json else alarms:
        at = Moment(alarm.received_at_ms).local().strftime("%Y-%m-%d %H:%M")
        state = "open" if alarm.open else "accepted"
        say(f"{at}  {alarm.terminal}  {alarm.standing}: told {alarm.n} events, {alarm.held_n} are known  {state}")
    return EXIT_FAULTS_FOUND if any(alarm.open for alarm in alarms) else EXIT_OK


def go_report(chosen: argparse.Namespace) -> int:
    """Print the counts."""
    counts = msgspec.to_builtins(report_of(chosen.database))
    if chosen.json:
        say_json(counts)
    else:
        for name, count in counts.items():
            say(f"{name:<17}{count:>8}")
    return EXIT_OK


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port: 0 to 65535")
    return int(text)


def _terminal(text: str) -> tuple[str, bytes]:
    id, _, key = text.partition("=")
    try:
        return id, bytes.fromhex(key)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{id}: the key must be hexadecimal digits") from None


def _register(database: HubDatabase, terminals: list[tuple[str, bytes]], suite: Suite) -> None:
    for id, key in terminals:
        register_terminal(database, id, public_key=key, at=SystemClock().now(), suite=suite)


def _listen(chosen: argparse.Namespace) -> Listen:
    if chosen.insecure_demo:
        return Listen(chosen.port, chosen.host, Transport.INSECURE_DEMO)
    tls = TlsFiles(chosen.certificate, chosen.private_key, chosen.client_ca) if chosen.certificate else None
    return Listen(chosen.port, chosen.host, Transport.HTTPS, tls)


def _ready(port: int, *, machine: bool) -> None:
    """One line when it can be called; what a parent process waits for."""
    say(f'{{"port": {port}}}' if machine else f"the hub listens on port {port}")
