"""Killed at every point of a paper, over both kinds of line, and counted in the printer's own log: never twice, never lost, or asked."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base.errors import PrinterError
from kiosk.base.steps import Step
from kiosk.receipts.model import Claim, PrintOutcome, PrintState
from printers.errors import PrinterFault
from printers.escpos.encoder import RESET
from printers.escpos.talk import Talk
from tests.printers.escpos.card import page
from tests.printers.escpos.dying import BYTES, POINTS
from tests.printers.escpos.stand import HASTY, NAME, Line, Progressed, Stand, job, printed, standing, until

PDF, NEXT = page("killed"), page("next")
# Killed before its first dot it is printed by itself; once all was handed over the whole paper comes out.
NEVER_BEGUN, WHOLE = ("claimed",), (Step.PAPER_WRITTEN, Step.PAPER_MOVED)
both_lines = pytest.mark.parametrize("line", ["tcp", "serial"])


def killed(stand: Stand, line: Line, point: str, *, folder: Path, root: Path) -> str:
    """The last word of the ledger of a process that was killed there."""
    pdf, kept = folder / "page.pdf", folder / "kept"
    pdf.write_bytes(PDF)
    command = (sys.executable, "-m", "tests.printers.escpos.dying", line, stand.address, point, str(pdf), str(kept))
    assert subprocess.run(command, cwd=root, timeout=50, check=False).returncode == -signal.SIGKILL
    return kept.read_text().split()[-1] if kept.exists() else "claimed"


@both_lines
@pytest.mark.parametrize("point", POINTS)
def test_killed_there(point: str, line: Line, *, tmp_path: Path, root: Path) -> None:
    with standing(line, tmp_path / "tray") as stand:
        last = killed(stand, line, point, folder=tmp_path, root=root)
        if point in WHOLE:
            until(lambda: stand.papers() == [printed(PDF)])
        # What the ledger makes of it: an attempt that was only claimed was never sent.
        state = PrintState.CLAIMED if last == "claimed" else PrintState.PRINTING
        driver = stand.driver()
        known = driver.recover(Claim(NAME, state))
        assert known is (PrintOutcome.NOT_PRINTED if point in NEVER_BEGUN else PrintOutcome.UNCERTAIN)
        came_out = stand.papers().count(printed(PDF))
        assert came_out == (point in WHOLE)
        # Where it is not known a person looks into the tray, and says what lies there.
        if not came_out:
            assert driver.print(job(PDF), Progressed()) is PrintOutcome.PRINTED
        assert driver.print(job(NEXT), Progressed()) is PrintOutcome.PRINTED
        assert stand.papers().count(printed(PDF)) == 1
        assert stand.papers()[-1] == printed(NEXT)


@both_lines
def test_without_the_flush_the_half_picture_swallows_the_next_paper(
    line: Line, *, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Talk, "clean", lambda talk: talk.send([RESET], talk.paper_due()))
    with standing(line, tmp_path / "tray") as stand:
        killed(stand, line, "mid-band", folder=tmp_path, root=root)
        stand.driver(patience=HASTY).print(job(NEXT), Progressed())
        assert printed(NEXT) not in stand.papers()


@both_lines
def test_a_flush_that_is_too_short_is_noticed_before_anything_is_printed(
    line: Line, *, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printers.escpos.talk.flush", lambda profile: RESET)
    with standing(line, tmp_path / "tray") as stand:
        killed(stand, line, "mid-band", folder=tmp_path, root=root)
        progress = Progressed()
        with pytest.raises(PrinterError, match=PrinterFault.NO_ANSWER):
            stand.driver(patience=HASTY).print(job(NEXT), progress)
        assert progress.told == [] and stand.papers() == []


def test_every_point_is_a_place_of_its_own() -> None:
    assert len(set(POINTS)) == len(POINTS) == 7
    assert set(BYTES) < set(POINTS)
