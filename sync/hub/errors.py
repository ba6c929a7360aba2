"""What SQLAlchemy raises, and the StoreError it becomes: the driver's own word decides where there is one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import exc

from sync.store.errors import BUSY, REFUSED, code_of, fault

# Everything else of SQLAlchemy is a mistake in the program's use of it.
BARE: dict[type[Exception], str] = {
    exc.TimeoutError: BUSY,
    exc.SQLAlchemyError: REFUSED,
    exc.EmulatedDBAPIException: REFUSED,
}


def store_code(error: Exception) -> str | None:
    """The code of an exception; None when it is not the database's, and so a bug."""
    if isinstance(error, exc.DBAPIError) and isinstance(error.orig, Exception):
        return code_of(error.orig) or REFUSED
    own = next((code for kind, code in BARE.items() if isinstance(error, kind)), None)
    return own or code_of(error)


@contextmanager
def asking(what: str) -> Generator[None]:
    """Turn the database's exceptions into StoreError; the cause is dropped, for its text may quote what was written."""
    try:
        yield
    except Exception as error:
        code = store_code(error)
        if code is None:
            raise
        raise fault(code, f"{what}: {type(error).__name__}") from None
