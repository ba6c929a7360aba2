"""The SAM reader against a simulated one behind a pseudo-terminal, through real pyserial."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from devices.citizens import HERDER, OVER_EIGHTY
from devices.sam.answers import Status
from devices.sam.reader import SamCardReader
from devices.sam.simulator import (
    Damage,
    Lying,
    SimulatedSam,
    behind_a_piece,
    cut_off,
    lost,
    noisy,
    saying,
    wrongly_checked,
)
from kiosk.base.errors import DeviceError
from kiosk.cards import Authenticity, CardContent, CardProblem, CardRef, CardStatus, ReaderState
from tests.devices.clock import RealClock
from tests.devices.sam.port import NAME, PROFILES, STANDARD, on_a_port, patient, until

EMPTY = CardStatus(NAME, ReaderState.EMPTY)
CARD, OTHER = Lying(HERDER.resident_id()), Lying(OVER_EIGHTY.resident_id())
PATIENT = patient(STANDARD)


def put(sam: SimulatedSam, reader: SamCardReader, card: Lying = CARD) -> CardRef:
    """Lays a card down and waits until it is seen."""
    until(reader, ReaderState.EMPTY)
    sam.put(card)
    return present(reader)


def present(reader: SamCardReader) -> CardRef:
    """The card that lies there, once it is seen."""
    status = until(reader, ReaderState.PRESENT)
    assert status.card is not None
    return status.card


@pytest.mark.parametrize("name", PROFILES)
def test_a_card_comes_is_read_and_goes(name: str) -> None:
    clock = RealClock()
    with on_a_port(patient(PROFILES[name])) as (sam, reader):
        card = put(sam, reader)
        begun = clock.monotonic_s()
        content = reader.read(card, 45)
        took = clock.monotonic_s() - begun
        assert isinstance(content, CardContent)
        assert (content.name, content.authenticity) == (HERDER.name, Authenticity.VERIFIED)
        assert content.address == HERDER.address
        # 1,295 bytes and what goes before: at 9600 baud 1.35 s, at 115200 0.11 s.
        assert took >= 10 * 1295 / PROFILES[name].baud
        sam.lift()
        gone = reader.wait(1).state
        assert gone is (ReaderState.PRESENT if name == "lift" else ReaderState.EMPTY)


@pytest.mark.parametrize("damage", [noisy, cut_off, wrongly_checked, behind_a_piece, saying(Status.WRONG_CHECK)])
@pytest.mark.parametrize("at", [0, 2])
def test_what_is_damaged_on_its_way_is_read_all_the_same(damage: Damage, at: int) -> None:
    with on_a_port(PATIENT) as (sam, reader):
        card = put(sam, reader)
        sam.damage(*[bytes] * at, damage)
        content = reader.read(card, 45)
        assert isinstance(content, CardContent)
        assert content.name == HERDER.name


def test_damage_at_9600_baud_and_a_model_that_finds_a_card_once() -> None:
    with on_a_port(patient(PROFILES["slow"])) as (sam, reader):
        card = put(sam, reader)
        sam.damage(noisy, bytes, cut_off, noisy)
        assert isinstance(reader.read(card, 45), CardContent)
    with on_a_port(patient(PROFILES["lift"])) as (sam, reader):
        card = put(sam, reader)
        sam.damage(bytes, bytes, wrongly_checked)
        assert isinstance(reader.read(card, 45), CardContent)


def test_what_is_always_damaged_is_a_fault_and_the_line_comes_back_by_itself() -> None:
    with on_a_port(PATIENT) as (sam, reader):
        card = put(sam, reader)
        sam.damage(*[wrongly_checked] * 3)
        with pytest.raises(DeviceError) as caught:
            reader.read(card, 45)
        assert caught.value.code == "C06"
        assert present(reader).epoch > card.epoch


def test_a_silent_reader_is_told_and_serves_again_once_it_speaks() -> None:
    with on_a_port() as (sam, reader):
        card = put(sam, reader)
        sam.hush()
        with pytest.raises(DeviceError) as caught:
            reader.read(card, 45)
        assert caught.value.code == "C06"
        assert reader.wait(0) == CardStatus(NAME, ReaderState.NO_READER, fault="C06")
        sam.speak()
        assert present(reader).epoch > card.epoch


def test_an_answer_that_was_lost_is_waited_for_once() -> None:
    with on_a_port() as (sam, reader):
        card = put(sam, reader)
        sam.damage(lost)
        with pytest.raises(DeviceError):
            reader.read(card, 45)
        assert present(reader).epoch > card.epoch


def test_a_card_that_is_lifted_while_it_is_read() -> None:
    with on_a_port(patient(PROFILES["slow"])) as (sam, reader), ThreadPoolExecutor(1) as pool:
        card = put(sam, reader)

        def lifted(answer: bytes) -> bytes:
            sam.lift()
            return answer

        sam.damage(bytes, lifted)
        assert pool.submit(reader.read, card, 45).result(30) is CardProblem.REMOVED
        assert reader.wait(0) == EMPTY
        assert reader.read(card, 45) is CardProblem.REMOVED


def test_another_card_between_two_looks_does_not_pass_for_the_first() -> None:
    with on_a_port(PATIENT) as (sam, reader):
        card = put(sam, reader)
        assert isinstance(reader.read(card, 45), CardContent)
        sam.put(OTHER)
        assert reader.read(card, 45) is CardProblem.CHANGED
        fresh = reader.wait(0)
        assert fresh.card is not None and fresh.card.epoch == card.epoch + 1
        assert reader.read(card, 45) is CardProblem.CHANGED
        content = reader.read(fresh.card, 15)
        assert isinstance(content, CardContent) and content.name == OVER_EIGHTY.name


def test_a_mute_card_and_the_newest_address() -> None:
    with on_a_port(PATIENT) as (sam, reader):
        card = put(sam, reader, Lying(HERDER.resident_id(), mute=True))
        assert reader.read(card, 45) is CardProblem.MUTE
        assert reader.wait(0) == CardStatus(NAME, ReaderState.MUTE)
        sam.lift()
        moved = put(sam, reader, Lying(HERDER.resident_id(), newest_address="样例镇样例村9号"))
        content = reader.read(moved, 45)
        assert isinstance(content, CardContent) and content.address == "样例镇样例村9号"


def test_a_reader_has_its_rest_between_two_questions_whoever_waits() -> None:
    clock, asked = RealClock(), list[float]()

    def taken_down(answer: bytes) -> bytes:
        asked.append(clock.monotonic_s())
        return answer

    with on_a_port(PATIENT) as (sam, reader):
        until(reader, ReaderState.EMPTY)
        sam.damage(*[taken_down] * 4)
        while len(asked) < 4:
            reader.wait(0.4)
    assert min(after - before for before, after in pairwise(asked)) >= 0.3


def test_an_interrupted_wait_returns_before_its_time() -> None:
    with on_a_port(PATIENT) as (_, reader), ThreadPoolExecutor(1) as pool:
        assert reader.wait(0) == EMPTY
        waiting = pool.submit(reader.wait, 60)
        reader.interrupt()
        assert waiting.result(30) == EMPTY
