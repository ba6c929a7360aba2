"""The window: its two sizes, its pictures, and an end without a word of complaint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.journey import events
from tests.ui.screens.conftest import Opened
from ui.window import Orientation


@pytest.mark.parametrize(("orientation", "size"), [("portrait", (1080, 1920)), ("landscape", (1920, 1080))])
def test_a_picture_of_the_window_has_its_size(
    opened: Callable[..., Opened], tmp_path: Path, orientation: Orientation, size: tuple[int, int]
) -> None:
    shown = opened(orientation)
    shown.kiosk.grab(tmp_path / "attract.png")
    picture = QImage(str(tmp_path / "attract.png"))
    assert (picture.width(), picture.height()) == size
    colours = {picture.pixel(x, y) for x in range(0, size[0], 40) for y in range(0, size[1], 40)}
    assert len(colours) > 8, "something is drawn"


def test_a_picture_that_cannot_be_written_is_told(opened: Callable[..., Opened], tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot write"):
        opened().kiosk.grab(tmp_path / "nowhere" / "attract.png")


def test_closing_twice_is_quiet_and_in_the_middle_of_a_visit(opened: Callable[..., Opened]) -> None:
    shown = opened()
    shown.stage.post(events.LanguageChosen("zh"))
    shown.stage.post(events.HelpPressed("staff"))
    shown.kiosk.close()
    shown.kiosk.close()
    assert shown.kiosk.warnings == []
