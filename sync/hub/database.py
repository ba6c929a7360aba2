"""Opening the hub's database: SQLite by sqlcipher3 under SQLAlchemy, never the system's older one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError
from sqlcipher3 import dbapi2

from kiosk.base.errors import ConfigError
from sync.hub.errors import asking
from sync.hub.tables import METADATA, SCHEMA_VERSION, schema
from sync.store.disk import REAL_DISK, Disk
from sync.store.errors import DISK, NEWER, REFUSED, fault, storing

# Before 3.51.3 a commit that raced a checkpoint could be lost, or corrupt the file (the WAL-reset bug).
OLDEST_SQLITE = (3, 53, 0)
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
)
CONNECTIONS = 4
READING = "doorstep_reading"


class HubDatabase:
    """The hub's database behind its two doors, `writing` and `reading`."""

    def __init__(self, engine: Engine) -> None:
        self._writer = engine
        self._reader = engine.execution_options(**{READING: True})

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction, all or nothing, on disk when it ends. Raises StoreError S02 to S05."""
        with asking("hub write"), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One consistent view, blocking no writer. Raises StoreError."""
        with asking("hub read"), self._reader.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._writer.dispose()


def open_database(url: str, key: bytes | None = None, *, disk: Disk = REAL_DISK) -> HubDatabase:
    """Open or create the database that `url` names; `key` (32 bytes) encrypts its pages.

    Raises ConfigError G01 for anything but a SQLite file, StoreError S01 when it does not open, S06 when it is newer.
    """
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise fault(REFUSED, f"SQLite {dbapi2.sqlite_version} is too old")
    path = sqlite_path(url)
    with storing("hub create"):
        disk.create(Path(path))
    engine = _engine(URL.create("sqlite", database=path), key, vfs=disk.vfs)
    try:
        database = HubDatabase(engine)
        _prepare(database)
    except BaseException:
        engine.dispose()
        raise
    return database


def existing_database(url: str, key: bytes | None = None, *, disk: Disk = REAL_DISK) -> HubDatabase:
    """The database that `url` names, for doors that look at it, also while a hub serves it. Raises StoreError S04 when there is none."""
    if disk.size(Path(sqlite_path(url))) is None:
        raise fault(DISK, "there is no such database")
    return open_database(url, key, disk=disk)


def sqlite_path(url: str) -> str:
    """The file a database URL names ("sqlite:///hub.db"); raises ConfigError G01 for every other kind."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ConfigError("G01", "the hub's database must be a URL such as sqlite:///hub.db") from None
    if parsed.drivername != "sqlite":
        raise ConfigError("G01", f"the hub stores in SQLite for now (sqlite:///FILE), not in {parsed.drivername}")
    if not parsed.database or parsed.database == ":memory:" or parsed.query:
        raise ConfigError("G01", "the hub's database must be a file (sqlite:///FILE)")
    return parsed.database


def _engine(url: URL, key: bytes | None, *, vfs: str | None) -> Engine:
    # hide_parameters: an exception's text must not quote what was to be stored.
    engine = create_engine(
        url,
        module=dbapi2,
        connect_args={"vfs": vfs},
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
    )

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        if key is not None:
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            connection.execute("PRAGMA cipher_log_level=NONE")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    def begins(connection: Connection) -> None:
        # A deferred BEGIN that reads and then writes fails at once when another one wrote in between.
        reading = connection.get_execution_options().get(READING, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begins)
    return engine


def _prepare(database: HubDatabase) -> None:
    with database.writing() as connection:
        METADATA.create_all(connection)
        version = connection.execute(select(schema.c.version)).scalar()
        if version is None:
            connection.execute(insert(schema).values(version=SCHEMA_VERSION))
        elif version > SCHEMA_VERSION:
            raise fault(NEWER, f"schema {version}")
