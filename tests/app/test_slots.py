"""The slots: what is asked of a clerk's card, on which lane, and what is made of its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from app.crew import Crew, admits_nobody
from app.slots import Slots
from kiosk.base.errors import DeviceError, LaneStuck
from kiosk.cards import CardProblem
from kiosk.identity.clerk import NONCE_BYTES, Clerk, ClerkProof, PinRefusal, PinTrouble, SignInRefusal
from kiosk.journey import effects, events
from tests.app.fakes import HandLanes, Played, PlayedReader
from tests.app.stand import CARD, PRESENT

PROOF = ClerkProof(b"certificate", b"signature")
CLERK = Clerk("张守信", 7)
PIN = "390517"
SIGNED_IN = events.ClerkSignedIn(CARD, CLERK, HandLanes().now().day(), "id")


@dataclass(slots=True)
class Bench:
    """Slots over a played crew, and everything they posted."""

    played: Played = field(default_factory=lambda: Played(readers=(PlayedReader(PRESENT),)))
    change: Callable[[Crew], Crew] = lambda crew: crew
    posted: list[events.Event] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slots = Slots(
            self.change(self.played.crew()),
            "terminal-1",
            post=self.posted.append,
            failed=self.failed.append,
            fresh_id=lambda: "id",
        )
        self.slots.watch()
        self.played.lanes.do("cards-0")
        self.posted.clear()

    slots: Slots = field(init=False)

    def prove(self, pin: str = PIN) -> events.Event:
        """What comes of card and PIN."""
        self.slots.prove_clerk(effects.ProveClerk(CARD, pin))
        self.played.lanes.do("cards-0")
        self.played.lanes.do("cards-0")
        return self.posted[-1]


@pytest.mark.parametrize(
    ("proves", "admitted", "told"),
    [
        (PROOF, CLERK, SIGNED_IN),
        *((PROOF, why, events.SignInRefused(CARD, why)) for why in SignInRefusal),
        *(
            (PinRefusal(trouble, 2), CLERK, events.SignInRefused(CARD, PinRefusal(trouble, 2)))
            for trouble in PinTrouble
        ),
        *((problem, CLERK, events.CardFailed(problem)) for problem in CardProblem),
    ],
)
def test_what_comes_of_a_clerk_s_card_is_told(
    proves: ClerkProof | PinRefusal | CardProblem, admitted: Clerk | SignInRefusal, told: events.Event
) -> None:
    bench = Bench(Played(readers=(PlayedReader(PRESENT, proves=proves),), admitted=admitted))
    assert bench.prove() == told
    assert bench.played.readers[0].pins == [PIN], "sent once"


def test_every_challenge_is_of_this_terminal_this_once_and_now() -> None:
    bench = Bench(Played(readers=(PlayedReader(PRESENT, proves=PROOF),)))
    bench.prove()
    bench.played.lanes.push(90)
    bench.prove()
    first, second = bench.played.readers[0].challenges
    assert first.terminal == second.terminal == "terminal-1"
    assert len(first.nonce) == len(second.nonce) == NONCE_BYTES and first.nonce != second.nonce
    assert second.at.unix_ms - first.at.unix_ms == 90_000


def test_the_reader_is_asked_before_it_waits_again() -> None:
    bench = Bench(Played(readers=(PlayedReader(PRESENT, proves=PROOF),)))
    bench.prove()
    assert bench.played.readers[0].interruptions == 1


def test_a_reader_that_hangs_at_the_card_is_begun_anew_and_one_that_fails_is_told() -> None:
    bench = Bench()
    bench.slots.prove_clerk(effects.ProveClerk(CARD, PIN))
    bench.played.lanes.do("cards-0")
    bench.played.lanes.take("cards-0").failed(LaneStuck("cards-0"))
    assert bench.posted[-1] == events.CardFailed(CardProblem.STUCK)
    assert bench.played.renewed == [0]
    broken = Bench(Played(readers=(PlayedReader(PRESENT, proves=DeviceError("C03", "x")),)))
    assert broken.prove() == events.CardFailed(CardProblem.TIMEOUT)
    assert [str(error) for error in broken.failed] == [str(DeviceError("C03", "x"))]


def test_at_a_reader_without_a_clerk_s_side_nothing_is_sent() -> None:
    bench = Bench(change=lambda crew: replace(crew, clerks={}))
    assert bench.prove() == events.CardFailed(CardProblem.CLERK_CARD)
    assert bench.played.readers[0].pins == []


def test_where_no_office_is_named_nobody_is_a_clerk() -> None:
    reader = PlayedReader(PRESENT, proves=PROOF)
    bench = Bench(Played(readers=(reader,)), change=lambda crew: replace(crew, admits=admits_nobody))
    assert bench.prove() == events.SignInRefused(CARD, SignInRefusal.UNKNOWN_ISSUER)


def test_a_pin_is_in_no_repr() -> None:
    assert PIN not in repr(effects.ProveClerk(CARD, PIN))
