"""PcscCardReader against a scripted PC/SC: every result in every place of a reading."""

from __future__ import annotations

import pytest
from smartcard import scard

from devices.pcsc.clerks import PcscClerkCardReader
from devices.pcsc.errors import meaning_of
from devices.pcsc.reader import PcscCardReader
from devices.pcsc.scard import Scard
from kiosk.base.clock import Clock, Moment
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardProblem, CardRef, ReaderState
from kiosk.identity.clerk import ClerkProof, PinRefusal, SignInChallenge
from tests.devices.clock import RealClock, VirtualClock
from tests.devices.emulator.cards import make
from tests.devices.emulator.piv import PIN, PivCard
from tests.devices.pcsc.fake import NO_SERVICE, World
from tests.devices.pcsc.test_presence import CODES

CHALLENGE = SignInChallenge("NM-0001", bytes(32), Moment(1_782_864_000_000))
CLOSED = {"Connect": [], "BeginTransaction": ["Disconnect 0"], "Transmit": ["Disconnect 0"]}
# A slot that became empty under a reading is looked into (Presence.rouse).
ROUSED = ["Disconnect 1"]


class Bench:
    """A reader over a world with a card in it."""

    def __init__(self, card: str = "social-security", clock: Clock | None = None) -> None:
        self.world = World()
        self.reader = PcscCardReader("Fake", clock or RealClock(), scard=Scard(self.world.module))
        self.world.insert(make(card).answer)
        self.card = self.seen()

    def seen(self) -> CardRef:
        """The card that is there now."""
        status = self.reader.wait(0)
        assert status.card is not None
        return status.card


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_card_is_read_in_one_transaction_and_reset_after(bench: Bench) -> None:
    content = bench.reader.read(bench.card, 5)
    assert isinstance(content, CardContent)
    assert content.name == "张三"
    order = [name for name in bench.world.called if name not in ("Transmit", "GetStatusChange", "ListReaders")]
    assert order == ["EstablishContext", "Connect", "BeginTransaction", "EndTransaction", "Disconnect 1"]


@pytest.mark.parametrize("function", ["Connect", "BeginTransaction", "Transmit"])
@pytest.mark.parametrize("code", [code for code in CODES if code & 0xFFFFFFFF not in (0x80100068, 0x8010000B)])
def test_every_code_while_reading_ends_as_the_table_says(bench: Bench, function: str, code: int) -> None:
    meaning = meaning_of(code & 0xFFFFFFFF)
    # A card is called unsupported when it was so twice, and powered in between: that takes a connection of its own.
    twice = meaning.problem is CardProblem.UNSUPPORTED
    bench.world.answers[function].extend([code] * (1 if not twice else 3 if function == "Connect" else 2))
    if meaning.problem is None:
        with pytest.raises(DeviceError) as caught:
            bench.reader.read(bench.card, 5)
        assert caught.value.code == meaning.fault
    else:
        if meaning.problem is CardProblem.REMOVED:
            bench.world.remove()
            bench.world.answers["GetStatusChange"].append(scard.SCARD_E_TIMEOUT)
        assert bench.reader.read(bench.card, 5) is meaning.problem
    # A card that answered is reset; one that failed is left alone, because a failed reset hides the next card.
    closed = [name for name in bench.world.called if name.startswith("Disconnect")]
    powered = ROUSED * (twice and function != "Connect") + CLOSED[function] * twice
    assert closed == CLOSED[function] + powered + ROUSED * (meaning.problem is CardProblem.REMOVED)


def test_a_card_given_up_at_the_deadline_is_reset() -> None:
    bench = Bench()
    transmit, clock = bench.world.card, RealClock()
    end = clock.monotonic_s() + 0.2

    def slow(command: bytes) -> bytes:
        while clock.monotonic_s() < end:
            continue
        return transmit(command)

    bench.world.card = slow
    assert bench.reader.read(bench.card, 0.1) is CardProblem.TIMEOUT
    assert bench.world.called.count("Transmit") == 1
    assert bench.world.called.count("Disconnect 1") == 1


