"""A printer's answers: told from noise by their fixed bits, however the line cuts them, and every fault apart from the others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.errors import PrinterFault
from printers.escpos.status import Answer, Ear, Kind, of_paper, of_realtime

WELL = (0x12, 0x12, 0x12, 0x12)


def heard(raw: bytes) -> list[tuple[Kind, int]]:
    """What is taken for an answer."""
    return [(answer.kind, answer.bits) for answer in Ear().hear(raw)]


def test_what_two_published_printers_answer() -> None:
    assert heard(b"\x12\x1e\x7e\x00\x0f") == [
        (Kind.REALTIME, 0x12),
        (Kind.REALTIME, 0x1E),
        (Kind.REALTIME, 0x7E),
        (Kind.IN_TURN, 0x00),
        (Kind.IN_TURN, 0x0F),
    ]


def test_what_was_not_asked_for_is_dropped_whole() -> None:
    assert heard(b"\x10\x00\x0f\x00" + b"\x12") == [(Kind.REALTIME, 0x12)]
    assert heard(b"\x10\x00\x0f\x00" + b"\x00") == [(Kind.IN_TURN, 0x00)]
    # A report that was cut off by an answer in real time.
    assert heard(b"\x18\x00\x16\x00") == [(Kind.REALTIME, 0x16), (Kind.IN_TURN, 0x00)]


def test_flow_control_and_other_noise_is_no_answer() -> None:
    assert heard(b"\x11\x13\xff\x80\x93\x90\xb2") == []


@given(st.binary(max_size=64), st.lists(st.integers(0, 64), max_size=6))
def test_any_bytes_give_answers_that_have_the_fixed_bits_and_the_cuts_change_nothing(
    raw: bytes, cuts: list[int]
) -> None:
    ear, pieces = Ear(), [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    cut_up: list[Answer] = []
    for begun, ended in pairwise(pieces):
        cut_up += ear.hear(raw[begun:ended])
    assert cut_up == list(Ear().hear(raw))
    for answer in cut_up:
        fixed = (0x93, 0x12) if answer.kind is Kind.REALTIME else (0x90, 0x00)
        assert answer.bits & fixed[0] == fixed[1]


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        (WELL, set()),
        ((0x12, 0x12, 0x12, 0x1E), {PrinterFault.PAPER_NEAR_END}),
        ((0x1A, 0x32, 0x12, 0x7E), {PrinterFault.PAPER_OUT}),
        ((0x1A, 0x16, 0x12, 0x12), {PrinterFault.COVER_OPEN}),
        ((0x1A, 0x36, 0x12, 0x7E), {PrinterFault.COVER_OPEN}),
        ((0x1A, 0x52, 0x16, 0x12), {PrinterFault.PAPER_JAM}),
        ((0x1A, 0x52, 0x1A, 0x12), {PrinterFault.CUTTER}),
        ((0x1A, 0x52, 0x52, 0x12), {PrinterFault.OVERHEATED}),
        ((0x1A, 0x52, 0x32, 0x12), {PrinterFault.PRINTER_FAULT}),
        ((0x1A, 0x12, 0x12, 0x12), {PrinterFault.BUSY}),
        ((0x1A, 0x12, 0x12, 0x1E), {PrinterFault.BUSY, PrinterFault.PAPER_NEAR_END}),
        ((0x1A, 0x52, 0x1A, 0x1E), {PrinterFault.CUTTER, PrinterFault.PAPER_NEAR_END}),
    ],
)
def test_each_fault_by_its_bits(answers: tuple[int, int, int, int], faults: set[PrinterFault]) -> None:
    assert of_realtime(dict(enumerate(answers, 1))) == faults


@pytest.mark.parametrize(
    ("answer", "faults"),
    [(0x00, set()), (0x03, {PrinterFault.PAPER_NEAR_END}), (0x0F, {PrinterFault.PAPER_OUT})],
)
def test_the_paper_alone(answer: int, faults: set[PrinterFault]) -> None:
    assert of_paper(answer) == faults
