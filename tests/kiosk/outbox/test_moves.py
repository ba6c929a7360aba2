"""The queue's legal moves leave no entry stuck and no settled entry movable."""

from __future__ import annotations

from kiosk.outbox.model import LEGAL_MOVES, EntryState

SETTLED = {EntryState.DELIVERED, EntryState.REFUSED}


def reachable(start: EntryState) -> set[EntryState]:
    found = {start}
    while more := {after for before, after in LEGAL_MOVES if before in found} - found:
        found |= more
    return found


def test_a_settled_entry_never_moves() -> None:
    assert not {before for before, _ in LEGAL_MOVES} & SETTLED


def test_every_other_entry_can_still_be_delivered() -> None:
    assert {state for state in EntryState if EntryState.DELIVERED in reachable(state)} == set(EntryState) - {
        EntryState.REFUSED
    }


def test_nothing_is_settled_but_from_a_lease() -> None:
    assert {before for before, after in LEGAL_MOVES if after in SETTLED} == {EntryState.LEASED}
