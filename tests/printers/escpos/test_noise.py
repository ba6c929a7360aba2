"""Lines that say what no printer means: whatever comes, a fault is told or doubt is, and never a paper that did not come out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import PrintOutcome
from printers.drivers.escpos import EscposReceiptPrinter
from printers.errors import PrinterFault
from printers.escpos.encoder import BARRIER
from printers.escpos.status import DLE_EOT
from tests.devices.clock import VirtualClock
from tests.printers.escpos.card import page
from tests.printers.escpos.stand import STANDARD, Progressed, job

PDF = page("noise", rules=1, height=440)


class Scripted:
    """Implements Wire in virtual time: `answer` gives what comes back for what was sent; silence takes as long as is waited."""

    def __init__(self, clock: VirtualClock, answer: Callable[[bytes], bytes]) -> None:
        self._clock = clock
        self._answer = answer
        self._coming = b""

    def send(self, raw: bytes, timeout_s: float) -> None:
        """Has the answer ready."""
        self._coming += self._answer(raw)

    def receive(self, timeout_s: float) -> bytes:
        """What is ready."""
        raw, self._coming = self._coming, b""
        self._clock.advance(min(timeout_s, 0.01) if raw else timeout_s)
        return raw

    def abandon(self) -> None:
        """Nothing lies in between."""

    def close(self) -> None:
        """Nothing is held."""


def driver(answer: Callable[[bytes], bytes]) -> EscposReceiptPrinter:
    """A driver at such a line."""
    clock = VirtualClock()
    return EscposReceiptPrinter(lambda: Scripted(clock, answer), STANDARD, clock, void=lambda: PDF)


def well(raw: bytes) -> bytes:
    """What a printer says that is well."""
    if raw.startswith(DLE_EOT):
        return b"\x12"
    return b"\x00" if raw.endswith(BARRIER) else b""


def what_came(answer: Callable[[bytes], bytes]) -> PrintOutcome | PrinterFault:
    """The outcome of a job there."""
    try:
        return driver(answer).print(job(PDF), Progressed())
    except PrinterError as error:
        return PrinterFault(error.code)


def test_a_printer_that_is_well() -> None:
    assert driver(well).status().fault == ""
    assert what_came(well) is PrintOutcome.PRINTED


@given(st.lists(st.binary(max_size=6), max_size=40))
def test_whatever_it_says_the_status_is_a_status(said: list[bytes]) -> None:
    answers = iter(said)
    told = driver(lambda raw: next(answers, b"")).status()
    assert set(told.in_the_way) | set(told.warnings) <= {fault.value for fault in PrinterFault}


@given(st.lists(st.binary(max_size=6), max_size=40))
def test_a_paper_is_printed_only_when_the_end_was_answered_twice(said: list[bytes]) -> None:
    """Well up to the cut; then noise, of which at most one answer stands behind each of the two questions."""
    answers, cut, questions = iter(said), [False], [b""]

    def answer(raw: bytes) -> bytes:
        cut[0] |= raw.endswith(bytes.fromhex(STANDARD.cut))
        if not cut[0]:
            return well(raw)
        noise = next(answers, b"")
        if raw.endswith(BARRIER):
            questions.append(noise)
        return noise

    came = what_came(answer)
    in_turn = [noise for noise in questions if any(byte & 0x90 == 0 for byte in noise)]
    assert came is PrintOutcome.UNCERTAIN or (came is PrintOutcome.PRINTED and len(in_turn) == 2)


@pytest.mark.parametrize("noise", [b"\x00", b"\x12", b"\xff" * 8, b"\x10\x00\x00\x00", bytes(range(256))])
def test_one_burst_of_noise_at_the_end_is_no_paper(noise: bytes) -> None:
    """A line that breaks gives a 00, which is also how a printer says that its paper is there."""
    cut = [False]

    def answer(raw: bytes) -> bytes:
        if cut[0]:
            return b""
        cut[0] = raw.endswith(bytes.fromhex(STANDARD.cut))
        return noise if cut[0] else well(raw)

    assert what_came(answer) is PrintOutcome.UNCERTAIN


def test_reports_nobody_asked_for_are_no_answers() -> None:
    """ASB in between all the time: the printer is asked, and its reports are left alone."""
    assert what_came(lambda raw: b"\x10\x00\x0f\x00" + well(raw) + b"\x18\x00\x00\x00") is PrintOutcome.PRINTED
    cut = [False]

    def only_reports(raw: bytes) -> bytes:
        cut[0] |= raw.endswith(bytes.fromhex(STANDARD.cut))
        return b"\x18\x00\x0f\x00" if cut[0] else well(raw)

    assert what_came(only_reports) is PrintOutcome.UNCERTAIN
