"""The SAM reader in virtual time, against answers written down beforehand: every status, every fault, any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.citizens import HERDER
from devices.sam.answers import GARBLED, PROBLEMS, STATUS_FAULTS, SamAnswer, Status, answered, text_block
from devices.sam.frames import framed
from devices.sam.profiles import ReaderProfile
from kiosk.base.errors import DeviceError, KioskError
from kiosk.cards import CardContent, CardProblem, CardReader, CardRef, CardStatus, ReaderState
from kiosk.status.faults import FAULTS
from tests.devices.sam.port import NAME, PROFILES, STANDARD, Script, said

BLOCK = HERDER.resident_id().block
READING = bytes.fromhex("01000400") + BLOCK + bytes(1024)
STATUS, FIND, SELECT, READ, ADDRESS = (framed(bytes.fromhex(one)) for one in ("11FF", "2001", "2002", "3001", "3003"))
WELL = {
    STATUS: said(0x90),
    FIND: said(0x9F, bytes(4)),
    SELECT: said(0x90, bytes(8)),
    READ: said(0x90, READING),
    ADDRESS: said(0x91),
}


def script(profile: ReaderProfile = STANDARD, **changed: bytes) -> Script:
    """A reader with a card that is well, but for some answers, by the name of their question."""
    names = {"status": STATUS, "find": FIND, "select": SELECT, "read": READ, "address": ADDRESS}
    answers = WELL | {names[name]: answer for name, answer in changed.items()}
    return Script(lambda raw: answers.get(raw, said(0x21)), profile)


def seen(stage: Script) -> CardRef:
    """The card that lies there."""
    status = stage.reader.wait(0)
    assert status.card is not None
    return status.card


def test_it_is_a_card_reader_that_asks_in_order() -> None:
    stage = script()
    reader: CardReader = stage.reader
    content = reader.read(seen(stage), 15)
    assert isinstance(content, CardContent) and content.name == HERDER.name
    assert stage.lines[0].asked == [STATUS, FIND, FIND, SELECT, READ, ADDRESS]


# Written down by hand beside the table: what each status ends a reading with, when it answers the reading itself.
ENDS = {
    0x90: "content", 0x9F: "C03", 0x10: "C06", 0x11: "C06", 0x21: "C03", 0x24: "C03", 0x31: "denied", 0x32: "denied",
    0x33: "denied", 0x40: "unsupported", 0x41: "damaged", 0x47: "mute", 0x60: "C05", 0x66: "C04", 0x80: "removed",
    0x81: "mute", 0x91: "C03", 0x00: "C03", 0xFF: "C03",
}  # fmt: skip


def ending(stage: Script) -> str:
    """How reading the card ends, in a word."""
    try:
        outcome = stage.reader.read(seen(stage), 15)
    except DeviceError as error:
        return error.code
    return "content" if isinstance(outcome, CardContent) else outcome.value


@pytest.mark.parametrize("status", ENDS)
def test_every_status_has_its_end(status: int) -> None:
    stage = script(read=said(status, READING if status == 0x90 else b""))
    assert ending(stage) == ENDS[status]
    assert stage.lines[0].closed is (ENDS[status][0] == "C")


def test_no_status_is_forgotten() -> None:
    assert {int(status) for status in Status} <= set(ENDS)
    assert not set(PROBLEMS) & set(STATUS_FAULTS) and not set(PROBLEMS) & GARBLED
    assert set(STATUS_FAULTS.values()) <= set(FAULTS)


@pytest.mark.parametrize("status", [0x41, 0x47, 0x81, 0x33])
def test_a_failed_reading_of_a_card_that_is_gone_is_a_removal(status: int) -> None:
    stage = script(read=said(status))
    card = seen(stage)
    finds = [said(0x9F), said(0x80)]
    well = stage.answer
    stage.answer = lambda raw: finds.pop(0) if raw == FIND else well(raw)
    assert stage.reader.read(card, 15) is CardProblem.REMOVED
    assert not finds


@pytest.mark.parametrize(("status", "code"), [(0x66, "C04"), (0x60, "C05"), (0x21, "C03")])
def test_a_sam_that_is_not_well_is_a_state_with_its_fault(status: int, code: str) -> None:
    stage = script(status=said(status))
    assert stage.reader.wait(0) == CardStatus(NAME, ReaderState.NO_READER, fault=code)
    assert stage.lines[0].closed


@pytest.mark.parametrize("code", ["C02", "C03", "C07"])
def test_a_port_that_does_not_open_is_tried_again_later_and_later(code: str) -> None:
    stage = script()
    stage.broken = DeviceError(code, "port")
    assert stage.reader.wait(0) == CardStatus(NAME, ReaderState.NO_READER, fault=code)
    stage.broken = None
    assert stage.reader.wait(0).state is ReaderState.NO_READER
    assert not stage.lines
    stage.clock.advance(0.06)
    assert stage.reader.wait(0).state is ReaderState.PRESENT


def test_the_pause_between_openings_grows_to_two_seconds() -> None:
    stage = script()
    stage.broken = DeviceError("C02", "port")
    for pause_s in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0):
        stage.reader.wait(0)
        stage.clock.advance(pause_s - 0.01)
        stage.broken = None
        assert stage.reader.wait(0).state is ReaderState.NO_READER
        stage.broken = DeviceError("C02", "port")
        stage.clock.advance(0.02)


def test_a_line_that_came_back_is_tried_at_once_when_it_breaks_again() -> None:
    stage = script()
    for _ in range(3):
        assert stage.reader.wait(0).state is ReaderState.PRESENT
        stage.answer = lambda raw: said(0x60)
        assert stage.reader.wait(0).fault == "C05"
        stage.answer = WELL.__getitem__
        stage.clock.advance(0.06)


def test_what_lies_in_the_line_from_before_is_no_answer() -> None:
    stage = script()
    card = seen(stage)
    stage.lines[0].leave(said(0x80))
    assert seen(stage) == card


def test_a_reading_ends_at_its_deadline_and_silence_at_the_readers_own_time() -> None:
    stage = script(read=b"")
    card = seen(stage)
    begun = stage.clock.seconds
    assert stage.reader.read(card, 1.0) is CardProblem.TIMEOUT
    assert stage.clock.seconds - begun == pytest.approx(1.0)
    begun = stage.clock.seconds
    with pytest.raises(DeviceError, match="C06"):
        stage.reader.read(card, 15)
    assert 3.0 < stage.clock.seconds - begun < 3.2


def test_an_answer_that_came_damaged_is_asked_for_again_at_once() -> None:
    stage = script()
    card = seen(stage)
    well, damaged = stage.answer, [said(0x9F)[:-1] + b"\0"]
    stage.answer = lambda raw: damaged.pop() if damaged else well(raw)
    assert isinstance(stage.reader.read(card, 15), CardContent)
    assert stage.clock.seconds < 2 * STANDARD.gap_s


@pytest.mark.parametrize(
    "data",
    [
        b"",
        READING[:-1],
        READING + b"\0",
        bytes.fromhex("01000000") + BLOCK,
        bytes.fromhex("00FF0400") + BLOCK[1:] + bytes(1024),
        READING[:4] + b"\0" * 256 + READING[260:],
    ],
)
def test_parts_of_a_wrong_length_are_a_damaged_card(data: bytes) -> None:
    stage = script(read=said(0x90, data))
    assert stage.reader.read(seen(stage), 15) is CardProblem.DAMAGED


def test_the_photo_is_looked_at_for_its_length_and_dropped() -> None:
    assert text_block(READING) == BLOCK
    assert text_block(READING[:-1]) is None


@pytest.mark.parametrize(
    ("answer", "address"),
    [
        (said(0x91), HERDER.address),
        (said(0x21), HERDER.address),
        (said(0x90, b"\x01\x02"), HERDER.address),
        (said(0x90, b"\x00\xd8" * 35), HERDER.address),
        (said(0x90, "样例村9号".ljust(35).encode("utf-16-le")), "样例村9号"),
    ],
)
def test_the_newest_address_counts_when_it_is_one(answer: bytes, address: str) -> None:
    stage = script(address=answer)
    content = stage.reader.read(seen(stage), 15)
    assert isinstance(content, CardContent) and content.address == address


def test_a_reader_that_wants_a_hello_is_given_it_first() -> None:
    profile = ReaderProfile(
        source="test", baud=9600, find="2001", select="2002", read="3001", not_found_after_reading="removed",
        hello="0200110399",
    )  # fmt: skip
    stage = script(profile)
    seen(stage)
    assert stage.lines[0].asked == [bytes.fromhex("0200110399"), FIND]


def test_another_models_commands_are_its_profiles() -> None:
    stage = Script(lambda raw: said(0x80), PROFILES["cvr-100au"])
    assert stage.reader.wait(0) == CardStatus(NAME, ReaderState.EMPTY)
    assert stage.lines[0].asked == [framed(b"\x00\x81")]


def test_not_found_after_reading_is_what_the_profile_says() -> None:
    for name, state in (("standard", ReaderState.EMPTY), ("lift", ReaderState.PRESENT)):
        stage = script(PROFILES[name])
        card = seen(stage)
        assert isinstance(stage.reader.read(card, 15), CardContent)
        well = stage.answer
        stage.answer = lambda raw: said(0x80)
        assert stage.reader.wait(0).state is state
        stage.answer = well
        again = stage.reader.wait(0)
        assert again.card is not None and again.card.epoch == card.epoch + 1


def test_a_card_that_stays_is_no_new_insertion_on_any_model() -> None:
    for profile in (STANDARD, PROFILES["lift"]):
        stage = script(profile)
        card = seen(stage)
        assert isinstance(stage.reader.read(card, 15), CardContent)
        assert seen(stage) == card


def test_a_card_of_another_epoch_is_not_asked_for() -> None:
    stage = script()
    card = seen(stage)
    asked = len(stage.lines[0].asked)
    assert stage.reader.read(CardRef(NAME, card.epoch + 1), 15) is CardProblem.CHANGED
    assert len(stage.lines[0].asked) == asked


def test_no_one_is_named_in_a_fault() -> None:
    for answer in (said(0x66, READING), said(0x91, READING), b"\xaa" + READING):
        stage = script(read=answer)
        with pytest.raises(KioskError) as caught:
            stage.reader.read(seen(stage), 15)
        assert HERDER.name not in str(caught.value) and HERDER.id_number not in str(caught.value)


@given(st.binary(min_size=3, max_size=1400))
def test_any_body_is_an_answer_and_any_data_a_block_or_none(body: bytes) -> None:
    answer = answered(body)
    assert isinstance(answer, SamAnswer) and answer.data == body[3:]
    assert (answer.status is None) == (body[:2] != b"\0\0" or body[2] not in set(Status))
    assert text_block(body) is None or len(body) == 1284


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from(list(WELL.values()))), max_size=8))
def test_a_reader_that_answers_anything_ends_in_time_with_a_value_or_a_coded_error(answers: list[bytes]) -> None:
    left = list(answers)
    stage = script()
    card = seen(stage)
    well = stage.answer
    stage.answer = lambda raw: left.pop(0) if left else well(raw)
    outcome: object
    try:
        outcome = stage.reader.read(card, 15)
    except DeviceError as error:
        outcome = error.code
    assert isinstance(outcome, CardContent | CardProblem) or outcome in FAULTS
    assert stage.clock.seconds < 20
    assert stage.reader.wait(0).state in ReaderState
