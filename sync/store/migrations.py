"""Bringing a database to the program's schema, one numbered step after another, each all or nothing."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from sync.store.driver import write_tx
from sync.store.errors import NEWER, fault, storing
from sync.store.schema import FIRST
from sync.store.schema_carried import CARRIED
from sync.store.schema_clock import CLOCK
from sync.store.schema_files import FILES
from sync.store.schema_lean import LEAN
from sync.store.schema_paper import PAPER
from sync.store.schema_queue import QUEUE
from sync.store.schema_salvaged import SALVAGED
from sync.store.schema_trail import TRAIL

_SET = "kiosk"


SECOND = (*CLOCK, *FILES, *QUEUE)


def _m001_first(db: Database) -> None:
    for statement in FIRST:
        db.execute(statement)


def _m002_clock_and_files(db: Database) -> None:
    for statement in SECOND:
        db.execute(statement)


def _m003_salvaged(db: Database) -> None:
    for statement in SALVAGED:
        db.execute(statement)


def _m004_trail(db: Database) -> None:
    for statement in TRAIL:
        db.execute(statement)


def _m005_lean(db: Database) -> None:
    for statement in LEAN:
        db.execute(statement)


def _m006_paper(db: Database) -> None:
    for statement in PAPER:
        db.execute(statement)


def _m007_carried(db: Database) -> None:
    for statement in CARRIED:
        db.execute(statement)


# Published steps never change; a new need is a new step at the end.
STEPS = (
    _m001_first,
    _m002_clock_and_files,
    _m003_salvaged,
    _m004_trail,
    _m005_lean,
    _m006_paper,
    _m007_carried,
)


def migrate(db: Database) -> None:
    """Apply what is missing, and nothing when nothing is; raises StoreError S06 for a database of a newer program."""
    steps = _steps()
    _refuse_newer(db, steps)
    with storing("schema"):
        pending = steps.pending(db)
    if pending:
        # Outside BEGIN IMMEDIATE two programs starting at once got "database is locked" 15 times of 15.
        with write_tx(db):
            _refuse_newer(db, steps)
            steps.apply(db)


def _steps() -> Migrations:
    steps = Migrations(_SET)
    for step in STEPS:
        steps(name=step.__name__.removeprefix("_"))(step)
    return steps


def _refuse_newer(db: Database, steps: Migrations) -> None:
    known = {step.__name__.removeprefix("_") for step in STEPS}
    with storing("schema"):
        unknown = sorted({applied.name for applied in steps.applied(db)} - known)
    if unknown:
        raise fault(NEWER, ", ".join(unknown))
