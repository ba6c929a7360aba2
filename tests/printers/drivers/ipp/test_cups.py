"""A queue of a real CUPS: what is in the way is asked of the printer behind it, and a CUPS that crashes never prints twice."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.base.steps import Step
from kiosk.receipts.model import READY, PrinterStatus, PrintState
from printers.errors import PrinterFault
from tests.printers.drivers.ipp.desks import ID, NAME, Desk
from tests.printers.drivers.ipp.machines import Cupsd, EvePrinter, until

# As Debian has it, and so that nothing accepted is forgotten: which is how CUPS prints twice.
SETTINGS = {"default": ("", ""), "durable": ("DirtyCleanInterval 0\n", "SyncOnClose Yes\n")}


@pytest.fixture(scope="module", params=SETTINGS)
def cups(request: pytest.FixtureRequest, machine: EvePrinter) -> Iterator[Cupsd]:
    """A cupsd with its queue, in either configuration."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-cups-"))
    config, files = SETTINGS[request.param]
    started = Cupsd(folder, config=config, files=files)
    started.serves(machine)
    yield started
    started.close()
    shutil.rmtree(folder)


def test_a_receipt_comes_out_once(cups: Cupsd, eve: EvePrinter) -> None:
    desk = Desk(cups.uri)
    assert desk.printer.status() == READY
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed() == [NAME]
    assert "urn:uuid:" in desk.ledger.only().ticket


def test_the_printer_behind_is_asked_and_not_what_cups_remembers(cups: Cupsd, eve: EvePrinter) -> None:
    eve.stops_for("marker-supply-low,media-low")
    desk = Desk(cups.uri)
    desk.pauses.meanwhile = [*[lambda: None] * 20, eve.goes_on]
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert desk.printer.status() == READY
    eve.says("cover-open")
    assert desk.printer.status() == PrinterStatus((PrinterFault.COVER_OPEN,))
    eve.switch_off()
    assert desk.printer.status() == PrinterStatus((PrinterFault.UNREACHABLE,))
    # CUPS takes a printer that is off for one that is idle.
    assert "is idle" in cups.tells("lpstat", "-p", "kiosk")


def test_a_queue_that_a_person_stopped_is_told(cups: Cupsd, eve: EvePrinter) -> None:
    desk = Desk(cups.uri)
    for stop, go in (("cupsdisable", "cupsenable"), ("cupsreject", "cupsaccept")):
        cups.tells(stop, "kiosk")
        assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, PrinterFault.PRINTER_FAULT)
        cups.tells(go, "kiosk")
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed() == [NAME]


def crashed(cups: Cupsd, eve: EvePrinter) -> tuple[PrintState, str]:
    """kill -9 of the scheduler when it has accepted a paper and the printer is at it; then a start, and the paper goes on."""
    eve.stops_for("")

    def reached(step: Step) -> None:
        if step is Step.ALL_SENT:
            until((eve.folder / "at-work").exists, "the engine is at it")
            cups.kill()
            cups.wipe()
            cups.start()
            eve.goes_on()

    told = Desk(cups.uri, reached=reached).spooler.print_original(ID)
    until(lambda: len(eve.printed()) >= 1 and not eve.is_at_work(), "the paper")
    return told


def test_after_a_crash_of_cups_a_person_is_asked_and_nothing_prints_twice(cups: Cupsd, eve: EvePrinter) -> None:
    assert crashed(cups, eve) == (PrintState.UNCERTAIN, PrinterFault.JOB_LOST)
    # The next paper goes through the same queue: whatever it had left would have come before.
    after = Desk(cups.uri)
    assert after.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed() == [NAME, NAME], "the first one's, and the next desk's own"


def test_without_the_wipe_it_prints_twice(eve: EvePrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the wipe is there to prevent, planted: this is the configuration that loses nothing."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-cups-"))
    cups = Cupsd(folder, config=SETTINGS["durable"][0], files=SETTINGS["durable"][1])
    try:
        cups.serves(eve)
        monkeypatch.setattr(cups, "wipe", lambda: None)
        crashed(cups, eve)
        until(lambda: len(eve.printed()) == 2, "the second paper")
    finally:
        cups.close()
        shutil.rmtree(folder)


def test_a_cups_that_is_away_is_not_there(cups: Cupsd, eve: EvePrinter) -> None:
    cups.kill()
    desk = Desk(cups.uri)
    try:
        assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, PrinterFault.UNREACHABLE)
    finally:
        cups.start()
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
