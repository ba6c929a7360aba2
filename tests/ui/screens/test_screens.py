"""Every screen of a visit in every language, size, contrast and shape of window: nothing warns, is clipped, or too small to hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.journey.visit import Language
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import faults, items
from tests.ui.screens.photographs import past_the_camera
from tests.ui.screens.walks import whole
from ui.window import Orientation

# Every pair of values occurs at least once.
COVERING: list[tuple[Language, float, str, Orientation, str]] = [
    ("zh", 1.0, "normal", "portrait", "unemp-reg"),
    ("zh", 1.6, "high", "landscape", "mi-offsite"),
    ("zh", 1.3, "dark", "portrait", "dibao"),
    ("en", 1.0, "high", "portrait", "dibao"),
    ("en", 1.6, "normal", "portrait", "unemp-reg"),
    ("en", 1.0, "dark", "landscape", "hotline"),
    ("mn", 1.0, "dark", "portrait", "rp-alive"),
    ("mn", 1.6, "normal", "portrait", "birth-reg"),
    ("mn", 1.15, "high", "landscape", "rp-alive"),
]
FULL = list(
    product(
        ("zh", "en", "mn"), (1.0, 1.15, 1.3, 1.6), ("normal", "high", "dark"), ("portrait", "landscape"), ("dibao",)
    )
)


def pagers(shown: Opened) -> Iterator[QQuickItem]:
    """The pagers of the screen that have a page to turn."""
    for item in items(shown.window.contentItem()):
        if (item.property("pageCount") or 0) > 1 and item.property("cuts") is not None:
            yield item


def measured(shown: Opened, stop: str) -> list[str]:
    """The faults of one stop of the walk, on each of its pages."""
    shown.settle()
    found = [f"{stop}: {fault}" for fault in faults(shown.window)]
    for pager in list(pagers(shown)):
        for page in range(1, pager.property("pageCount")):
            pager.setProperty("page", page)
            shown.settle()
            found += [f"{stop}, page {page + 1}: {fault}" for fault in faults(shown.window)]
    return found


def walk(shown: Opened, item: str, language: Language) -> None:
    found = [fault for stop in whole(shown.stage, item, language) for fault in measured(shown, stop)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "scale", "contrast", "orientation", "item"), COVERING)
def test_every_screen_holds(
    opened: Callable[..., Opened], language: Language, scale: float, contrast: str, orientation: Orientation, item: str
) -> None:
    walk(opened(orientation, scale=scale, contrast=contrast), item, language)


@pytest.mark.parametrize(("language", "scale", "contrast", "orientation", "item"), COVERING)
def test_every_screen_at_the_camera_holds(
    opened: Callable[..., Opened], language: Language, scale: float, contrast: str, orientation: Orientation, item: str
) -> None:
    shown = opened(orientation, scale=scale, contrast=contrast)
    found = [fault for stop in past_the_camera(shown.stage, language) for fault in measured(shown, stop)]
    assert not found, "\n".join(found)


@pytest.mark.bench
@pytest.mark.parametrize(("language", "scale", "contrast", "orientation", "item"), FULL)
def test_every_screen_holds_in_every_way(
    opened: Callable[..., Opened], language: Language, scale: float, contrast: str, orientation: Orientation, item: str
) -> None:
    walk(opened(orientation, scale=scale, contrast=contrast), item, language)
