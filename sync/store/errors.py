"""What sqlcipher3 and the disk raise, and the StoreError it becomes.

S01  the database is damaged
S02  the disk is full, or nearly
S03  another process holds the database; tried again, it may work
S04  the disk does not read or write, or is not there
S05  the database refuses what the program asks: a guard held, or the program is wrong
S06  the database was made by a newer program
S07  the audit chain is broken
S08  the database was written under another key
S09  the disk, or the terminal's place on it, is not to be written to
S10  the disk for copies is not there, is the terminal's own, or is not to be written to
S11  the disk for copies has no room
S12  a copy does not verify, or the disk for copies fails or takes too long
S13  a kept file is gone or damaged
"""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from kiosk.base.errors import StoreError

DAMAGED = "S01"
DISK_FULL = "S02"
BUSY = "S03"
DISK = "S04"
REFUSED = "S05"
NEWER = "S06"
AUDIT_BROKEN = "S07"
WRONG_KEY = "S08"
READ_ONLY = "S09"
NO_PLACE = "S10"
NO_ROOM = "S11"
BAD_COPY = "S12"
FILE_LOST = "S13"

# Primary result codes, https://www.sqlite.org/rescode.html; they say more than the exception's class.
_RESULTS: dict[int, str] = {
    3: READ_ONLY,  # PERM
    5: BUSY,  # BUSY
    6: BUSY,  # LOCKED
    8: READ_ONLY,  # READONLY
    10: DISK,  # IOERR
    11: DAMAGED,  # CORRUPT
    13: DISK_FULL,  # FULL
    14: DISK,  # CANTOPEN
    15: BUSY,  # PROTOCOL: a race for the WAL's locks
    17: BUSY,  # SCHEMA: changed by another connection
    26: DAMAGED,  # NOTADB
}

# The first that fits counts, so subclasses stand before their base.
CLASSES: tuple[tuple[type[Exception], str], ...] = (
    (dbapi2.IntegrityError, REFUSED),
    (dbapi2.DataError, REFUSED),
    (dbapi2.ProgrammingError, REFUSED),
    (dbapi2.NotSupportedError, REFUSED),
    (dbapi2.InternalError, REFUSED),
    (dbapi2.OperationalError, REFUSED),
    (dbapi2.DatabaseError, DAMAGED),
    (dbapi2.InterfaceError, REFUSED),
    (dbapi2.Error, DISK),
    (dbapi2.Warning, REFUSED),
    # SQLite says "no memory" (7) when its codec cannot seal or open a page: after a read that failed, mostly.
    (MemoryError, DISK),
    (OSError, DISK),
)
_SYSTEM: dict[int, str] = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}


class StoreBusyError(StoreError):
    """S03: the only failure of the store that passes by itself."""

    retryable = True


def fault(code: str, detail: str) -> StoreError:
    """The StoreError of a code."""
    return StoreBusyError(code, detail) if code == BUSY else StoreError(code, detail)


def code_of(error: Exception) -> str | None:
    """The code of a foreign exception; None when it is neither the database's nor the disk's, and so a bug."""
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, DISK)
    code = next((code for kind, code in CLASSES if isinstance(error, kind)), None)
    result = getattr(error, "sqlite_errorcode", None)
    if code is None or result is None:
        return code
    return _RESULTS.get(result & 0xFF, code)


@contextmanager
def storing(what: str) -> Generator[None]:
    """Turn foreign exceptions into StoreError; the cause is dropped, for its text may quote what was written."""
    try:
        yield
    except Exception as error:
        ours = told(what, error)
        if ours is None:
            raise
        raise ours from None


def told(what: str, error: BaseException) -> StoreError | None:
    """The StoreError for what a foreign exception stopped; None when it is no failure of database or disk."""
    code = code_of(error) if isinstance(error, Exception) else None
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    return None if code is None else fault(code, f"{what}: {name}")
