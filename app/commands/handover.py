"""`kiosk queue balance`: what a day's queue and ledger say of each other, for the hand that takes over."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict

from app import paths
from app.keeping import open_terminal_store
from app.keystores import choice_in, settings_in
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, say, say_json
from app.product import read_words, settings_at
from app.slips import occasion, write_slip
from app.system import SystemClock
from kiosk.base.ids import grouped
from kiosk.receipts.balance import Balance, balance_of, balance_sheet


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when nothing is missing, 1 when something is, by its number."""
    settings = settings_in(chosen.settings) or settings_at(paths.DEMO_SETTINGS)
    with closing(open_terminal_store(chosen.state_dir, choice=choice_in(chosen.settings))) as store:
        entries, rows = store.outbox.entries(), store.ledger.rows()
    day = chosen.day or SystemClock().now().day()
    balance = balance_of(day, entries, rows, code=settings.terminal.code)
    if chosen.slip is not None:
        here = occasion(settings, read_words(), chosen.language)
        write_slip(balance_sheet(balance, here), settings, chosen.slip)
    if chosen.json:
        say_json({**asdict(balance), "day": balance.day.isoformat(), "balanced": balance.balanced})
    else:
        _say(balance)
    return EXIT_OK if balance.balanced else EXIT_FAULTS_FOUND


def _say(balance: Balance) -> None:
    say(f"{balance.day}  {balance.receipts} receipts, {balance.queued} entries, {balance.acknowledged} acknowledged")
    for word in ("waiting", "refused", "missing"):
        for number in getattr(balance, word):
            say(f"{word:<8}  {grouped(number)}")
