"""Something opened on the lane that uses it, at its first use, and closed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


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

    def close(self) -> None:
        """Close it if it was ever opened; the next `get` opens it anew."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()
