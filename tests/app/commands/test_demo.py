"""`kiosk demo` as a person runs it, in a process of its own: what it leaves, twice in one place, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.commands import main
from app.person import ACCOUNT, PLACE, RELATIVE_ID
from devices.citizens import OVER_EIGHTY
from kiosk.base.ids import is_reference_number
from kiosk.journey import states
from kiosk.journey.states import SCREENS
from sync.seal.receiptcode import parse_code
from tests.app.hubside import held
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to, stage_in
from tests.printers.paper import THERMAL_DPI, bitmap, decoded, pages, text_by_pdfium
from tests.privacy.traces import in_text, traces_of

ROOT = Path(__file__).resolve().parents[3]
WALKED = [
    "attract", "language", "choose", "told_once", "insert_card", "card_read", "form", "clerk_card", "pin", "clerk_card", "form",
    "materials", "check", "sign", "submitting", "submitted", "receipt", "rate", "leave", "attract",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demo:
    """One run and what it left."""

    directory: Path
    code: int
    said: str
    progress: str

    @property
    def summary(self) -> dict[str, Any]:
        """summary.json."""
        read: dict[str, Any] = json.loads((self.directory / "summary.json").read_text("utf-8"))
        return read

    def receipt_text(self) -> str:
        """All that is printed, blanks removed."""
        return text_by_pdfium((self.directory / "receipt.pdf").read_bytes())


def demo(directory: Path, *arguments: str) -> Demo:
    """Run it as a child process without a display."""
    command = [sys.executable, "-m", "app.main", "demo", "--out", str(directory), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=55, check=False, env=environment)
    return Demo(directory, done.returncode, done.stdout, done.stderr)


def check_whole(run: Demo) -> None:
    """Everything that any demo must leave."""
    summary = run.summary
    assert run.code == 0, run.progress
    assert is_reference_number(summary["reference_number"])
    assert summary["item"] == "rp-alive"
    assert summary["outbox"] == {"queued": 0, "delivered": 1}
    assert (summary["hub"]["applications"], summary["hub"]["acknowledgements"]) == (1, 1)
    assert summary["screens"] == WALKED and set(WALKED) <= set(SCREENS.values())
    assert set(WALKED) | {"total"} == set(summary["seconds"])
    assert all(isinstance(spent, int | float) for spent in summary["seconds"].values())
    assert [line.strip() for line in run.progress.splitlines()] == WALKED
    check_no_trace(run)


def check_no_trace(run: Demo) -> None:
    """Pictures are what a demo is for; nothing else of it tells who was there, but at the platform."""
    stage = stage_in(run.directory)
    stage.traces = traces_of(OVER_EIGHTY, RELATIVE_ID, ACCOUNT, PLACE)
    assert stage.leaks() == {}
    assert in_text(run.said, run.progress, traces=stage.traces) == []


def check_receipt(run: Demo) -> None:
    """The receipt is the one the summary names, and an independent reader reads its code."""
    receipt = run.summary["receipt"]
    raw = Path(receipt["path"]).read_bytes()
    digest = subprocess.run(["sha256sum", receipt["path"]], capture_output=True, text=True, check=True)
    assert digest.stdout.split()[0] == receipt["sha256"]
    assert [text for page in range(pages(raw)) for text in decoded(bitmap(raw, THERMAL_DPI, page))] == [
        receipt["qr_text"]
    ]
    assert run.summary["reference_number"] == parse_code(receipt["qr_text"]).claims.number
    assert run.summary["reference_number"] in run.receipt_text()


def check_pictures(run: Demo, size: tuple[int, int]) -> None:
    """One picture a screen walked, ten at least, none of them empty."""
    pictures = sorted((run.directory / "screens").iterdir())
    assert [str(path.relative_to(run.directory)) for path in pictures] == run.summary["pictures"]
    names = [path.stem.split("-")[1] for path in pictures]
    # Submitting is over before it could be looked at, but on a slow machine; the last attract screen is the first one again.
    assert set(names) | {"submitting"} == set(WALKED) and len(names) >= 10
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.size == size
            assert len(picture.convert("L").getcolors() or []) > 10, f"{path.name} shows nothing"


@pytest.mark.timeout(120)
def test_a_visit_and_another_one_in_the_same_place(tmp_path: Path) -> None:
    first = demo(tmp_path)
    check_whole(first)
    check_receipt(first)
    check_pictures(first, (1080, 1920))
    assert "居民身份证" in first.receipt_text()
    assert [material["way"] for material in held(tmp_path)[0]["document"]["materials"]] == ["card_read"]
    assert main(["queue", "list", "--state-dir", str(tmp_path)]) == 0
    before = first.summary

    second = demo(tmp_path, "--card", "social", "--language", "en", "--orientation", "landscape", "--json")
    check_whole(second)
    check_receipt(second)
    check_pictures(second, (1920, 1080))
    assert json.loads(second.said) == second.summary
    assert second.summary["receipt"] != before["receipt"], "the first one's things are gone"
    check_waived(second)


def check_waived(run: Demo) -> None:
    """Without an ID card the ID card itself is waived, not yet verified; the hub is told so, and the paper says so."""
    (application,) = held(run.directory)
    (id_card,) = application["document"]["materials"]
    assert (id_card["material_id"], id_card["way"], id_card["verification"]) == (
        "id_card",
        "waived",
        "pending_verification",
    )
    assert application["document"]["applicant"]["source"] == "social_security"
    printed = run.receipt_text()
    assert "Residentidentitycard" in printed and "Waived,tobechecked" in printed


def test_a_directory_with_strangers_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "screens").mkdir()
    assert main(["demo", "--out", str(tmp_path)]) == 3
    said = capsys.readouterr().err
    assert said.startswith("kiosk: G01: ") and "letter.txt" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "screens"]


def test_an_item_that_is_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--out", str(tmp_path / "out"), "--item", "no-such-thing"]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G01: ")
    assert not (tmp_path / "out").exists()


def test_a_place_that_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    assert main(["demo", "--out", str(tmp_path / "file")]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G03: ")


def test_a_terminal_s_own_directory_is_left_alone(
    offline: Stage, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]
) -> None:
    """In service it keeps files of the same names, and they are citizens' papers."""
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    before = sorted(offline.directory.rglob("*"))
    assert main(["demo", "--out", str(offline.directory)]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G01: ")
    assert sorted(offline.directory.rglob("*")) == before


def test_a_second_program_over_the_same_directory(
    offline: Stage, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]
) -> None:
    (offline.directory / "summary.json").write_text("{}")
    terminal, runner = offline.open(lanes)
    assert main(["demo", "--out", str(offline.directory)]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G04: ")
    assert (offline.directory / "device.key").exists(), "the other one's things are still there"
    runner.close()
    terminal.close()
