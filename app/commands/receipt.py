"""`kiosk receipt verify`: is a receipt's code genuine; `restore`: the queue of a lost terminal from photographs of receipts."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path

from app import paths
from app.keeping import open_terminal_store
from app.keystores import choice_of
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, add_json, say, say_json
from app.product import read_bytes, settings_at
from app.returned import Returned, returned_from
from app.shown import UNREADABLE, texts_in
from app.terminals import DEVICE_LIST, keep_list, known_terminals
from kiosk.base.errors import ReceiptError
from kiosk.base.ids import grouped
from kiosk.receipts.codes import day_of
from kiosk.receipts.judgement import Judgement, Verdict
from kiosk.status.faults import fault_of
from sync.seal.judge import judge
from sync.seal.suites import suite_named

STANDARD_INPUT = "-"


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("receipt", help="is a receipt genuine; what its paper backup holds")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verifying = _verb(verbs, "verify", "whose code it is, without a line; exit 1 when it proves nothing")
    verifying.add_argument(
        "shown", metavar="FILE|IMAGE|-", help="a text with the code, a photograph, a PDF; - reads standard input"
    )
    verifying.set_defaults(go=go_verify)
    restoring = _verb(verbs, "restore", "the sealed applications on photographed receipts into this terminal's queue")
    restoring.add_argument("pictures", type=Path, nargs="+", metavar="IMAGE", help="in any order, of any receipts")
    restoring.set_defaults(go=go_restore)
    keeping = _verb(verbs, "terminals", "keep a list of terminals' keys, as `kiosk hub devices` writes it")
    keeping.add_argument("list", type=Path, metavar="FILE", help="refused when it is older than the one that is kept")
    keeping.set_defaults(go=go_terminals)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=meaning)
    parser.add_argument(
        "--state-dir", type=Path, default=paths.SYSTEM_STATE, metavar="DIR", help="the terminal's own directory"
    )
    parser.add_argument(
        "--settings", type=Path, default=paths.SYSTEM_SETTINGS, metavar="FILE", help="the terminal's settings"
    )
    add_json(parser)
    return parser


def go_verify(chosen: argparse.Namespace) -> int:
    """Exit 0 when there is a genuine code and none that is not, 1 otherwise."""
    settings = settings_at(chosen.settings)
    suite = suite_named(settings.hub.suite)
    known = known_terminals(chosen.state_dir, settings, suite)
    try:
        judged = _judged([judge(text, known, suite) for text in texts_in(_shown(chosen.shown))])
    except ReceiptError as error:
        if error.code != UNREADABLE:
            raise
        judged = ()
    if chosen.json:
        say_json([_row(one) for one in judged] or [{"verdict": "unreadable", "code": UNREADABLE}])
    else:
        for line in [line for one in judged for line in _lines(one)] or _fault(UNREADABLE):
            say(line)
    genuine = bool(judged) and all(one.verdict is Verdict.GENUINE for one in judged)
    return EXIT_OK if genuine else EXIT_FAULTS_FOUND


def go_restore(chosen: argparse.Namespace) -> int:
    """Exit 0 when every receipt that was shown is in the queue, 1 when one of them is not whole."""
    settings = settings_at(chosen.settings)
    suite = suite_named(settings.hub.suite)
    known = known_terminals(chosen.state_dir, settings, suite)
    raws = [read_bytes(picture) for picture in chosen.pictures]
    choice = choice_of(settings.terminal)
    with closing(open_terminal_store(chosen.state_dir, choice=choice)) as store:
        found = tuple(returned_from(raws, store, known, suite=suite, own=settings.terminal.id))
    if chosen.json:
        say_json([_returned_row(one) for one in found] or [{"code": UNREADABLE}])
    else:
        for line in [_returned_line(one) for one in found] or _fault(UNREADABLE):
            say(line)
    return EXIT_OK if found and not any(one.code for one in found) else EXIT_FAULTS_FOUND


def go_terminals(chosen: argparse.Namespace) -> int:
    """Exit 0 when the list is kept; SealError K.. for one that nobody may believe."""
    settings = settings_at(chosen.settings)
    suite = suite_named(settings.hub.suite)
    listed = keep_list(chosen.state_dir, read_bytes(chosen.list), settings, suite)
    if chosen.json:
        say_json({"file": str(chosen.state_dir / DEVICE_LIST), "terminals": len(listed.devices)})
    else:
        say(f"{len(listed.devices)} terminals in {chosen.state_dir / DEVICE_LIST}")
    return EXIT_OK


def _shown(named: str) -> bytes:
    return sys.stdin.buffer.read() if named == STANDARD_INPUT else read_bytes(Path(named))


def _judged(all_codes: list[Judgement]) -> tuple[Judgement, ...]:
    """What is no code of ours counts only where nothing else is: other codes may lie in the same picture."""
    ours = tuple(one for one in all_codes if one.verdict is not Verdict.NOT_OURS)
    return ours or tuple(all_codes[:1])


def _lines(one: Judgement) -> list[str]:
    if one.claims is None or one.code:
        return [*_fault(one.code), *([f"  {'key':<11}{one.key_id}"] if one.key_id else [])]
    claims = one.claims
    day = day_of(claims.day).isoformat() + (" (the terminal's clock was not verified)" if claims.day_unsure else "")
    told = {"number": grouped(claims.number), "applicant": claims.applicant, "collected": day}
    told |= {"terminal": one.terminal, "key": one.key_id, "envelope": claims.envelope.hex()}
    head = f"genuine, but of a {claims.mode}: it has no effect" if claims.mode else "genuine"
    return [head, *(f"  {name:<11}{value}" for name, value in told.items())]


def _row(one: Judgement) -> dict[str, object]:
    row: dict[str, object] = {"verdict": one.verdict, "code": one.code, "key_id": one.key_id, "terminal": one.terminal}
    if one.claims is not None:
        claims = one.claims
        row |= {"number": claims.number, "applicant": claims.applicant, "envelope": claims.envelope.hex()}
        row |= {"day": day_of(claims.day).isoformat(), "day_unsure": claims.day_unsure, "mode": claims.mode}
    return row


def _fault(code: str) -> list[str]:
    return [f"{code}  {fault_of(code).cause}"]


def _returned_line(one: Returned) -> str:
    if one.code:
        more = f": {one.lacking} more needed, {one.symbols} read" if one.lacking else ""
        return f"{one.code}  {fault_of(one.code).cause}{more}"
    return f"{one.id}  {one.standing}, number {one.sequence} of this terminal's queue, sealed at {one.origin}"


def _returned_row(one: Returned) -> dict[str, object]:
    return {
        "id": one.id,
        "code": one.code,
        "symbols": one.symbols,
        "lacking": one.lacking,
        "standing": one.standing,
        "sequence": one.sequence,
        "origin": one.origin,
    }
