"""RenewingCardReader: what hangs is left behind, what it brings late is nobody's, and epochs go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest

from devices.renewal import PATIENCE_S, RenewingCardReader
from kiosk.base.clock import Moment
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardProblem, CardReader, CardRef, CardStatus, DocumentReader, ReaderState
from kiosk.cards.mrz import DocumentKey
from kiosk.identity.clerk import ClerkProof, PinRefusal, PinTrouble, SignInChallenge
from tests.devices.clock import VirtualClock

NAME = "slot"
PIN = "493817"
CHALLENGE = SignInChallenge("NM-0001", bytes(32), Moment(0))


class Inner:
    """A reader with a card of epoch 1 in it, whose reading, or waiting, hangs until it is told to come back."""

    def __init__(self) -> None:
        self.entered, self.comes_back = Event(), Event()
        self.hangs_at = ""
        self.fails = False
        self.read_epochs: list[int] = []
        self.pins: list[str] = []
        self.status = CardStatus(NAME, ReaderState.PRESENT, CardRef(NAME, 1))
        self.closed = self.interrupted = 0

    def wait(self, timeout_s: float) -> CardStatus:
        self._hang("wait")
        return self.status

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        self.read_epochs.append(card.epoch)
        self._hang("read")
        return CardProblem.DAMAGED if card.epoch == 1 else CardProblem.CHANGED

    def read_document(self, card: CardRef, key: DocumentKey, *, deadline_s: float) -> CardContent | CardProblem:
        self.read_epochs.append(card.epoch)
        return CardProblem.KEY_WRONG

    def prove(
        self, card: CardRef, pin: str, *, challenge: SignInChallenge, deadline_s: float
    ) -> ClerkProof | PinRefusal | CardProblem:
        if card.epoch != 1:
            return CardProblem.CHANGED
        self.pins.append(pin)
        self._hang("prove")
        return PinRefusal(PinTrouble.WRONG, 2)

    def interrupt(self) -> None:
        self.interrupted += 1

    def close(self) -> None:
        self.closed += 1

    def _hang(self, where: str) -> None:
        if self.hangs_at == where:
            self.entered.set()
            assert self.comes_back.wait(30)
        if self.fails:
            raise DeviceError("C01", "no card service")


class Desk:
    """A renewing reader, its inner ones, and lanes to hang on."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.made: list[Inner] = []
        self.restarts = 0
        self.pool = ThreadPoolExecutor(4)
        self.reader = RenewingCardReader(self.make, self, clock=self.clock, proves=lambda _: self.made[-1])

    def restart(self) -> None:
        """The CardService is asked."""
        self.restarts += 1

    def make(self) -> Inner:
        self.made.append(Inner())
        return self.made[-1]

    def hang(self, at: str) -> Future[object]:
        """A lane hangs in the newest reader, and is abandoned."""
        inner = self.made[-1]
        inner.hangs_at = at
        card = CardRef(NAME, len(self.made))
        calls: dict[str, Callable[[], object]] = {
            "read": partial(self.reader.read, card, 1.0),
            "wait": partial(self.reader.wait, 1.0),
            "prove": partial(self.prove, card),
        }
        lost = self.pool.submit(calls[at])
        assert inner.entered.wait(30)
        self.reader.renew()
        return lost

    def prove(self, card: CardRef) -> ClerkProof | PinRefusal | CardProblem:
        """A clerk has typed a PIN."""
        return self.reader.prove(card, PIN, challenge=CHALLENGE, deadline_s=1)

    def pins(self) -> list[list[str]]:
        """What each inner reader was sent."""
        return [inner.pins for inner in self.made]

    def free(self, inner: Inner, lost: Future[object]) -> None:
        """What hung comes back."""
        inner.comes_back.set()
        lost.result(timeout=30)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    for inner in desk.made:
        inner.comes_back.set()
    desk.pool.shutdown()


def test_a_reader_that_does_not_hang_is_as_it_is(desk: Desk) -> None:
    status = desk.reader.wait(0)
    assert status == CardStatus(NAME, ReaderState.PRESENT, CardRef(NAME, 1))
    assert status.card is not None and desk.reader.read(status.card, 1) is CardProblem.DAMAGED
    desk.reader.interrupt()
    desk.reader.close()
    assert (desk.made[0].interrupted, desk.made[0].closed, desk.restarts) == (1, 1, 0)


def test_a_travel_document_is_opened_by_the_reader_of_now_with_its_own_number_of_the_card(desk: Desk) -> None:
    def opens(_: CardReader) -> DocumentReader:
        return desk.made[-1]

    key = DocumentKey("E1", "740812", "330415")
    assert desk.reader.read_document(CardRef(NAME, 1), key, deadline_s=1) is CardProblem.UNSUPPORTED
    desk.reader = RenewingCardReader(desk.make, desk, clock=desk.clock, opens=opens)
    desk.reader.wait(0)
    first = desk.made[-1]
    desk.reader.renew()
    card = desk.reader.wait(0).card
    assert card == CardRef(NAME, 2)
    assert desk.reader.read_document(card, key, deadline_s=1) is CardProblem.KEY_WRONG
    assert (first.read_epochs, desk.made[-1].read_epochs) == ([], [1])


