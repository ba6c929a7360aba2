"""T=0's lengths, and answers no card should give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.pcsc.apdu import Answer, Transmit, TransmitError, exchange, split
from kiosk.cards import CardProblem


def scripted(answers: Iterator[str], sent: list[str]) -> Transmit:
    def transmit(command: bytes) -> bytes:
        sent.append(command.hex().upper())
        return bytes.fromhex(next(answers))

    return transmit


def talk(command: str, *answers: str) -> tuple[Answer, list[str]]:
    sent: list[str] = []
    return exchange(scripted(iter(answers), sent), bytes.fromhex(command)), sent


def test_a_plain_answer() -> None:
    assert talk("00B2090020", "010203 9000") == (Answer(b"\x01\x02\x03", 0x9000), ["00B2090020"])


def test_a_wrong_length_is_asked_again_with_the_right_one() -> None:
    assert talk("00B2090000", "6C20", "AA9000") == (Answer(b"\xaa", 0x9000), ["00B2090000", "00B2090020"])


def test_a_wrong_length_twice_is_not_asked_for_ever() -> None:
    answer, sent = talk("00B2090000", "6C20", "6C21")
    assert answer.status == 0x6C21
    assert len(sent) == 2


@pytest.mark.parametrize("command", ["0020008008313233343536FFFF", "00A4020002EF05", "00A40000"])
def test_a_command_that_names_no_length_is_sent_once_whatever_is_said_of_it(command: str) -> None:
    answer, sent = talk(command, "6C20")
    assert answer == Answer(b"", 0x6C20)
    assert sent == [command]


def test_a_wrong_length_behind_data_is_asked_again_with_the_same_data() -> None:
    assert talk("00A4020002EF0500", "6C04", "01020304 9000")[1] == ["00A4020002EF0500", "00A4020002EF0504"]


def test_what_fetches_an_answer_is_no_part_of_a_chain() -> None:
    assert talk("1087119A0101", "6102", "AABB 9000")[1][1] == "00C0000002"


def test_more_waits_is_fetched_to_its_end() -> None:
    answer, sent = talk("00A4040000", "6102", "AABB 6101", "CC 9000")
    assert answer == Answer(b"\xaa\xbb\xcc", 0x9000)
    assert sent[1:] == ["00C0000002", "00C0000001"]


def test_a_card_that_never_stops_is_cut_off() -> None:
    sent: list[str] = []
    exchange(scripted(iter(lambda: "6110", ""), sent), bytes.fromhex("00A4040000"))
    assert len(sent) < 300


@pytest.mark.parametrize("raw", [b"", b"\x90"])
def test_less_than_a_status_word_is_a_card_that_has_gone(raw: bytes) -> None:
    with pytest.raises(TransmitError) as caught:
        split(raw)
    assert caught.value.problem is CardProblem.REMOVED


@given(st.binary(min_size=4, max_size=12), st.lists(st.binary(max_size=40), min_size=1))
def test_any_answer_gives_an_answer_or_a_card_lost(command: bytes, answers: list[bytes]) -> None:
    def transmit(_: bytes) -> bytes:
        return answers.pop(0) if answers else b""

    try:
        outcome: Answer | CardProblem = exchange(transmit, command)
    except TransmitError as error:
        outcome = error.problem
    assert outcome is CardProblem.REMOVED or isinstance(outcome, Answer)
