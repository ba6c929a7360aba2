"""What can be measured of a screen: nothing clipped, nothing outside, targets large enough, everything named."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickWindow

SMALLEST_TARGET = 96


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    """Every item a person sees, popups included."""
    for child in root.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from items(child)


def texts(window: QQuickWindow) -> Iterator[str]:
    """Every word in any item of the window, seen or not."""
    waiting = [window.contentItem()]
    for item in waiting:
        waiting += item.childItems()
        for name in ("text", "preeditText", "placeholder", "label"):
            value = item.property(name)
            if isinstance(value, str) and value:
                yield value


def place(item: QQuickItem) -> QRectF:
    """Where the item lies in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def named(item: QQuickItem) -> bool:
    """Whether a screen reader has a name for it."""
    interface = QAccessible.queryAccessibleInterface(item)
    return interface is not None and interface.text(QAccessible.Text.Name).strip() != ""


def faults(window: QQuickWindow) -> list[str]:
    """Everything wrong on the screen as it stands."""
    found = []
    bounds = QRectF(-1, -1, window.width() + 2, window.height() + 2)
    for item in items(window.contentItem()):
        if item.inherits("QQuickText") and item.property("text"):
            found += [f"{item.property('text')!r} {fault}" for fault in _of_text(item, bounds)]
        elif item.inherits("QQuickAbstractButton"):
            found += [f"button {item.property('text')!r} {fault}" for fault in _of_button(item, bounds)]
        elif item.inherits("QQuickTextInput") and not named(item):
            found.append("a box has no name")
    return found


def _of_text(item: QQuickItem, bounds: QRectF) -> Iterator[str]:
    if item.property("truncated"):
        yield "is truncated"
    if item.property("contentWidth") > item.width() + 1 or item.property("contentHeight") > item.height() + 1:
        yield f"overflows {item.width():.0f}×{item.height():.0f}"
    if not bounds.contains(place(item)):
        yield f"leaves the window {place(item)}"


def _of_button(item: QQuickItem, bounds: QRectF) -> Iterator[str]:
    area = place(item)
    if min(area.width(), area.height()) < SMALLEST_TARGET - 0.5:
        yield f"is {area.width():.0f}×{area.height():.0f}"
    if not named(item):
        yield "has no name"
    if not bounds.contains(area):
        yield f"leaves the window {area}"
