"""`kiosk simulate`: a simulated village, in virtual time and with everything failing that can; exit 1 when a law was broken."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import msgspec

from app import paths
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, add_json, progress, say, say_json
from app.product import Product, read_bytes, read_product
from app.village.report import Report, report
from app.village.script import Script, write_script
from app.village.shrink import shortest
from app.village.village import Outcome, play
from kiosk.base.errors import ConfigError

MOST_TERMINALS = 100
MOST_PLAYS = 120


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("simulate", help="play a village with every fault there is; exit 1 when a law is broken")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the first seed (default: 1)")
    parser.add_argument("--seeds", type=_count, default=1, metavar="K", help="so many seeds, one village each")
    parser.add_argument("--visits", type=_count, default=400, metavar="M", help="visits in total (default: 400)")
    parser.add_argument("--terminals", type=_count, default=5, metavar="T", help="terminals of a village (default: 5)")
    parser.add_argument("--script", type=Path, metavar="FILE", help="play a script that an earlier failure printed")
    add_json(parser)
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when every law held; else the seed and the shortest script that breaks one are printed."""
    product = read_product(paths.DEMO_SETTINGS)
    outcomes: Counter[str] = Counter()
    scripts = [_read(chosen.script)] if chosen.script else _scripts(chosen)
    played: list[tuple[Script, Outcome]] = []
    for number, script in enumerate(scripts):
        played.append((script, play(script, product)))
        outcomes.update(breaches=len(played[-1][1].findings))
        if len(scripts) > 1 and (number + 1) % 20 == 0:
            progress(f"{number + 1} of {len(scripts)} villages, {outcomes['breaches']} breaches")
    summary = report([outcome for _, outcome in played])
    _tell(summary, chosen)
    broken = next(((script, outcome) for script, outcome in played if outcome.findings), None)
    if broken is None:
        return EXIT_OK
    _explain(*broken, product)
    return EXIT_FAULTS_FOUND


def _scripts(chosen: argparse.Namespace) -> list[Script]:
    if chosen.terminals > MOST_TERMINALS:
        raise ConfigError("G01", f"--terminals: at most {MOST_TERMINALS}")
    each, left = divmod(chosen.visits, chosen.seeds)
    return [
        write_script(chosen.seed + number, visits=each + (number < left), terminals=chosen.terminals)
        for number in range(chosen.seeds)
    ]


def _read(path: Path) -> Script:
    try:
        return msgspec.json.decode(read_bytes(path), type=Script)
    except msgspec.MsgspecError as error:
        raise ConfigError("G01", f"--script: {error}") from error


def _tell(summary: Report, chosen: argparse.Namespace) -> None:
    if chosen.json:
        say_json(msgspec.to_builtins(summary))
        return
    for name, value in msgspec.to_builtins(summary).items():
        if isinstance(value, dict):
            say(f"{name}: " + ", ".join(f"{key} {count}" for key, count in value.items()))
        else:
            say(f"{name:<26}{value:>10}" if isinstance(value, int) else f"{name}: {value}")


def _explain(script: Script, outcome: Outcome, product: Product) -> None:
    """What broke, and the shortest script that breaks the same law, for --script."""
    first = outcome.findings[0]
    progress(f"seed {script.seed}: {first.law} at {first.terminal} after {first.at_s:.1f} s: {first.subject}")
    short = shortest(script, lambda part: _breaks(part, product, first.law), most_plays=MOST_PLAYS)
    progress(f"the shortest script that does it ({len(short.happenings)} of {len(script.happenings)} happenings):")
    progress(msgspec.json.encode(short).decode())


def _breaks(script: Script, product: Product, law: str) -> bool:
    return any(finding.law == law for finding in play(script, product).findings)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)
