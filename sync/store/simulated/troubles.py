"""What a simulated disk is told to do wrong, and when."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum


class Trouble(StrEnum):
    """An operation that fails; SHORT_WRITE writes half before it does."""

    OPEN = "open"
    READ = "read"
    WRITE = "write"
    SHORT_WRITE = "short_write"
    SYNC = "sync"


class _Ordered:
    """A trouble that begins after so many operations of its kind and lasts for so many."""

    __slots__ = ("after", "count", "kind")

    def __init__(self, kind: Trouble, after: int, count: int) -> None:
        self.kind = kind
        self.after = after
        self.count = count


class Troubles:
    """Asked before every operation; `any` says whether that is worth while. Without power everything fails."""

    def __init__(self, power_goes: Callable[[], None]) -> None:
        self.any = False
        self.dark = False
        self.read_only = False
        self.struck: dict[Trouble, int] = {}
        self._power_goes = power_goes
        self._ordered: list[_Ordered] = []
        self._fuse: int | None = None

    def order(self, kind: Trouble, *, after: int, count: int) -> None:
        """Let operations of the kind fail, after so many that succeed, so many times."""
        self._ordered.append(_Ordered(kind, after, count))
        self._look()

    def protect(self) -> None:
        """Let no change succeed."""
        self.read_only = True
        self._look()

    def burn_after(self, changes: int) -> None:
        """Let the power go in the middle of the change after so many more."""
        self._fuse = changes
        self._look()

    def power_on(self) -> None:
        """End the dark, and call off what would bring it."""
        self.dark = False
        self._fuse = None
        self._look()

    def mend(self) -> None:
        """End everything but the dark."""
        self._ordered.clear()
        self.read_only = False
        self._look()

    @contextmanager
    def calm(self) -> Iterator[None]:
        """For as long as it lasts nothing fails as told, and no failure is used up."""
        kept = self._ordered, self.read_only, self._fuse
        self._ordered, self.read_only, self._fuse = [], False, None
        self._look()
        try:
            yield
        finally:
            self._ordered, self.read_only, self._fuse = kept
            self._look()

    @property
    def power_goes_now(self) -> bool:
        """Whether the coming change is the one in whose middle the power goes."""
        return self._fuse == 0 and not self.read_only

    def burn(self) -> None:
        """Count a change."""
        if self._fuse == 0:
            self._fuse = None
            self.dark = True
            self._power_goes()
        if self.dark:
            raise failure(errno.EIO)
        if self._fuse is not None:
            self._fuse -= 1

    def change(self) -> None:
        """Count a change, refused on a read-only disk."""
        self.burn()
        if self.read_only:
            raise failure(errno.EROFS)

    def strike(self, kind: Trouble) -> None:
        """Fail if an operation of the kind is to fail now."""
        if self.dark:
            raise failure(errno.EIO)
        for ordered in self._ordered:
            if ordered.kind is not kind:
                continue
            if ordered.after:
                ordered.after -= 1
                continue
            ordered.count -= 1
            if not ordered.count:
                self._ordered.remove(ordered)
                self._look()
            self.struck[kind] = self.struck.get(kind, 0) + 1
            raise failure(errno.EIO)

    def _look(self) -> None:
        self.any = bool(self._ordered) or self.read_only or self.dark or self._fuse is not None


def failure(code: int) -> OSError:
    """The error that a system call would give."""
    return OSError(code, os.strerror(code))
