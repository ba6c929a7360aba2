"""The suite a store was begun with: it stays with it, because every hash and signature in the store is that suite's."""

from __future__ import annotations

from sqlite_utils import Database

from kiosk.base.errors import ConfigError
from sync.seal.intl import INTL
from sync.seal.suite import Suite
from sync.seal.suites import SUITES, suite_named
from sync.store.chain import START, Link, chained
from sync.store.driver import write_tx
from sync.store.errors import storing


def suite_of(db: Database, asked: Suite | None) -> Suite:
    """The store's suite, taken down if it is new; raises ConfigError G01 for a store that was begun with another one."""
    begun = _begun(db)
    if begun is None:
        name = _hashed_with(db) if asked is None else asked.name
        with write_tx(db):
            db.execute("INSERT INTO suite(one, name) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM suite)", (name,))
        begun = _begun(db) or name
    if asked is None:
        return suite_named(begun)
    if begun != asked.name:
        raise ConfigError("G01", f"hub.suite: this terminal's database was begun with {begun}")
    return asked


def _hashed_with(db: Database) -> str:
    """The suite of a salvaged store: the one its first event was hashed with."""
    with storing("suite"):
        row = db.execute("SELECT n, body, hash, hybrid FROM audit WHERE n = 1").fetchone()
    if row is None:
        return INTL
    link = Link(*row)
    fits = (
        name
        for name in SUITES
        if chained(START, link.body, stamp=link.stamp, hash=suite_named(name).hash).hash == link.hash
    )
    return next(fits, INTL)


def _begun(db: Database) -> str | None:
    with storing("suite"):
        row = db.execute("SELECT name FROM suite").fetchone()
    return row[0] if row else None