def test_a_card_reset_by_another_program_is_read_once_more(bench: Bench) -> None:
    bench.world.answers["Transmit"].append(scard.SCARD_W_RESET_CARD)
    assert isinstance(bench.reader.read(bench.card, 5), CardContent)
    bench.world.answers["Transmit"].extend([scard.SCARD_W_RESET_CARD] * 2)
    assert bench.reader.read(bench.card, 5) is CardProblem.CHANGED


def test_a_busy_card_is_waited_for_as_long_as_the_deadline(bench: Bench) -> None:
    bench.world.answers["Connect"].append(scard.SCARD_E_SHARING_VIOLATION)
    assert isinstance(bench.reader.read(bench.card, 5), CardContent)
    bench.world.answers["Connect"].extend([scard.SCARD_E_SHARING_VIOLATION] * 100)
    assert bench.reader.read(bench.card, 0.3) is CardProblem.BUSY


def test_no_apdu_is_sent_after_the_deadline(bench: Bench) -> None:
    assert bench.reader.read(bench.card, 0) is CardProblem.TIMEOUT
    assert "Transmit" not in bench.world.called


def test_an_empty_answer_is_a_card_that_has_gone(bench: Bench) -> None:
    bench.world.card = lambda _: b""
    assert bench.reader.read(bench.card, 5) is CardProblem.REMOVED
    assert bench.world.called.count("Disconnect 0") == 1


def test_a_card_that_seemed_gone_but_stays_is_a_new_insertion(bench: Bench) -> None:
    bench.world.answers["Transmit"].append(scard.SCARD_E_NOT_TRANSACTED)
    assert bench.reader.read(bench.card, 5) is CardProblem.REMOVED
    assert bench.seen().epoch == bench.card.epoch + 1


def test_a_card_read_badly_is_not_a_new_insertion() -> None:
    bench = Bench("damaged")
    assert bench.reader.read(bench.card, 5) is CardProblem.DAMAGED
    assert bench.seen() == bench.card


def test_a_card_that_lost_its_way_once_is_read_all_the_same(bench: Bench) -> None:
    card, asked = make("social-security"), iter(range(1000))

    def powered_anew(command: bytes) -> bytes:
        if next(asked) == 1:
            card.reset()
        return card.answer(command)

    bench.world.card = powered_anew
    assert isinstance(bench.reader.read(bench.card, 5), CardContent)


def test_a_card_swapped_before_or_during_the_reading(bench: Bench) -> None:
    bench.world.remove()
    bench.world.insert(make("second").answer)
    assert bench.reader.read(bench.card, 5) is CardProblem.CHANGED

    card, second = bench.seen(), make("second")

    def swapping(command: bytes) -> bytes:
        if command == bytes.fromhex("00B2080014"):
            bench.world.remove()
            bench.world.insert(swapping)
        return second.answer(command)

    bench.world.card = swapping
    assert bench.reader.read(card, 5) is CardProblem.CHANGED


def test_a_card_taken_out_before_the_reading(bench: Bench) -> None:
    bench.world.remove()
    assert bench.reader.read(bench.card, 5) is CardProblem.REMOVED
    assert "Connect" not in bench.world.called


def test_an_unknown_card_stays_unsupported_until_it_leaves() -> None:
    bench = Bench("unknown")
    assert bench.reader.read(bench.card, 5) is CardProblem.UNSUPPORTED
    assert bench.reader.wait(0).state is ReaderState.UNSUPPORTED
    assert bench.reader.read(bench.card, 5) is CardProblem.UNSUPPORTED
    bench.world.remove()
    assert bench.reader.wait(1).state is ReaderState.EMPTY


def test_a_dead_service_is_a_fault_of_the_environment(bench: Bench) -> None:
    bench.world.answers["GetStatusChange"].append(NO_SERVICE)
    with pytest.raises(DeviceError) as caught:
        bench.reader.read(bench.card, 5)
    assert caught.value.code == "C01"
    assert bench.reader.wait(1).state is ReaderState.NO_SERVICE


def test_a_pin_is_never_sent(bench: Bench) -> None:
    commands: list[bytes] = []
    card = make("locked")

    def listening(command: bytes) -> bytes:
        commands.append(command)
        return card.answer(command)

    bench.world.card = listening
    assert bench.reader.read(bench.card, 5) is CardProblem.DENIED
    assert {command[1] for command in commands} <= {0xA4, 0xB2, 0xC0}


