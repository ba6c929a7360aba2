"""The locks SQLite asks of a file and of its WAL index, kept between the connections of one process."""

from __future__ import annotations

# https://www.sqlite.org/c3ref/c_lock_exclusive.html
NONE, SHARED, RESERVED, PENDING, EXCLUSIVE = range(5)


class FileLocks:
    """Who holds which level on one file; holders are any numbers that differ."""

    __slots__ = ("_levels",)

    def __init__(self) -> None:
        self._levels: dict[int, int] = {}

    def lock(self, holder: int, wanted: int) -> bool:
        """Raise the holder's level; False when others are in the way, and then a would-be writer keeps new readers out."""
        held = self._levels.get(holder, NONE)
        if held >= wanted:
            return True
        others = max((level for other, level in self._levels.items() if other != holder), default=NONE)
        if wanted == SHARED:
            granted = others < PENDING
        elif wanted == RESERVED:
            granted = others < RESERVED
        else:
            if others >= RESERVED:
                return False
            granted = others == NONE
            wanted = wanted if granted else PENDING
        if granted or wanted == PENDING:
            self._levels[holder] = wanted
        return granted

    def unlock(self, holder: int, wanted: int) -> None:
        """Lower the holder's level."""
        if wanted == NONE:
            self._levels.pop(holder, None)
        elif self._levels.get(holder, NONE) > wanted:
            self._levels[holder] = wanted

    def reserved(self) -> bool:
        """Whether anybody is about to write."""
        return any(level >= RESERVED for level in self._levels.values())


class IndexLocks:
    """The eight locks of a WAL index, each shared by many or exclusive to one; they are asked for by bit mask."""

    __slots__ = ("_exclusive", "_shared")

    def __init__(self) -> None:
        self._shared: dict[int, int] = {}
        self._exclusive: dict[int, int] = {}

    def share(self, holder: int, mask: int) -> bool:
        """Take shared locks, all or none."""
        if _others(self._exclusive, holder) & mask:
            return False
        self._shared[holder] = self._shared.get(holder, 0) | mask
        return True

    def exclude(self, holder: int, mask: int) -> bool:
        """Take exclusive locks, all or none."""
        if (_others(self._exclusive, holder) | _others(self._shared, holder)) & mask:
            return False
        self._exclusive[holder] = self._exclusive.get(holder, 0) | mask
        return True

    def release(self, holder: int, mask: int) -> None:
        """Give locks back, of whichever kind."""
        for held in (self._shared, self._exclusive):
            if holder in held:
                held[holder] &= ~mask

    def leave(self, holder: int) -> None:
        """Give everything back."""
        self._shared.pop(holder, None)
        self._exclusive.pop(holder, None)


def _others(held: dict[int, int], holder: int) -> int:
    mask = 0
    for other, its in held.items():
        if other != holder:
            mask |= its
    return mask
