"""Readers on USB, on a simulated bus beneath the real pyusb: both layouts, packets, stalls, time-outs, the cable."""

from __future__ import annotations

import errno
from functools import partial

import pytest
import usb.core
from hypothesis import given
from hypothesis import strategies as st

from devices.citizens import HERDER
from devices.sam.answers import Status
from devices.sam.frames import framed
from devices.sam.reader import SamCardReader
from devices.sam.simulator import Lying, SimulatedSam, cut_off, saying
from devices.sam.usb_line import FOREIGN, UsbPlace, fault_of, open_usb
from kiosk.base.errors import DeviceError
from kiosk.cards import Authenticity, CardContent, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.status.faults import FAULTS
from tests.devices.clock import VirtualClock
from tests.devices.sam.bus import HEADS_AND_BODIES, INTERRUPT, ONE_PAIR, SimulatedBus, UsbReader
from tests.devices.sam.port import NAME, STANDARD, said

PLACE = UsbPlace(0x0400, 0xC35A)
LAYOUTS = pytest.mark.parametrize("addresses", [ONE_PAIR, HEADS_AND_BODIES], ids=["one pair", "heads and bodies"])
FIND = framed(b"\x20\x01")


class Stage:
    """A reader on the bus with a card on it, and the driver that reaches it through pyusb."""

    def __init__(self, addresses: tuple[int, ...] = ONE_PAIR) -> None:
        self.clock = VirtualClock()
        self.sam = SimulatedSam(STANDARD)
        self.sam.put(Lying(HERDER.resident_id()))
        self.usb = UsbReader(self.sam, addresses)
        self.bus = SimulatedBus(self.clock, self.usb)
        opening = partial(open_usb, PLACE, self.bus)
        self.reader = SamCardReader(NAME, STANDARD, opening, clock=self.clock)

    def card(self) -> CardRef:
        """The card that is seen."""
        status = self.reader.wait(0)
        assert status.card is not None, status
        return status.card

    def name(self) -> str:
        """The name on the card that lies there."""
        content = self.reader.read(self.card(), 15)
        assert isinstance(content, CardContent)
        return content.name


@LAYOUTS
def test_a_card_is_read_whole_out_of_packets(addresses: tuple[int, ...]) -> None:
    stage = Stage(addresses)
    content = stage.reader.read(stage.card(), 15)
    assert isinstance(content, CardContent)
    assert (content.name, content.authenticity) == (HERDER.name, Authenticity.VERIFIED)
    assert stage.reader.read(stage.card(), 15) == content


def test_heads_and_bodies_go_where_the_documents_say() -> None:
    stage = Stage(HEADS_AND_BODIES)
    stage.card()
    assert stage.usb.sent[-2:] == [(0x02, bytes.fromhex("AAAAAA96690003")), (0x06, bytes.fromhex("200122"))]


def test_a_frame_goes_whole_where_there_is_one_pair() -> None:
    stage = Stage()
    stage.card()
    assert stage.usb.sent[-1] == (0x02, FIND)


@LAYOUTS
@pytest.mark.parametrize("ends", [True, False])
def test_an_answer_that_fills_its_last_packet(addresses: tuple[int, ...], ends: bool) -> None:
    stage = Stage(addresses)
    stage.usb.ends_with_empty = ends
    line = open_usb(PLACE, stage.bus)
    # Eleven bytes stand around the data; the heads go apart where the layout says so.
    size = 128 - (11 if addresses == ONE_PAIR else 4)
    stage.sam.damage(*[lambda answer: said(0x90, bytes(size))] * 2)
    for _ in range(2):
        line.send(FIND)
        heard = b""
        while len(heard) < len(said(0x90, bytes(size))):
            heard += line.receive(0.5) or pytest.fail("nothing came")
        assert heard == said(0x90, bytes(size))


