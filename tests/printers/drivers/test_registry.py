"""Which driver a setting gets, at which line, and what plays it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.base.errors import ConfigError
from kiosk.base.steps import unwatched
from kiosk.receipts.model import READY, Claim, PrinterStatus, PrintOutcome, PrintState
from printers.drivers.escpos import EscposReceiptPrinter
from printers.drivers.folder import FolderReceiptPrinter
from printers.drivers.registry import TRAY, Around, Fitted, printer_of
from printers.emulator.conditions import Condition
from printers.emulator.paper import Tray
from printers.errors import PrinterFault
from printers.escpos.places import chosen
from tests.devices.clock import RealClock
from tests.printers.escpos.card import page
from tests.printers.escpos.stand import NAME, PROFILES, Progressed, job, printed, standing


def fitted(setting: str, folder: Path) -> Fitted:
    """The printer of that setting."""
    void = {576: page("void"), 384: page("void", width=384)}
    around = Around(folder, "terminal", RealClock(), lambda seconds: None, unwatched, PROFILES, void.__getitem__)
    return printer_of(setting, around)


def test_a_folder_is_made_in_the_terminals_directory_or_lies_elsewhere(tmp_path: Path) -> None:
    made = fitted("folder:receipts", tmp_path)
    assert isinstance(made.printer, FolderReceiptPrinter) and made.played is None
    assert made.printer.print(job(b"%PDF"), Progressed()) is PrintOutcome.PRINTED
    assert [path.name for path in (tmp_path / "receipts").iterdir()] == [f"{NAME}.pdf"]
    fitted(f"folder:{tmp_path / 'elsewhere'}", tmp_path)
    assert (tmp_path / "elsewhere").is_dir()


@pytest.mark.parametrize(("setting", "width"), [("escpos:simulated", 576), ("escpos:narrow:simulated", 384)])
def test_a_simulated_one_is_played_and_its_papers_lie_in_a_tray(setting: str, width: int, tmp_path: Path) -> None:
    made = fitted(setting, tmp_path)
    assert isinstance(made.printer, EscposReceiptPrinter) and made.played is not None
    made.played.play(Condition.COVER_OPEN)
    assert made.printer.status() == PrinterStatus((PrinterFault.COVER_OPEN,))
    made.played.play(Condition.WELL)
    assert made.printer.status() == READY
    pdf = page("one", width=width)
    assert made.printer.print(job(pdf), Progressed()) is PrintOutcome.PRINTED
    if width == 576:
        assert [cut.sha256 for cut in Tray(tmp_path / TRAY).log()] == [printed(pdf)]
    # The strip for a paper that was broken off is as wide as the model's paper.
    assert made.printer.recover(Claim(NAME, PrintState.PRINTING)) is PrintOutcome.UNCERTAIN
    made.played.close()


def test_each_line_is_reached_by_its_setting(tmp_path: Path) -> None:
    with standing("tcp", tmp_path / "tcp") as stand:
        assert fitted(f"escpos:tcp:127.0.0.1:{stand.address}", tmp_path).printer.status() == READY
        assert fitted(f"escpos:tm-t20iii:tcp:127.0.0.1:{stand.address}", tmp_path).printer.status() == READY
    for line in ("serial", "usb"):
        with standing("serial", tmp_path / line) as stand:
            assert fitted(f"escpos:{line}:{stand.address}", tmp_path).printer.status() == READY
    away = fitted(f"escpos:usb:{tmp_path}/lp0", tmp_path).printer
    assert away.status() == PrinterStatus((PrinterFault.UNREACHABLE,))


def test_the_model_and_the_place_of_a_setting() -> None:
    assert chosen("escpos:tcp:printer.lan:9100", PROFILES) == (PROFILES["standard"], "tcp:printer.lan:9100")
    assert chosen("escpos:xp-80:usb:/dev/usb/lp0", PROFILES) == (PROFILES["xp-80"], "usb:/dev/usb/lp0")
    assert chosen("escpos:serial:/dev/ttyS0", PROFILES) == (PROFILES["standard"], "serial:/dev/ttyS0")
    with pytest.raises(ConfigError, match="'wide' is no printer profile"):
        chosen("escpos:wide:usb:/dev/usb/lp0", PROFILES)
