"""Every component at every size, contrast and shape of window: nothing warns, nothing is clipped, everything can be hit and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from tests.ui.components.conftest import CHINESE, ENGLISH, PAGES, Stage

SCALES = (1.0, 1.15, 1.3, 1.6)
CONTRASTS = ("normal", "high", "dark")
SMALLEST_TEXT = 32
SMALLEST_TARGET = 96


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def clip_of(item: QQuickItem) -> QRectF | None:
    """The smallest clip that an item lies in."""
    found: QRectF | None = None
    above = item.parentItem()
    while above is not None:
        if above.clip():
            found = place(above) if found is None else found.intersected(place(above))
        above = above.parentItem()
    return found


def describe(item: QQuickItem) -> str:
    return f"{item.metaObject().className()} {item.property('text')!r} {place(item)}"


def faults_of_text(item: QQuickItem) -> Iterator[str]:
    if item.property("truncated"):
        yield "is truncated"
    if item.property("contentWidth") > item.width() + 1 or item.property("contentHeight") > item.height() + 1:
        yield f"overflows: {item.property('contentWidth')}×{item.property('contentHeight')}"
    drawn = item.property("fontInfo").property("pixelSize").toNumber() * item.mapRectToScene(QRectF(0, 0, 1, 1)).width()
    if drawn < SMALLEST_TEXT - 1:
        yield f"is {drawn:.1f} px"


def faults_of_target(item: QQuickItem) -> Iterator[str]:
    size = place(item)
    if min(size.width(), size.height()) < SMALLEST_TARGET:
        yield "is too small to hit"
    interface = QAccessible.queryAccessibleInterface(item)
    if interface is None or not interface.text(QAccessible.Text.Name).strip():
        yield "has no accessible name"


def faults_of_box(item: QQuickItem) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(item)
    if (
        interface is None
        or interface.role() != QAccessible.Role.EditableText
        or not interface.text(QAccessible.Text.Name).strip()
    ):
        yield "is no named box to a screen reader"


def faults(stage: Stage) -> Iterator[str]:
    window = QRectF(0, 0, stage.view.width(), stage.view.height())
    for item in stage.items():
        if item.inherits("QQuickTextInput"):
            yield from (f"{describe(item)} {fault}" for fault in faults_of_box(item))
        text, target = item.inherits("QQuickText"), item.inherits("QQuickAbstractButton")
        if not (text and item.property("text")) and not target:
            continue
        for fault in faults_of_text(item) if text else faults_of_target(item):
            yield f"{describe(item)} {fault}"
        if not window.adjusted(-1, -1, 1, 1).contains(place(item)):
            yield f"{describe(item)} leaves the window"
        clip = clip_of(item)
        if clip is not None and not clip.adjusted(-1, -1, 1, 1).contains(place(item)):
            yield f"{describe(item)} is cut by {clip}"


@pytest.mark.parametrize("portrait", [True, False], ids=["portrait", "landscape"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_at_every_size_and_contrast(stage: Callable[..., Stage], name: str, portrait: bool) -> None:
    shown = stage(name, portrait=portrait)
    found: list[str] = []
    for scale, contrast in product(SCALES, CONTRASTS):
        shown.set(scale=scale, contrast=contrast)
        found += [f"{scale} {contrast}: {fault}" for fault in faults(shown)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["Form", "ToldOnce", "Choose"])
def test_a_page_holds_in_english_too(stage: Callable[..., Stage], name: str) -> None:
    shown = stage(name, words=ENGLISH)
    for scale in SCALES:
        shown.set(scale=scale)
        assert not list(faults(shown))


@pytest.mark.parametrize("name", ["ToldOnce", "Fault", "Choices"])
def test_every_page_turned_holds(stage: Callable[..., Stage], name: str) -> None:
    shown = stage(name, scale=1.6)
    pager = shown.item("mainPager")
    assert pager.property("pageCount") > 1
    for page in range(pager.property("pageCount")):
        pager.setProperty("page", page)
        shown.settle()
        assert not list(faults(shown)), page


def test_a_clipped_word_would_be_found(stage: Callable[..., Stage]) -> None:
    shown = stage("Rate")
    label = next(
        item for item in shown.items() if item.inherits("QQuickText") and item.property("text") == CHINESE["back"]
    )
    label.setWidth(20)
    assert any("overflows" in fault or "leaves" in fault for fault in faults(shown))


@pytest.mark.parametrize("name", ["Form", "ToldOnce", "Rate", "Choices"])
@pytest.mark.parametrize("portrait", [True, False], ids=["portrait", "landscape"])
def test_no_target_lies_over_another(stage: Callable[..., Stage], name: str, portrait: bool) -> None:
    shown = stage(name, portrait=portrait, scale=1.3)
    targets = [item for item in shown.items() if item.inherits("QQuickAbstractButton")]
    over = [
        f"{describe(one)} and {describe(other)}"
        for one, other in combinations(targets, 2)
        if not place(one).intersected(place(other)).adjusted(1, 1, -1, -1).isEmpty()
    ]
    assert not over, "\n".join(over)
