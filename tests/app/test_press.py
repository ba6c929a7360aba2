"""The press over a real ledger and a real folder: one original, marked copies, a folder that goes away and comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import zxingcpp
from PIL import Image

from app import paths
from app.product import read_product
from kiosk.journey import states
from kiosk.receipts.model import PrintState
from printers.emulator.conditions import Condition
from printers.emulator.paper import Tray
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to, stage_in
from tests.printers.paper import text_by_pdfium


def test_the_original_is_printed_once_and_every_copy_says_that_it_is_one(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        id, press = runner.state.visit.application_id, terminal.crew.press
        for _ in range(3):
            assert press.print_original(id) == (PrintState.PRINTED, "")
        assert press.print_again(id) == (PrintState.PRINTED, "")
        press.recover()
    (row,) = offline.rows()
    assert row.copies == 2
    assert offline.papers() == [f"{row.receipt.number}-1.pdf", f"{row.receipt.number}-2.pdf"]
    texts = [text_by_pdfium((offline.directory / "receipts" / name).read_bytes()) for name in offline.papers()]
    assert ["补打" in text for text in texts] == [False, True]


def test_a_folder_that_went_away_is_a_fault_until_it_is_back(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        shutil.rmtree(offline.directory / "receipts")
        play_to(runner, lanes, person_at(terminal, runner), states.Signing)
        while lanes.jobs["printer"]:
            lanes.jobs["printer"].popleft()()
        assert runner.state.visit.print_fault == "P01", "said before anything is signed"
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        id, press = runner.state.visit.application_id, terminal.crew.press
        assert press.print_original(id) == (PrintState.BLOCKED, "P01")
        (offline.directory / "receipts").mkdir()
        assert press.print_original(id) == (PrintState.PRINTED, "")
    assert len(offline.papers()) == 1


def test_a_simulated_printer_prints_in_dots_and_its_faults_are_told_by_their_codes(
    tmp_path: Path, lanes: TurnLanes
) -> None:
    devices = msgspec.structs.replace(read_product(paths.DEMO_SETTINGS).settings.devices, printer="escpos:simulated")
    stage = stage_in(tmp_path, devices=devices)
    with stage.running(lanes) as (terminal, runner):
        assert terminal.played is not None
        terminal.played.play(Condition.COVER_OPEN)
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        id, press = runner.state.visit.application_id, terminal.crew.press
        tray = Tray(tmp_path / "papers")
        assert press.print_original(id) == (PrintState.BLOCKED, "P23")
        assert tray.log() == ()
        terminal.played.play(Condition.WELL)
        assert press.print_original(id) == (PrintState.PRINTED, "")
        terminal.played.play(Condition.DIES)
        assert press.print_again(id)[0] is PrintState.UNCERTAIN
        terminal.played.play(Condition.WELL)
        press.recover()
        assert press.print_again(id) == (PrintState.PRINTED, "")
        original, voided, copy = tray.log()
        (row,) = stage.rows()
        texts = [text.text for cut in (original, copy) for text in codes_on(tray.picture(cut))]
        assert texts == [row.receipt.qr_text] * 2
        assert codes_on(tray.picture(voided)) == [] and voided.rows < original.rows // 2


def codes_on(picture: Path) -> list[zxingcpp.Barcode]:
    """What a stranger reads on it."""
    with Image.open(picture) as opened:
        return zxingcpp.read_barcodes(opened.convert("L"))


def test_what_a_crash_left_unprinted_is_printed_at_the_next_start(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        shutil.rmtree(offline.directory / "receipts")
        person = person_at(terminal, runner)
        play_to(runner, lanes, person, states.Signing)
        runner.post(*person.moves(runner.state))
        while not offline.rows():
            # The card is read once more before anything is handed in.
            lanes.jobs["store" if lanes.jobs["store"] else "cards-0"].popleft()()
        lanes.jobs["printer"].clear()
    assert [row.state for row in offline.rows()] == [PrintState.QUEUED]
    with offline.running(TurnLanes()) as (terminal, _):
        terminal.crew.press.recover()
    assert [row.state for row in offline.rows()] == [PrintState.PRINTED]
    assert len(offline.papers()) == 1