def test_a_clerks_card_is_proven_by_the_reader_of_now_with_its_own_number_of_the_card(desk: Desk) -> None:
    desk.reader.wait(0)
    desk.reader.renew()
    card = desk.reader.wait(0).card
    assert card == CardRef(NAME, 2)
    assert desk.prove(card) == PinRefusal(PinTrouble.WRONG, 2)
    assert desk.pins() == [[], [PIN]]
    none = RenewingCardReader(desk.make, desk, clock=desk.clock)
    assert none.prove(card, PIN, challenge=CHALLENGE, deadline_s=1) is CardProblem.UNSUPPORTED


def test_a_pin_that_hangs_is_sent_to_no_other_reader_and_to_no_card_of_before(desk: Desk) -> None:
    before = desk.reader.wait(0).card
    assert before is not None
    lost = desk.hang("prove")
    assert desk.pins() == [[PIN], []]
    assert desk.prove(before) is CardProblem.CHANGED
    desk.free(desk.made[0], lost)
    assert desk.prove(before) is CardProblem.CHANGED
    assert desk.pins() == [[PIN], []]
    now = desk.reader.wait(0).card
    assert now is not None and desk.prove(now) == PinRefusal(PinTrouble.WRONG, 2)
    assert desk.pins() == [[PIN], [PIN]]


@pytest.mark.parametrize("at", ["read", "wait", "prove"])
def test_stuck_is_told_until_what_hangs_has_come_back(desk: Desk, at: str) -> None:
    desk.reader.wait(0)
    lost = desk.hang(at)
    first, second = desk.made
    assert desk.reader.wait(0) == desk.reader.wait(0) == CardStatus(NAME, ReaderState.STUCK)
    assert first.closed == 0, "nobody else may touch what hangs"
    desk.free(first, lost)
    assert first.closed == 1 and second.interrupted == 1, "it let go, and woke the lane that waits"
    assert desk.reader.wait(0).state is ReaderState.PRESENT
    assert desk.restarts == 0


def test_the_card_of_before_is_never_read_as_the_one_of_now(desk: Desk) -> None:
    before = desk.reader.wait(0).card
    assert before is not None
    desk.free(desk.made[0], desk.hang("read"))
    now = desk.reader.wait(0).card
    assert now is not None and now.epoch > before.epoch
    assert desk.reader.read(before, 1) is CardProblem.CHANGED
    assert desk.reader.read(now, 1) is CardProblem.DAMAGED
    assert desk.made[1].read_epochs == [0, 1]


def test_a_late_status_moves_nothing(desk: Desk) -> None:
    desk.reader.wait(0)
    lost = desk.hang("wait")
    desk.made[0].status = CardStatus(NAME, ReaderState.PRESENT, CardRef(NAME, 40))
    desk.free(desk.made[0], lost)
    assert desk.reader.wait(0).card == CardRef(NAME, 2)


def test_the_second_lane_that_hangs_while_the_first_is_out_asks_for_a_new_service(desk: Desk) -> None:
    desk.reader.wait(0)
    desk.hang("read")
    assert desk.restarts == 0
    desk.hang("wait")
    assert desk.restarts == 1
    assert len(desk.made) == 3


def test_two_lanes_that_hang_one_after_the_other_ask_for_nothing(desk: Desk) -> None:
    desk.reader.wait(0)
    desk.free(desk.made[0], desk.hang("read"))
    desk.reader.wait(0)
    desk.free(desk.made[1], desk.hang("read"))
    assert desk.restarts == 0


def test_a_reader_nobody_frees_asks_for_a_new_service_again_and_again(desk: Desk) -> None:
    desk.reader.wait(0)
    lost = desk.hang("read")
    for asked in (1, 2):
        desk.clock.advance(PATIENCE_S - 1)
        desk.reader.wait(0)
        assert desk.restarts == asked - 1
        desk.clock.advance(1)
        desk.reader.wait(0)
        assert desk.restarts == asked
    desk.free(desk.made[0], lost)
    desk.clock.advance(2 * PATIENCE_S)
    assert desk.reader.wait(0).state is ReaderState.PRESENT
    assert desk.restarts == 2


def test_a_call_that_came_back_just_before_it_was_given_up_is_not_waited_for(desk: Desk) -> None:
    desk.reader.wait(0)
    desk.reader.renew()
    assert desk.made[0].closed == 1
    assert desk.reader.wait(0).state is ReaderState.PRESENT


def test_an_exception_of_what_hung_is_a_way_of_coming_back(desk: Desk) -> None:
    desk.reader.wait(0)
    lost = desk.hang("read")
    desk.made[0].fails = True
    desk.made[0].comes_back.set()
    assert isinstance(lost.exception(timeout=30), DeviceError)
    assert desk.reader.wait(0).state is ReaderState.PRESENT
