"""Something opened on the lane that uses it, at its first use, and closed there."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Generic, Protocol, TypeVar

from kiosk.base.errors import StoreError
from sync.store.errors import DAMAGED, DISK, READ_ONLY

SPOILT = frozenset({DISK, DAMAGED, READ_ONLY})


class Closable(Protocol):
    """What can be let go of."""

    def close(self) -> None:
        """Let go."""
        ...


T = TypeVar("T", bound=Closable)


class Lazily(Generic[T]):
    """A database connection belongs to one lane, so it must be made there; the assembly only says how."""

    def __init__(self, open_it: Callable[[], T]) -> None:
        self._open = open_it
        self._opened: T | None = None

    def get(self) -> T:
        """The thing, opened now if it was not."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    @contextmanager
    def lent(self) -> Generator[T]:
        """The thing, for one job; when the disk failed under it, or it looks damaged, it is opened anew for the next one.

        A keyed connection that could not read one page takes the file for damaged, or for read-only, for ever after,
        although the disk is well again; what is really so is found out, and told, when it is opened.
        """
        try:
            yield self.get()
        except StoreError as error:
            if error.code in SPOILT:
                with suppress(StoreError):
                    self.close()
            raise

    def close(self) -> None:
        """Close it if it was ever opened; the next `get` opens it anew."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()
