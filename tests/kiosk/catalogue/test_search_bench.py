"""How long a search takes; measured by `make bench` only."""

from __future__ import annotations

import time

import pytest

from kiosk.catalogue.search import build_index
from tests.kiosk.people import DATA, sample_list

LIMIT_S = 0.005


@pytest.mark.bench
def test_a_search_is_answered_between_two_keystrokes() -> None:
    index = build_index(sample_list(), (DATA / "search.json").read_bytes())
    names = [entry.item.name.zh for entry in index.entries] + [entry.initials for entry in index.entries]
    taken = []
    for query in [name[: at + 1] for name in names for at in range(len(name))]:
        begun = time.process_time()
        index.search(query)
        taken.append(time.process_time() - begun)
    taken.sort()
    p99 = taken[len(taken) * 99 // 100]
    assert p99 < LIMIT_S, f"{len(taken)} searches, median {taken[len(taken) // 2]:.6f} s, p99 {p99:.6f} s"
