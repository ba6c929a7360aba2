"""Whatever happens in whatever order, no step of a visit breaks a law of the house."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from app.person import Person
from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from tests.kiosk.journey.gallery import EVENTS, STATES, beginnings, every_event, over, reached
from tests.kiosk.journey.laws import LAWS, Step, broken
from tests.kiosk.journey.world import OFFERED, World, facts, plain


def test_no_event_at_any_state_breaks_a_law() -> None:
    """Every kind of state, bare and under every overlay, times every kind of event."""
    wrong: list[str] = []
    for state in [
        *beginnings(),
        *(covered for bare in beginnings() for covered in over(bare).values() if _lies(covered)),
    ]:
        for event in every_event(state):
            after, doing = advance(state, event, facts())
            wrong += [f"{name}: {_named(state)} + {event}" for name in broken(Step(state, event, after, doing))]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def _lies(covered: states.State) -> bool:
    """Whether this overlay can lie there: not on its like, and on nobody's page, no submission and no stop."""
    beneath = getattr(covered, "inner", getattr(covered, "back", None))
    alone = states.Attracting | states.Submitting | states.OutOfService | states.Warned
    return type(beneath) is not type(covered) and not isinstance(beneath, alone)


def _named(state: states.State) -> str:
    beneath = plain(state)
    return type(state).__name__ + ("" if beneath is state else f"({type(beneath).__name__})")


class Visits(RuleBasedStateMachine):
    """Anything may happen at any time: a person who knows what they want, one who does not, devices, time."""

    @initialize(item=st.sampled_from(OFFERED), cardless=st.booleans())
    def begin(self, item: str, *, cardless: bool) -> None:
        self.world = World()
        self.person: Person = self.world.cardless(item) if cardless else self.world.person(item)

    @rule(moves=st.integers(1, 6))
    def go_on(self, moves: int) -> None:
        """The person does what the page is for, and everything answers at once."""
        for _ in range(moves):
            for event in self.person.moves(plain(self.world.state)):
                self.post(event)
            while self.world.pending:
                self.post(self.world.pending.pop(0))

    @rule()
    def act(self) -> None:
        """The person does what the page is for; answers are still on their way."""
        for event in self.person.moves(plain(self.world.state)):
            self.post(event)

    @precondition(lambda self: self.world.pending)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """One of the answers comes, and not always the oldest: lanes know nothing of each other."""
        at = data.draw(st.integers(0, len(self.world.pending) - 1))
        self.post(self.world.pending.pop(at))

    @rule(data=st.data())
    def happen(self, data: st.DataObject) -> None:
        """Anything else."""
        every = [
            event
            for event in every_event(self.world.state)
            if not (isinstance(event, events.FaultRaised) and event.fatal)
        ]
        self.post(data.draw(st.sampled_from(every)))

    @rule()
    def wait(self) -> None:
        self.post(events.TimedOut())

    @rule()
    def put_in_or_take_out(self) -> None:
        if self.world.reader.card is None:
            self.world.insert()
        else:
            self.world.remove()

    def post(self, event: events.Event) -> None:
        """One step, looked at."""
        before = self.world.state
        doing = self.world.post(event)
        wrong = broken(Step(before, event, self.world.state, doing))
        assert not wrong, f"{', '.join(wrong)}: {_named(before)} + {event} -> {_named(self.world.state)}"


def test_no_order_of_events_breaks_a_law() -> None:
    run_state_machine_as_test(Visits, settings=settings(max_examples=120, stateful_step_count=50))


def test_the_unions_are_what_the_gallery_shows() -> None:
    assert set(reached()) == set(STATES) and len(STATES) == 34
    assert {type(event) for state in beginnings() for event in every_event(state)} == set(EVENTS)
    assert set(states.SCREENS) == set(STATES)


@pytest.mark.parametrize("kind", EVENTS)
def test_no_event_is_silent(kind: type[events.Event]) -> None:
    """Somewhere it changes the visit or asks for something."""
    steps = [
        (state, advance(state, event, facts()))
        for state in beginnings()
        for event in every_event(state)
        if type(event) is kind
    ]
    assert any((after, doing) != (state, ()) for state, (after, doing) in steps)


@pytest.mark.parametrize("kind", effects.Effect.__args__)
def test_no_effect_is_never_asked_for(kind: type[effects.Effect]) -> None:
    asked = {
        type(effect)
        for state in beginnings()
        for event in every_event(state)
        for effect in advance(state, event, facts())[1]
    }
    assert kind in asked


def test_every_law_has_a_name_of_its_own() -> None:
    assert len({law.__name__ for law in LAWS}) == len(LAWS) >= 20
