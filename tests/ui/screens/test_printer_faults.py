"""Every fault of the printer is told apart: words of its own, a picture of its own, beside the number that stands without paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.receipts.model import PrintState
from kiosk.status.faults import FAULTS
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import faults, items, place
from tests.ui.screens.stage import read_files
from tests.ui.screens.test_card_faults import OWN, difference, points
from tests.ui.screens.walks import whole
from ui.viewmodels.outcome import OutcomeViewModel
from ui.window import Orientation

Open = Callable[..., Opened]
CODES = sorted(code for code in FAULTS if code.startswith("P"))


def at_the_paper(shown: Opened, language: Language) -> states.TakingReceipt:
    """The page that gives the receipt, or tells what keeps it back."""
    for _ in whole(shown.stage, "rp-alive", language):
        if isinstance(shown.stage.state, states.TakingReceipt):
            return shown.stage.state
    raise AssertionError("no such page")


def held_up(taking: states.TakingReceipt, code: str) -> states.TakingReceipt:
    """The same, with that in the way."""
    return replace(taking, visit=replace(taking.visit, print_state=PrintState.FAILED, print_fault=code))


def words(shown: Opened) -> set[str]:
    """What is read on the page in front."""
    return {str(item.property("text")) for item in items(shown.window.contentItem())}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_words_of_its_own(opened: Open, language: Language) -> None:
    shown = opened()
    outcome, said = shown.stage.of(OutcomeViewModel), dict[str, str]()
    taking = at_the_paper(shown, language)
    for code in CODES:
        shown.stage.show(held_up(taking, code))
        title, remedy = outcome.shown("faultTitle", str), outcome.shown("faultRemedy", str)
        assert title and remedy
        assert said.setdefault(title, code) == code
    assert len(said) == len(CODES)


def test_every_fault_has_a_picture_of_its_own(opened: Open) -> None:
    shown = opened()
    taking = at_the_paper(shown, "zh")
    pictures = {}
    for code in ("", *CODES):
        shown.stage.show(held_up(taking, code))
        shown.settle()
        pictures[code] = points(shown.window.grabWindow().copy(place(shown.find("printer-fault")).toRect()))
    assert not [f"{a} and {b}" for a, b in combinations(pictures, 2) if difference(pictures[a], pictures[b]) < OWN]


@pytest.mark.parametrize(
    ("language", "scale", "orientation"),
    [
        ("zh", 1.6, "landscape"),
        ("en", 1.6, "portrait"),
        ("en", 1.6, "landscape"),
        ("mn", 1.6, "portrait"),
        ("zh", 1.0, "portrait"),
    ],
)
def test_no_paper_is_said_where_one_signs(
    opened: Open, language: Language, scale: float, orientation: Orientation
) -> None:
    shown = opened(orientation, scale=scale)
    for _ in whole(shown.stage, "rp-alive", language):
        if isinstance(shown.stage.state, states.Signing):
            break
    shown.settle()
    said = read_files().say(language, "sign.paper.title")
    assert said not in words(shown)
    shown.stage.post(events.PrinterAsked("P21"))
    shown.settle()
    assert said in words(shown) and faults(shown.window) == []
