"""A power cut against a model: what was promised, what the kernel showed, and nothing in between but sectors of either."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.store.simulated.node import SECTOR
from sync.store.simulated.platter import Platter
from sync.store.simulated.troubles import Trouble

NAME = "/d/file"
WRITES = st.tuples(st.just("write"), st.integers(0, 5000), st.integers(1, 2000))
CHANGES = st.lists(
    st.one_of(
        WRITES,
        st.tuples(st.just("resize"), st.integers(0, 5000), st.just(0)),
        st.tuples(st.just("sync"), st.just(0), st.just(0)),
    ),
    max_size=12,
)
Change = tuple[str, int, int]


def changed(platter: Platter, changes: Iterable[Change]) -> tuple[bytes, bytes]:
    """What a plain bytearray holds after the changes, and held at the last sync."""
    shown, promised = bytearray(), b""
    node = platter.open(NAME)
    platter.sync(node, NAME)
    platter.sync_folder("/d")
    for number, (kind, place, count) in enumerate(changes, 1):
        if kind == "write":
            chunk = bytes([number]) * count
            platter.write(node, place, chunk, name=NAME)
            shown.extend(bytes(max(0, place + count - len(shown))))
            shown[place : place + count] = chunk
        elif kind == "resize":
            platter.resize(node, place)
            shown = bytearray(shown[:place].ljust(place, b"\0"))
        else:
            platter.sync(node, NAME)
            promised = bytes(shown)
    assert platter.read(node, 0, 1 << 20) == shown
    assert platter.used_bytes == len(shown)
    return bytes(shown), promised


def left(platter: Platter) -> bytes:
    platter.lose_power()
    node = platter.find(NAME)
    assert node is not None
    assert platter.used_bytes == len(node.data)
    return bytes(node.data)


@given(CHANGES)
def test_all_can_be_lost_down_to_the_last_sync(changes: list[Change]) -> None:
    platter = Platter(lambda below: 0, 1 << 20)
    _, promised = changed(platter, changes)
    assert left(platter) == promised


@given(CHANGES)
def test_all_can_be_kept(changes: list[Change]) -> None:
    # No name undone; kept in order; all of it.
    numbers = iter([0, 1])
    platter = Platter(lambda below: next(numbers, below - 1), 1 << 20)
    shown, _ = changed(platter, changes)
    assert left(platter) == shown


@given(CHANGES, st.integers(0, 1 << 30))
def test_what_is_kept_of_a_sector_is_one_of_its_contents(changes: list[Change], seed: int) -> None:
    """Replayed one by one: after a cut each sector is as it was after some change, since the last sync, or zeros."""
    platter = Platter(random.Random(seed).randrange, 1 << 20)
    changed(platter, changes)
    found = left(platter)
    begin = max((number for number, change in enumerate(changes) if change[0] == "sync"), default=-1) + 1
    views = [changed(Platter(lambda below: 0, 1 << 20), changes[:end])[0] for end in range(begin, len(changes) + 1)]
    for start in range(0, len(found), SECTOR):
        sector = found[start : start + SECTOR]
        told = {byte for view in views for byte in view[start : start + SECTOR]} | {0}
        assert set(sector) <= told


def test_a_failed_sync_loses_though_the_next_one_succeeds() -> None:
    """As Linux does: reported once, and what was lost then is not written again."""
    lost = 0
    for seed in range(40):
        platter = Platter(random.Random(seed).randrange, 1 << 20)
        node = platter.open(NAME)
        platter.sync_folder("/d")
        platter.write(node, 0, b"lost?", name=NAME)
        platter.troubles.order(Trouble.SYNC, after=0, count=1)
        with pytest.raises(OSError, match="Input/output error"):
            platter.sync(node, NAME)
        platter.write(node, 5, b" kept", name=NAME)
        platter.sync(node, NAME)
        assert platter.read(node, 0, 99) == b"lost? kept"
        found = left(platter)
        assert found in (b"lost? kept", bytes(5) + b" kept")
        lost += not found.startswith(b"lost?")
    assert 5 < lost < 35


def test_a_short_write_leaves_its_first_half() -> None:
    platter = Platter(lambda below: 0, 1 << 20)
    node = platter.open(NAME)
    platter.troubles.order(Trouble.SHORT_WRITE, after=1, count=1)
    platter.write(node, 0, b"before", name=NAME)
    with pytest.raises(OSError, match="Input/output error"):
        platter.write(node, 6, b"after!", name=NAME)
    assert platter.read(node, 0, 99) == b"beforeaft"
    assert platter.troubles.struck == {Trouble.SHORT_WRITE: 1}
    assert not platter.troubles.any


def test_names_are_undone_from_the_last_on() -> None:
    """A renamed file has either name and never both; with its folder synced it has the new one."""
    seen = set()
    for kept in range(4):
        platter = Platter(partial(min, kept), 1 << 20)
        platter.open("/d/a")
        platter.open("/d/b")
        platter.rename("/d/a", "/d/c")
        platter.lose_power()
        seen.add(tuple(platter.names()))
    assert seen == {(), ("/d/a",), ("/d/a", "/d/b"), ("/d/b", "/d/c")}
    platter = Platter(lambda below: 0, 1 << 20)
    platter.open("/d/a")
    platter.rename("/d/a", "/d/c")
    platter.sync_folder("/d")
    platter.lose_power()
    assert platter.names() == ["/d/c"]


def test_a_full_disk_takes_whole_sectors_and_frees_what_is_forgotten() -> None:
    platter = Platter(lambda below: 0, 2000)
    node = platter.open(NAME)
    with pytest.raises(OSError, match="No space left"):
        platter.write(node, 0, bytes(3000), name=NAME)
    assert (len(node.data), platter.used_bytes) == (3 * SECTOR, 3 * SECTOR)
    with pytest.raises(OSError, match="No space left"):
        platter.resize(node, 2001)
    platter.write(node, 0, b"x" * 3 * SECTOR, name=NAME)
    platter.unlink(NAME)
    assert platter.used_bytes == 0
    platter.write(platter.open("/d/other"), 0, bytes(2000), name="/d/other")


def test_a_file_keeps_its_content_for_who_has_it_open() -> None:
    platter = Platter(lambda below: 0, 1000)
    node = platter.open(NAME)
    platter.write(node, 0, b"x", name=NAME)
    platter.unlink(NAME)
    platter.write(node, 1, bytes(5000), name=NAME)
    assert platter.used_bytes == 0
    assert platter.read(node, 0, 1) == b"x"
