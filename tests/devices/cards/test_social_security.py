"""The social-security driver on cards written down by hand, and on cards that answer anything."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.social_security import read
from devices.pcsc.apdu import Answer, exchange
from kiosk.cards import Authenticity, CardContent, CardKind, CardProblem
from tests.devices.emulator.cards import FIRST, SECOND, Card, make


def read_card(card: Card) -> CardContent | CardProblem:
    return read(partial(exchange, card.answer))


def with_record(record: str) -> Card:
    holder = [record if old[:2] == record[:2] else old for old in FIRST[0xEF06]]
    return Card(files=FIRST | {0xEF06: holder})


def test_every_field_of_a_card() -> None:
    assert read_card(make("social-security")) == CardContent(
        kind=CardKind.SOCIAL_SECURITY,
        authenticity=Authenticity.READ,
        name="张三",
        id_number="11010519491231002X",
        sex="女",
        ethnicity="汉",
        birth_date=date(1949, 12, 31),
        valid_from=date(2019, 6, 1),
        valid_to=date(2029, 5, 31),
        card_number="A12345678",
    )


def test_spaces_for_padding_no_continued_name_and_a_character_of_four_bytes() -> None:
    content = read_card(make("second"))
    assert isinstance(content, CardContent)
    raw = bytes.fromhex(SECOND[0xEF06][1])[2:].rstrip()
    outside = subprocess.run(
        ["iconv", "-f", "GB18030", "-t", "UTF-8"], input=raw, capture_output=True, check=True, timeout=10
    )
    assert content.name == outside.stdout.decode() == "李𬱖"
    assert (content.ethnicity, content.sex, content.valid_to) == ("蒙古", "男", None)


def test_a_name_that_goes_on_in_the_second_record_even_inside_a_character() -> None:
    name = "孛儿只斤·阿拉腾其木格乌云毕力格".encode("gb18030")
    assert len(name) > 30
    card = with_record("091E" + name[:30].hex())
    holder = [f"4E14{name[30:].ljust(20, bytes(1)).hex()}" if old[:2] == "4E" else old for old in card.files[0xEF06]]
    content = read_card(Card(files=FIRST | {0xEF06: holder}))
    assert isinstance(content, CardContent)
    assert content.name == "孛儿只斤·阿拉腾其木格乌云毕力格"


def test_exact_lengths_cost_one_apdu_a_record() -> None:
    sent: list[bytes] = []
    card = make("social-security")

    def counting(command: bytes) -> bytes:
        sent.append(command)
        return card.answer(command)

    assert isinstance(read(partial(exchange, counting)), CardContent)
    assert len(sent) == 13


def test_a_card_with_the_older_way_to_select_files() -> None:
    card = make("social-security")

    def older(command: bytes) -> bytes:
        return b"\x6a\x86" if command[1:3] == b"\xa4\x02" else card.answer(command)

    assert isinstance(read(partial(exchange, older)), CardContent)


@pytest.mark.parametrize(
    "record",
    [
        "0812" + "00" * 18,
        "0D0419491331",
        "0D041949123A",
        "091ED5" + "00" * 29,
        "091E" + "D5C5000AC8FD".ljust(60, "0"),
        "0812" + "CFCF" * 9,
    ],
)
def test_bad_data_is_a_damaged_card(record: str) -> None:
    assert read_card(with_record(record)) is CardProblem.DAMAGED


def test_a_number_the_identity_room_will_refuse_is_not_the_drivers_to_judge() -> None:
    content = read_card(with_record("0812" + "313130313035313934393132333130303220"))
    assert isinstance(content, CardContent)
    assert content.id_number == "11010519491231002"


def test_locked_unknown_and_empty_cards() -> None:
    assert read_card(make("locked")) is CardProblem.DENIED
    assert read_card(make("unknown")) is CardProblem.UNSUPPORTED
    assert read_card(Card(files={0xEF05: []})) is CardProblem.DAMAGED


@given(st.lists(st.binary(max_size=24), max_size=40))
def test_any_answers_end_in_a_content_or_a_problem(answers: list[bytes]) -> None:
    def transmit(_: bytes) -> bytes:
        return answers.pop() + b"\x90\x00" if answers else b"\x6a\x83"

    assert isinstance(read(partial(exchange, transmit)), (CardContent, CardProblem))


@given(st.integers(min_value=0, max_value=6), st.binary(max_size=40))
def test_a_record_of_any_bytes_ends_in_a_content_or_a_problem(which: int, value: bytes) -> None:
    tag = (0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0D, 0x07)[which]
    card = make("social-security")

    def forging(transmit: Callable[[bytes], bytes], command: bytes) -> Answer:
        answer = exchange(transmit, command)
        if command[1] == 0xB2 and command[2] == tag:
            return Answer(bytes([tag, len(value)]) + value, 0x9000)
        return answer

    assert isinstance(read(partial(forging, card.answer)), (CardContent, CardProblem))
