"""The locks exclude whom SQLite says they exclude, whatever is asked of them in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.store.simulated.locks import EXCLUSIVE, NONE, PENDING, RESERVED, SHARED, FileLocks, IndexLocks

HOLDERS = st.integers(1, 3)


@given(st.lists(st.tuples(HOLDERS, st.sampled_from([NONE, SHARED, RESERVED, EXCLUSIVE])), max_size=30))
def test_one_writes_and_readers_are_gone_before_it_does(asked: list[tuple[int, int]]) -> None:
    locks = FileLocks()
    held = dict.fromkeys((1, 2, 3), NONE)
    for holder, wanted in asked:
        # SQLite asks for the next level from SHARED only, and gives back to SHARED or NONE only.
        if wanted <= min(SHARED, held[holder]):
            locks.unlock(holder, wanted)
            held[holder] = wanted
        elif held[holder] >= SHARED or wanted == SHARED:
            before = held[holder]
            others = [level for other, level in held.items() if other != holder]
            granted = locks.lock(holder, wanted)
            if granted:
                held[holder] = max(before, wanted)
            elif wanted == EXCLUSIVE and max(others) < RESERVED:
                held[holder] = PENDING
            assert granted or max(others) >= (PENDING if wanted == SHARED else SHARED)
        levels = sorted(held.values())
        assert sum(level >= RESERVED for level in levels) <= 1
        assert levels[2] < EXCLUSIVE or levels[1] == NONE
        assert locks.reserved() == (levels[2] >= RESERVED)


def test_a_waiting_writer_keeps_new_readers_out() -> None:
    locks = FileLocks()
    assert locks.lock(1, SHARED) and locks.lock(2, SHARED) and locks.lock(1, RESERVED)
    assert not locks.lock(1, EXCLUSIVE)
    assert not locks.lock(3, SHARED)
    locks.unlock(2, NONE)
    assert locks.lock(1, EXCLUSIVE)
    locks.unlock(1, SHARED)
    assert locks.lock(3, SHARED)


@given(st.lists(st.tuples(HOLDERS, st.integers(0, 7), st.integers(1, 3), st.sampled_from("sxr")), max_size=30))
def test_an_index_lock_is_shared_by_many_or_held_by_one(asked: list[tuple[int, int, int, str]]) -> None:
    locks = IndexLocks()
    shared: dict[int, set[int]] = {1: set(), 2: set(), 3: set()}
    excluded: dict[int, set[int]] = {1: set(), 2: set(), 3: set()}
    for holder, first, count, kind in asked:
        wanted = set(range(first, min(8, first + count)))
        mask = sum(1 << number for number in wanted)
        others_excluded = set().union(*(its for other, its in excluded.items() if other != holder))
        others_shared = set().union(*(its for other, its in shared.items() if other != holder))
        if kind == "s":
            granted = locks.share(holder, mask)
            assert granted == (not wanted & others_excluded)
            shared[holder] |= wanted if granted else set()
        elif kind == "x":
            granted = locks.exclude(holder, mask)
            assert granted == (not wanted & (others_excluded | others_shared))
            excluded[holder] |= wanted if granted else set()
        else:
            locks.release(holder, mask)
            shared[holder] -= wanted
            excluded[holder] -= wanted
