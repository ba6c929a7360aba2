"""The driver before a played printer, on every line: one paper a job, each fault by its name, and doubt told as doubt."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.base.errors import PrinterError
from kiosk.receipts.model import READY, Claim, PrinterStatus, PrintOutcome, PrintState
from printers.emulator.conditions import Condition
from printers.emulator.machine import LAST_ROWS
from printers.errors import PrinterFault
from tests.printers.escpos.card import page
from tests.printers.escpos.stand import (
    HASTY,
    LINES,
    NAME,
    PATIENT,
    PROFILES,
    STANDARD,
    VOID,
    Line,
    Progressed,
    Stand,
    job,
    printed,
    standing,
    until,
)

ONE, TWO = page("one"), page("two", height=1400)
every_line = pytest.mark.parametrize("line", LINES)
# What each is on the network; a serial line or a printer's file cannot tell a printer that is off from one that is mute.
TOLD = {
    Condition.PAPER_OUT: PrinterFault.PAPER_OUT,
    Condition.COVER_OPEN: PrinterFault.COVER_OPEN,
    Condition.JAM: PrinterFault.PAPER_JAM,
    Condition.CUTTER: PrinterFault.CUTTER,
    Condition.OVERHEATED: PrinterFault.OVERHEATED,
    Condition.BROKEN: PrinterFault.PRINTER_FAULT,
    Condition.BUSY: PrinterFault.BUSY,
    Condition.MUTE: PrinterFault.NO_ANSWER,
    Condition.OFF: PrinterFault.UNREACHABLE,
}


@pytest.fixture(params=LINES)
def stand(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stand]:
    """A played printer at each kind of line."""
    line: Line = request.param
    with standing(line, tmp_path) as made:
        yield made


def test_one_paper_a_job_and_nothing_else(stand: Stand) -> None:
    driver = stand.driver()
    assert driver.status() == READY
    for pdf in (ONE, TWO, ONE):
        progress = Progressed()
        assert driver.print(job(pdf), progress) is PrintOutcome.PRINTED
        assert progress.told == ["created", "sent"]
    assert stand.papers() == [printed(ONE), printed(TWO), printed(ONE)]


@every_line
@pytest.mark.parametrize("condition", list(TOLD))
def test_each_fault_is_told_apart_before_any_paper_moves(condition: Condition, line: Line, tmp_path: Path) -> None:
    told = TOLD[condition]
    if condition is Condition.OFF and line in ("serial", "usb"):
        told = PrinterFault.NO_ANSWER
    with standing(line, tmp_path) as stand:
        driver = stand.driver(patience=HASTY if told is PrinterFault.NO_ANSWER else PATIENT)
        stand.played.play(condition)
        until(lambda: driver.status() == PrinterStatus((told,)))
        progress = Progressed()
        with pytest.raises(PrinterError) as caught:
            driver.print(job(ONE), progress)
        assert (caught.value.code, progress.told, stand.papers()) == (told, [], [])
        stand.played.play(Condition.WELL)
        well = stand.driver()
        until(lambda: well.status() == READY)
        assert well.print(job(ONE), Progressed()) is PrintOutcome.PRINTED
        assert stand.papers() == [printed(ONE)]


def test_paper_near_its_end_is_a_warning_and_prints(stand: Stand) -> None:
    stand.played.play(Condition.NEAR_END)
    driver = stand.driver()
    assert driver.status() == PrinterStatus((), (PrinterFault.PAPER_NEAR_END,))
    assert driver.print(job(ONE), Progressed()) is PrintOutcome.PRINTED


def test_a_slow_printer_is_waited_for(stand: Stand) -> None:
    stand.played.play(Condition.SLOW)
    assert stand.driver().print(job(ONE), Progressed()) is PrintOutcome.PRINTED
    assert stand.papers() == [printed(ONE)]


@pytest.mark.parametrize("pdf", [ONE, page("black", rules=24, height=9000)], ids=["handed over", "half handed over"])
def test_paper_that_runs_out_midway_is_waited_for(stand: Stand, pdf: bytes) -> None:
    driver = stand.driver()
    stand.played.play(Condition.RUNS_OUT)
    with ThreadPoolExecutor(1) as pool:
        printing = pool.submit(driver.print, job(pdf), Progressed())
        until(lambda: stand.played.condition is Condition.PAPER_OUT)
        assert not printing.done() and stand.papers() == []
        stand.played.play(Condition.WELL)
        assert printing.result(50) is PrintOutcome.PRINTED
    assert stand.papers() == [printed(pdf)]


def test_a_refill_that_does_not_come_is_doubt_and_the_next_paper_is_whole(stand: Stand) -> None:
    driver = stand.driver(patience=replace(PATIENT, paper_s=1.0))
    stand.played.play(Condition.RUNS_OUT)
    assert driver.print(job(ONE), Progressed()) is PrintOutcome.UNCERTAIN
    assert driver.status() == PrinterStatus((PrinterFault.PAPER_OUT,))
    assert driver.recover(Claim(NAME, PrintState.FAILED)) is PrintOutcome.UNCERTAIN
    stand.played.play(Condition.WELL)
    again = stand.driver()
    assert again.print(job(TWO), Progressed()) is PrintOutcome.PRINTED
    # What was in the printer came out after all, or its half is voided: the next one is whole either way.
    assert stand.papers()[-1] == printed(TWO)


def test_a_printer_that_falls_silent_midway_is_doubt(stand: Stand) -> None:
    driver = stand.driver(patience=HASTY)

    class Falls(Progressed):
        def created(self, ticket: str) -> None:
            stand.played.play(Condition.MUTE)

    assert driver.print(job(ONE), Falls()) is PrintOutcome.UNCERTAIN
    until(lambda: stand.papers() == [printed(ONE)])


def test_a_printer_that_dies_midway_is_doubt_and_its_half_is_voided(stand: Stand) -> None:
    driver = stand.driver(patience=HASTY)
    stand.played.play(Condition.DIES)
    assert driver.print(job(ONE), Progressed()) is PrintOutcome.UNCERTAIN
    assert stand.papers() == []
    stand.played.play(Condition.WELL)
    well = stand.driver()
    until(lambda: well.status() == READY)
    assert well.recover(Claim(NAME, PrintState.PRINTING)) is PrintOutcome.UNCERTAIN
    assert well.print(job(TWO), Progressed()) is PrintOutcome.PRINTED
    half, whole = stand.tray.log()
    assert whole.sha256 == printed(TWO)
    assert half.rows > 900


def test_nothing_was_sent_of_what_was_never_begun(stand: Stand) -> None:
    driver = stand.driver()
    for state in (PrintState.CLAIMED, PrintState.BLOCKED, PrintState.FAILED):
        assert driver.recover(Claim(NAME, state)) is PrintOutcome.NOT_PRINTED
    assert stand.papers() == []


def test_a_page_that_is_too_wide_never_begins(stand: Stand) -> None:
    progress = Progressed()
    with pytest.raises(PrinterError) as caught:
        stand.driver().print(job(page("wide", width=577)), progress)
    assert (caught.value.code, progress.told) == (PrinterFault.PAGE_TOO_WIDE, [])


def test_a_printer_that_answers_nothing_leaves_everything_in_doubt(tmp_path: Path) -> None:
    with standing("usb", tmp_path, PROFILES["silent"]) as stand:
        driver = stand.driver(PROFILES["silent"])
        assert driver.status() == READY
        assert driver.print(job(ONE), Progressed()) is PrintOutcome.UNCERTAIN
        until(lambda: stand.papers() == [printed(ONE, PROFILES["silent"])])


def test_a_printer_that_only_tells_of_its_paper(tmp_path: Path) -> None:
    profile = msgspec.structs.replace(STANDARD, answers="paper")
    with standing("tcp", tmp_path, profile) as stand:
        driver = stand.driver(profile)
        assert driver.status() == READY
        stand.played.play(Condition.NEAR_END)
        assert driver.status() == PrinterStatus((), (PrinterFault.PAPER_NEAR_END,))
        assert driver.print(job(ONE), Progressed()) is PrintOutcome.PRINTED


def test_a_strip_ends_what_hangs_out(stand: Stand) -> None:
    """The first half of a page, then a program that begins anew: the half and the strip are one paper, the next is clean."""
    driver = stand.driver()
    assert driver.recover(Claim(NAME, PrintState.PRINTING)) is PrintOutcome.UNCERTAIN
    assert stand.papers() == [printed(VOID)]
    assert driver.print(job(ONE), Progressed()) is PrintOutcome.PRINTED
    assert stand.papers() == [printed(VOID), printed(ONE)]
    assert LAST_ROWS < 900
