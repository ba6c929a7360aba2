"""Opening the keyed database, and the one way to write to it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from sync.seal.pages import PAGE_BYTES
from sync.store.disk import REAL_DISK, Disk
from sync.store.errors import DAMAGED, DISK_FULL, fault, storing, told

BUSY_TIMEOUT_MS = 5000
PAGE_SIZE = PAGE_BYTES
_WAL_INDEX_BYTES = 32768
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "wal_autocheckpoint=1000",
    "trusted_schema=OFF",
)


def connect(path: Path, key: bytes, *, disk: Disk = REAL_DISK) -> Database:
    """Open, or create with mode 0600, the database under its raw 32-byte key; blocks up to 5 s for a lock.

    A connection belongs to one lane. Raises StoreError S01 for another key or a file that is no database.
    """
    with storing("open"):
        _refuse_stump(path, disk)
        disk.create(path)
        # No implicit transactions: nothing is written but inside write_tx. Lanes may be remade on another thread.
        conn = dbapi2.connect(
            str(path),
            timeout=BUSY_TIMEOUT_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
            vfs=disk.vfs,
            # Once its 128 are full the driver throws away the newest, and making the schema alone fills them.
            cached_statements=512,
        )
        try:
            _prepare(conn, key)
            return Database(conn, strict=True)
        except BaseException as error:
            conn.close()
            # Where there is no room for the WAL's index, SQLite speaks of an input/output error.
            if isinstance(error, dbapi2.OperationalError) and disk.free_bytes(path) < _WAL_INDEX_BYTES:
                raise fault(DISK_FULL, "no room to open it") from None
            raise


def connect_to_copy(path: Path, key: bytes) -> Database:
    """Open a database that nobody writes to, for looking; not a byte of it or beside it is touched. Raises StoreError S.. ."""
    with storing("open copy"):
        conn = dbapi2.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
        try:
            _unlock(conn, key)
            return Database(conn, strict=True)
        except BaseException:
            conn.close()
            raise


def _refuse_stump(path: Path, disk: Disk) -> None:
    """SQLite would take a file shorter than a page for a new database, and the numbering would begin again at 1.

    With an empty one it would delete the WAL that may hold everything.
    """
    size = disk.size(path) or 0
    wal, journal = (disk.size(path.with_name(path.name + suffix)) for suffix in ("-wal", "-journal"))
    if 0 < size < PAGE_SIZE and wal is None and journal is None:
        raise fault(DAMAGED, "shorter than a page")
    if not size and wal:
        raise fault(DAMAGED, "nothing but its WAL is left")


def _prepare(conn: dbapi2.Connection, key: bytes) -> None:
    _unlock(conn, key)
    for pragma in PRAGMAS:
        conn.execute(f"PRAGMA {pragma}").fetchall()


def _unlock(conn: dbapi2.Connection, key: bytes) -> None:
    # In this order: key and page size are needed before the first page is read, and at every opening.
    conn.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    conn.execute(f"PRAGMA cipher_page_size={PAGE_SIZE}")
    # Else SQLCipher writes to standard error.
    conn.execute("PRAGMA cipher_log_level=NONE")
    conn.execute("SELECT count(*) FROM sqlite_master").fetchone()


@contextmanager
def write_tx(db: Database) -> Generator[Database]:
    """The only way to write: BEGIN IMMEDIATE, all or nothing, on disk when it ends.

    Raises StoreError S02 to S05, and then nothing was kept; after S04 at the commit itself it may have been, which is
    why every writer can be asked again with the same id.
    """
    try:
        # A deferred BEGIN failed 26 % of two processes' writes at once, busy timeout or not; this one waits.
        db.conn.execute("BEGIN IMMEDIATE")
        yield db
        db.conn.execute("COMMIT")
    except BaseException as error:
        # SQLite has already rolled back by itself after some failures, a full disk among them.
        if db.conn.in_transaction:
            with storing("write"):
                db.conn.execute("ROLLBACK")
        ours = told("write", error)
        if ours is None:
            raise
        raise ours from None


def check_integrity(db: Database) -> None:
    """Authenticate every page of the file (32 ms per 10 MB); raises StoreError S01.

    It reads past SQLite's locks and past the WAL: a page being checkpointed, or torn by a power cut while it was,
    looks bad although the WAL holds it whole. So what looks bad is checkpointed and looked at once more.
    """
    with storing("integrity"):
        if not _bad_pages(db):
            return
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        bad = _bad_pages(db)
    if bad:
        raise fault(DAMAGED, f"{len(bad)} damaged pages")


def _bad_pages(db: Database) -> list[str]:
    return [str(row[0]) for row in db.conn.execute("PRAGMA cipher_integrity_check").fetchall()]