def test_a_body_that_was_announced_and_never_came_is_not_waited_for_after_the_next_request() -> None:
    stage = Stage(HEADS_AND_BODIES)
    line = open_usb(PLACE, stage.bus)
    stage.usb.leave(0x81, said(0x90, bytes(60))[:7])
    assert line.receive(0.5) == said(0x90, bytes(60))[:7]
    line.send(FIND)
    assert line.receive(0.5) + line.receive(0.5) == said(0x9F, bytes(4))
    stage.usb.leave(0x81, said(0x80)[:7])
    assert line.receive(0.5) == said(0x80)[:7]


@LAYOUTS
def test_what_lies_at_the_endpoints_from_before_is_no_answer(addresses: tuple[int, ...]) -> None:
    stage = Stage(addresses)
    card = stage.card()
    stage.usb.leave(addresses[-1], said(0x80)[7:] if addresses == HEADS_AND_BODIES else said(0x80))
    transfers = len(stage.usb.sent)
    assert stage.card() == card
    assert len(stage.usb.sent) - transfers == len(addresses) // 2


@LAYOUTS
def test_a_body_that_ends_early_is_asked_for_again(addresses: tuple[int, ...]) -> None:
    stage = Stage(addresses)
    card = stage.card()
    stage.sam.damage(bytes, bytes, cut_off, saying(Status.WRONG_CHECK))
    assert isinstance(stage.reader.read(card, 15), CardContent)


@LAYOUTS
@pytest.mark.parametrize("way", [0, -1])
def test_a_stall_is_cleared_and_the_transfer_tried_once_more(addresses: tuple[int, ...], way: int) -> None:
    stage = Stage(addresses)
    card = stage.card()
    stage.usb.errors[addresses[way]] = [errno.EPIPE]
    assert isinstance(stage.reader.read(card, 15), CardContent)
    assert stage.usb.cleared == [addresses[way]]


def test_a_stall_that_stays_is_a_fault_and_the_reader_is_opened_anew() -> None:
    stage = Stage()
    card = stage.card()
    stage.usb.errors[0x81] = [errno.EPIPE, errno.EPIPE]
    with pytest.raises(DeviceError) as caught:
        stage.reader.read(card, 15)
    assert caught.value.code == "C03"
    assert stage.bus.closed == 1
    stage.usb.halted.clear()
    stage.clock.advance(0.06)
    assert stage.card().epoch > card.epoch


@LAYOUTS
def test_a_reader_that_says_nothing_is_told_within_its_own_time(addresses: tuple[int, ...]) -> None:
    stage = Stage(addresses)
    card = stage.card()
    stage.sam.hush()
    begun = stage.clock.seconds
    with pytest.raises(DeviceError) as caught:
        stage.reader.read(card, 15)
    assert caught.value.code == "C06"
    assert stage.clock.seconds - begun == pytest.approx(STANDARD.answers_in_s, abs=0.1)


@LAYOUTS
@given(
    packets=st.lists(
        st.tuples(st.booleans(), st.one_of(st.binary(max_size=64), st.just(said(0x90)[:7]), st.just(said(0x90)))),
        max_size=12,
    )
)
def test_any_packets_end_in_a_value_or_a_coded_error(
    addresses: tuple[int, ...], packets: list[tuple[bool, bytes]]
) -> None:
    """What comes may lie at either endpoint, before the answer or in its place."""
    stage = Stage(addresses)
    card = stage.card()
    ins = [address for address in addresses if address & 0x80]

    def strewn(answer: bytes) -> bytes:
        for first, packet in packets:
            stage.usb.leave(ins[0 if first else -1], packet)
        return answer

    stage.sam.damage(strewn, strewn, strewn)
    outcome: object
    try:
        outcome = stage.reader.read(card, 15)
    except DeviceError as error:
        outcome = error.code
    assert isinstance(outcome, CardContent | CardProblem) or outcome in FAULTS
    assert stage.clock.seconds < 20


@LAYOUTS
def test_the_cable_is_pulled_and_put_in_again(addresses: tuple[int, ...]) -> None:
    stage = Stage(addresses)
    card = stage.card()
    stage.bus.plugged.clear()
    with pytest.raises(DeviceError) as caught:
        stage.reader.read(card, 15)
    assert caught.value.code == "C02"
    assert stage.reader.wait(0) == CardStatus(NAME, ReaderState.NO_READER, fault="C02")
    assert stage.reader.read(card, 15) is CardProblem.REMOVED
    stage.usb.claimed = False
    stage.bus.plugged.append(stage.usb)
    stage.clock.advance(0.2)
    assert stage.card().epoch > card.epoch
    assert stage.name() == HERDER.name


