"""The palettes measured as WCAG 2.2 (relative luminance, contrast ratio) measures them, and the motion switch."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtGui import QColor

from tests.ui.components.conftest import Stage

TEXT_ROLES = ("ink", "muted", "accent", "done", "warn", "bad")
TINT_OF = {"accent": "tintSky", "done": "tintDone", "warn": "tintWarn", "bad": "tintBad"}
LEAST = {"normal": 7.0, "high": 15.0, "dark": 15.0}


def luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("contrast", LEAST)
def test_words_can_be_read(stage: Callable[..., Stage], contrast: str) -> None:
    theme = stage("Rate", contrast=contrast).theme
    pairs = [(role, ground) for role, ground in product(TEXT_ROLES, ("paper", "card"))]
    pairs += [
        ("ink", "sunk"),
        ("muted", "sunk"),
        ("accentInk", "accent"),
        ("accentInk", "accentPressed"),
        ("ink", "pressed"),
        *TINT_OF.items(),
    ]
    pairs += [("ink", tint) for tint in TINT_OF.values()]
    low = {
        pair: found
        for pair in pairs
        if (found := ratio(theme.property(pair[0]), theme.property(pair[1]))) < LEAST[contrast]
    }
    assert not low


@pytest.mark.parametrize("contrast", LEAST)
def test_edges_of_controls_can_be_seen(stage: Callable[..., Stage], contrast: str) -> None:
    theme = stage("Rate", contrast=contrast).theme
    for ground in ("paper", "card", "sunk"):
        assert ratio(theme.property("line"), theme.property(ground)) >= 3.0


def test_the_measure_itself() -> None:
    assert ratio(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert ratio(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_motion_stops_when_it_is_turned_off(stage: Callable[..., Stage]) -> None:
    theme = stage("Rate").theme
    durations = ("pressMs", "pageMs", "errorMs", "nudgeMs", "receiptMs", "tickMs")
    assert [theme.property(name) for name in durations] == [0] * 6
    theme.setProperty("animated", True)
    assert [theme.property(name) for name in durations] == [80, 240, 160, 900, 1200, 320]


def test_no_text_is_below_the_least_size_at_any_scale(stage: Callable[..., Stage]) -> None:
    shown = stage("Rate")
    for scale in (1.0, 1.15, 1.3, 1.6):
        shown.set(scale=scale)
        assert shown.theme.property("fontS") >= 32
        assert shown.theme.property("target") >= 96