CONTACTLESS = bytes.fromhex("3B8880010000000000000000")


def test_a_card_of_two_interfaces_that_refuses_over_the_air_is_to_be_inserted() -> None:
    bench = Bench()
    bench.world.remove()
    bench.world.insert(make("locked").answer, CONTACTLESS)
    assert bench.reader.read(bench.seen(), 5) is CardProblem.INSERT
    bench.world.remove()
    bench.world.insert(make("locked").answer, make("locked").atr)
    assert bench.reader.read(bench.seen(), 5) is CardProblem.DENIED


def test_an_application_that_refuses_to_be_selected_over_the_air_is_to_be_inserted() -> None:
    bench = Bench()
    bench.world.remove()
    bench.world.insert(lambda _: b"\x69\x82", CONTACTLESS)
    assert bench.reader.read(bench.seen(), 5) is CardProblem.INSERT


def test_a_card_read_over_the_air_gives_the_same_as_by_its_contacts() -> None:
    bench = Bench()
    by_contacts = bench.reader.read(bench.card, 5)
    bench.world.remove()
    bench.world.insert(make("social-security").answer, CONTACTLESS)
    assert isinstance(by_contacts, CardContent)
    assert bench.reader.read(bench.seen(), 5) == by_contacts


class Desk:
    """A clerk's card in a reader, and what was sent to it."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.bench, self.sent, card = Bench(clock=clock), list[bytes](), PivCard()

        def listening(command: bytes) -> bytes:
            self.sent.append(command)
            return card.answer(command)

        self.bench.world.remove()
        self.bench.world.insert(listening)
        self.card = self.bench.seen()

    def prove(self, card: CardRef) -> ClerkProof | PinRefusal | CardProblem:
        """The clerk types the right PIN."""
        return PcscClerkCardReader(self.bench.reader).prove(card, PIN.decode(), challenge=CHALLENGE, deadline_s=5)

    def pins(self) -> int:
        """How often a PIN was sent."""
        return sum(command[1] == 0x20 for command in self.sent)


def test_a_clerks_card_proves_in_one_transaction_and_is_reset_after() -> None:
    desk = Desk()
    assert desk.bench.reader.read(desk.card, 5) is CardProblem.CLERK_CARD
    assert desk.pins() == 0
    assert isinstance(desk.prove(desk.card), ClerkProof)
    assert desk.pins() == 1
    assert desk.bench.world.called[-4:].count("Disconnect 1") == 1


def test_a_pin_is_not_sent_again_when_another_program_resets_the_card() -> None:
    desk = Desk()
    world = desk.bench.world
    card = world.card

    def reset_by_another(command: bytes) -> bytes:
        if command[1] == 0x20:
            world.answers["Transmit"].append(scard.SCARD_W_RESET_CARD)
        return card(command)

    world.card = reset_by_another
    assert desk.prove(desk.card) is CardProblem.CHANGED
    assert desk.pins() == 1


@pytest.mark.parametrize("instruction", [0xA4, 0xCB, 0xC0])
def test_no_pin_is_sent_once_the_deadline_is_over(instruction: int) -> None:
    """A PIN that came later would cost a try that nobody meant."""
    clock = VirtualClock()
    desk = Desk(clock)
    card = desk.bench.world.card

    def slow(command: bytes) -> bytes:
        clock.advance(6 if command[1] == instruction else 0)
        return card(command)

    desk.bench.world.card = slow
    assert desk.prove(desk.card) is CardProblem.TIMEOUT
    assert desk.pins() == 0


def test_no_pin_is_sent_to_a_card_that_was_swapped() -> None:
    desk = Desk()
    desk.bench.world.remove()
    desk.bench.world.insert(PivCard().answer)
    assert desk.prove(desk.card) is CardProblem.CHANGED
    assert desk.pins() == 0


def test_a_citizens_card_asked_to_prove_a_clerk_can_still_be_read(bench: Bench) -> None:
    clerks = PcscClerkCardReader(bench.reader)
    assert clerks.prove(bench.card, "123456", challenge=CHALLENGE, deadline_s=5) is CardProblem.UNSUPPORTED
    assert isinstance(bench.reader.read(bench.card, 5), CardContent)