def test_a_reader_that_is_pulled_while_nobody_reads() -> None:
    stage = Stage()
    stage.card()
    stage.bus.plugged.clear()
    assert stage.reader.wait(0) == CardStatus(NAME, ReaderState.NO_READER, fault="C02")


def opened(bus: SimulatedBus, place: UsbPlace = PLACE) -> str:
    """The fault of opening that place."""
    with pytest.raises(DeviceError) as caught:
        open_usb(place, bus)
    return caught.value.code


def test_what_keeps_a_reader_from_being_opened() -> None:
    stage = Stage()
    stage.bus.refused = errno.EACCES
    assert opened(stage.bus) == "C07"
    stage.bus.refused = None
    stage.usb.claimed = True
    assert opened(stage.bus) == "C07"
    assert stage.bus.closed == 1
    assert opened(stage.bus, UsbPlace(0x0483, 0x5652)) == "C02"
    assert opened(stage.bus, UsbPlace(0x0400, 0xC35A, "1-2")) == "C02"


@pytest.mark.parametrize("addresses", [(0x02,), (0x81,), (0x02, 0x81, 0x82), (0x01, 0x02, 0x03, 0x81, 0x82, 0x83)])
def test_a_device_of_another_build_is_no_reader(addresses: tuple[int, ...]) -> None:
    assert opened(Stage(addresses).bus) == "C03"


def test_endpoints_of_another_kind_are_no_reader() -> None:
    stage = Stage()
    stage.usb.kind = INTERRUPT
    assert opened(stage.bus) == "C03"
    assert stage.bus.closed == 0 or not stage.usb.claimed


def test_a_reader_nobody_has_configured_yet() -> None:
    stage = Stage()
    stage.usb.configured = False
    assert stage.name() == HERDER.name


def test_of_two_equal_readers_the_one_at_the_named_plug_is_taken() -> None:
    stage = Stage()
    other = UsbReader(SimulatedSam(STANDARD), ports=(2, 4))
    stage.bus.plugged.append(other)
    line = open_usb(UsbPlace(0x0400, 0xC35A, "1-2.4"), stage.bus)
    assert (other.claimed, stage.usb.claimed) == (True, False)
    line.close()
    line.close()
    assert not other.claimed
    assert stage.bus.closed == 1


def test_on_this_machine_s_own_bus_there_is_no_such_reader() -> None:
    with pytest.raises(DeviceError) as caught:
        open_usb(UsbPlace(0xFFFE, 0xFFFE))
    assert caught.value.code == "C02"


def test_no_exception_of_pyusb_is_forgotten() -> None:
    kinds = [kind for kind in vars(usb.core).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert {kind.__name__ for kind in kinds} == {"USBError", "USBTimeoutError", "NoBackendError"}
    assert all(issubclass(kind, FOREIGN) for kind in kinds)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (usb.core.USBError("x", None, errno.ENODEV), "C02"),
        (usb.core.USBError("x", None, errno.EIO), "C02"),
        (usb.core.USBTimeoutError("x", -7, errno.ETIMEDOUT), "C06"),
        (usb.core.USBError("x", None, errno.EACCES), "C07"),
        (usb.core.USBError("x", None, errno.EBUSY), "C07"),
        (usb.core.USBError("x", None, errno.EPIPE), "C03"),
        (usb.core.USBError("x", None, errno.EOVERFLOW), "C03"),
        (usb.core.USBError("x"), "C03"),
        (usb.core.NoBackendError("x"), "C07"),
        (NotImplementedError(), "C03"),
        (ValueError("x"), "C03"),
    ],
)
def test_each_failure_has_its_fault(error: Exception, code: str) -> None:
    assert fault_of(error) == code
    assert code in FAULTS
