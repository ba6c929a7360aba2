"""PcscCardReader against a scripted PC/SC: every result in every place of a reading."""

from __future__ import annotations

import pytest
from smartcard import scard

from devices.pcsc.errors import meaning_of
from devices.pcsc.reader import PcscCardReader
from devices.pcsc.scard import Scard
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardProblem, CardRef, ReaderState
from tests.devices.clock import RealClock
from tests.devices.emulator.cards import make
from tests.devices.pcsc.fake import NO_SERVICE, World
from tests.devices.pcsc.test_presence import CODES

CLOSED = {"Connect": [], "BeginTransaction": ["Disconnect 0"], "Transmit": ["Disconnect 0"]}


class Bench:
    """A reader over a world with a card in it."""

    def __init__(self, card: str = "social-security") -> None:
        self.world = World()
        self.reader = PcscCardReader("Fake", RealClock(), scard=Scard(self.world.module))
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
    bench.world.answers[function].append(code)
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
    assert [name for name in bench.world.called if name.startswith("Disconnect")] == CLOSED[function]


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
    assert bench.reader.read(bench.card, 0.3) is CardProblem.TIMEOUT


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
