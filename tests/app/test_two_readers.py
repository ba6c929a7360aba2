"""A terminal with a place for either card: whichever card goes where, the person is known or told what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.assembly import Mode, Options, furnish, surroundings
from app.person import Person
from app.runner import Runner
from devices import simulator
from devices.citizens import HERDER, OVER_EIGHTY
from devices.images import ResidentIdImage
from devices.simulator import SimulatedCardReader
from kiosk.cards import CardKind, CardProblem, CardStatus, ReaderState
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import events, states
from tests.app.lanes import TurnLanes
from tests.app.stage import WAIT_S, Stage, play, stage_in

# Half a character, over and over; and a number whose check digit is wrong.
BAD, WRONG = ResidentIdImage(b"\x00\xd8" * 128), replace(HERDER, id_number=HERDER.id_number[:-1] + "1")
NOTHING_MORE = 40
# Whose list asks for no witness.
ITEM = "elder-80"


@dataclass(slots=True)
class Table:
    """A running terminal at "put in your card", and its two readers."""

    runner: Runner
    lanes: TurnLanes
    id: SimulatedCardReader
    chip: SimulatedCardReader
    stage: Stage

    def until(self, *kinds: type[states.State]) -> None:
        play(self.runner, self.lanes, None, until=lambda: isinstance(self.runner.state, kinds))

    def identity(self) -> CardKind:
        """The kind of card the person is known by."""
        self.until(states.ConfirmingIdentity)
        identity = self.runner.state.visit.identity
        assert identity is not None
        return identity.content.kind

    def readings(self) -> list[str]:
        """The readers that were asked to read, in order."""
        return [state.card.reader for state in self.stage.seen if isinstance(state, states.ReadingCard)]

    def inserting(self) -> states.InsertingCard:
        """The page that asks for a card, as it is now."""
        assert isinstance(self.runner.state, states.InsertingCard)
        return self.runner.state


@contextmanager
def table(directory: Path, *, id_first: bool = True, put: tuple[str, ...] = ()) -> Iterator[Table]:
    """Someone has chosen an item; `put` says in which readers cards lie already."""
    stage, lanes = stage_in(directory), TurnLanes()
    id = SimulatedCardReader("id", lanes.clock, accepts=frozenset({CardKind.RESIDENT_ID}))
    chip = SimulatedCardReader("chip", lanes.clock, accepts=frozenset({CardKind.SOCIAL_SECURITY}))
    around = surroundings(stage.product, Options(Mode.DEMO, directory), lanes.clock)
    terminal = furnish(
        stage.product, replace(around, readers=(id, chip) if id_first else (chip, id)), lanes, mode=Mode.DEMO
    )
    runner = Runner(replace(terminal.crew, wait_s=WAIT_S), terminal.facts, stage.seen.append, lambda: None)
    runner.start()
    for name in put:
        (id if name == "id" else chip).insert(HERDER.resident_id() if name == "id" else HERDER.social_security())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulator, "_RESIDENT_ID_S", 0.0)
        for _ in range(NOTHING_MORE):
            lanes.turn()
        for event in (events.Touched(), events.LanguageChosen("zh"), events.ItemChosen(ITEM), events.ApplyPressed()):
            runner.post(event)
        here = Table(runner, lanes, id, chip, stage)
        here.until(states.InsertingCard, states.ReadingCard, states.ConfirmingIdentity)
        try:
            yield here
        finally:
            runner.close()
            terminal.close()


def test_either_card_is_read_where_it_belongs(tmp_path: Path) -> None:
    with table(tmp_path) as here:
        here.id.insert(HERDER.resident_id())
        assert here.identity() is CardKind.RESIDENT_ID
        here.runner.post(events.Denied())
        here.id.remove()
        here.chip.insert(OVER_EIGHTY.social_security())
        assert here.identity() is CardKind.SOCIAL_SECURITY
        assert here.readings() == ["id", "chip"]


def test_an_id_card_in_the_slot_for_chips_is_told_and_yields_to_one_that_lies_right(tmp_path: Path) -> None:
    with table(tmp_path) as here:
        here.chip.insert(HERDER.resident_id())
        wrong = CardStatus("chip", ReaderState.WRONG_SLOT)
        play(here.runner, here.lanes, None, until=lambda: wrong in here.inserting().readers)
        assert here.readings() == []
        here.id.insert(OVER_EIGHTY.resident_id())
        assert here.identity() is CardKind.RESIDENT_ID
        identity = here.runner.state.visit.identity
        assert identity is not None and identity.content.name == OVER_EIGHTY.name


@pytest.mark.parametrize("id_first", [True, False])
def test_of_two_cards_that_wait_the_one_in_the_reader_named_first_is_read(tmp_path: Path, id_first: bool) -> None:
    with table(tmp_path, id_first=id_first, put=("chip", "id")) as here:
        first, second = (CardKind.RESIDENT_ID, CardKind.SOCIAL_SECURITY)[:: 1 if id_first else -1]
        assert here.identity() is first
        here.runner.post(events.Denied())
        assert here.identity() is second


def test_bad_cards_in_both_readers_are_read_once_each(tmp_path: Path) -> None:
    with table(tmp_path) as here:
        here.id.insert(BAD)
        here.until(states.ReadingCard)
        here.until(states.InsertingCard)
        assert here.inserting().problem is CardProblem.DAMAGED
        here.chip.insert(WRONG.social_security())
        here.until(states.ReadingCard)
        here.until(states.InsertingCard)
        for _ in range(NOTHING_MORE):
            here.lanes.turn()
        assert here.inserting().problem is IdentityRefusal.NUMBER_INVALID
        assert here.readings() == ["id", "chip"]
        here.id.swap(HERDER.resident_id())
        assert here.identity() is CardKind.RESIDENT_ID


def test_a_card_exchanged_within_one_look_hands_nothing_in(tmp_path: Path) -> None:
    with table(tmp_path) as here:
        now, fresh_id = here.lanes.clock.now, here.runner.fresh_id
        someone = Person(ITEM, "elders", "zh", lambda: None, now, fresh_id)
        here.id.insert(HERDER.resident_id())
        play(here.runner, here.lanes, someone, until=lambda: isinstance(here.runner.state, states.Signing))
        here.id.swap(OVER_EIGHTY.resident_id())
        here.runner.post(*someone.moves(here.runner.state))
        here.until(states.InsertingCard)
        assert here.inserting().problem is IdentityRefusal.OTHER_PERSON
        assert here.inserting().visit.identity is None
        for _ in range(NOTHING_MORE):
            here.lanes.turn()
        assert here.stage.entries() == []
        here.id.remove()
        gone = CardStatus("id", ReaderState.EMPTY)
        play(here.runner, here.lanes, None, until=lambda: gone in here.inserting().readers)
        here.id.insert(HERDER.resident_id())
        here.until(states.ConfirmingIdentity)
        play(here.runner, here.lanes, someone, until=lambda: isinstance(here.runner.state, states.Submitted))
        assert len(here.stage.entries()) == 1


def test_a_reader_that_is_unplugged_leaves_the_other_one_working(tmp_path: Path) -> None:
    with table(tmp_path) as here:
        here.id.lose_reader()
        gone = CardStatus("id", ReaderState.NO_READER)
        play(here.runner, here.lanes, None, until=lambda: gone in here.inserting().readers)
        here.chip.insert(OVER_EIGHTY.social_security())
        assert here.identity() is CardKind.SOCIAL_SECURITY
