"""`kiosk camera`: what a technician is told while the camera is aimed, and each fault by its code."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from app import paths
from app.commands import main
from devices.health import camera_fault
from kiosk.materials.camera import Advice, CameraProblem
from kiosk.status.faults import FAULTS
from tests.devices.camera.scenes import picture, scene


def settings(folder: Path, camera: str) -> str:
    """A file of settings with this camera."""
    text = paths.DEMO_SETTINGS.read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("camera ="))
    file = folder / "terminal.toml"
    file.write_text(text.replace("[devices]", f'[devices]\ncamera = "{camera}"'), encoding="utf-8")
    return str(file)


def test_what_it_sees_is_said_and_a_photograph_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cv2.imwrite(str(tmp_path / "page.png"), picture(scene(Advice.GOOD, 1)))
    asked = ["camera", "--settings", settings(tmp_path, f"file:{tmp_path}/page.png"), "--looks", "4"]
    assert main(asked) == 0
    said = capsys.readouterr()
    assert said.err.split() == ["moving", "good"]
    assert said.out.startswith("photograph: good, ") and "codes: none" in said.out
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["advice"] == "good" and 0 < told["bytes"] <= 300_000 and told["codes"] == []
    assert {file.name for file in tmp_path.iterdir()} == {"page.png", "terminal.toml"}


@pytest.mark.parametrize(
    ("camera", "code"),
    [("v4l2:/dev/null", "V01"), ("v4l2:/nowhere/video0", "V01"), ("file:/nowhere.avi", "V01"), ("", "G01")],
)
def test_no_camera_is_told_by_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], camera: str, code: str
) -> None:
    assert main(["camera", "--settings", settings(tmp_path, camera)]) == 3
    assert capsys.readouterr().err.startswith(f"kiosk: {code}: ")


def test_a_file_that_is_no_picture_is_told_by_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.avi").write_bytes(b"no video")
    assert main(["camera", "--settings", settings(tmp_path, f"file:{tmp_path}/page.avi")]) == 3
    assert capsys.readouterr().err.startswith("kiosk: V03: ")


def test_every_problem_has_its_fault() -> None:
    assert {camera_fault(problem) for problem in CameraProblem} == {code for code in FAULTS if code.startswith("V")}
