"""What a terminal has no device for, it does not load either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Every door and the whole window are loaded; then a camera is fitted, or none.
LOADS = """
import sys
import app.main, app.commands, app.entrance, app.commands.run
from app.fittings import fitted_camera
from app.system import SystemClock
fitted_camera(sys.argv[1], SystemClock())
print(*sorted({"cv2", "zxingcpp"} & set(sys.modules)))
"""


@pytest.mark.parametrize(("setting", "loaded"), [("", ""), ("v4l2:/dev/video9", "cv2 zxingcpp")])
def test_opencv_is_loaded_for_a_camera_and_for_nothing_else(setting: str, loaded: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS, setting], cwd=ROOT, capture_output=True, text=True, timeout=50, check=True
    )
    assert done.stdout.strip() == loaded
