"""What can be measured of a screen: nothing clipped, nothing outside, targets large enough, everything named."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QColor
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
        if _seen(item, _clips(item)).isEmpty():
            continue
        if item.inherits("QQuickText") and item.property("text"):
            found += [f"{item.property('text')!r} {fault}" for fault in _of_text(item, bounds)]
        elif item.inherits("QQuickAbstractButton"):
            found += [f"button {item.property('text')!r} {fault}" for fault in _of_button(item, bounds)]
        elif item.inherits("QQuickTextInput") and not named(item):
            found.append("a box has no name")
        elif _painted(item):
            kind = item.metaObject().className().partition("_QML")[0]
            found += [f"{kind} {fault}" for fault in _cut(_seen(item, _own(item)), _seen(item, _clips(item)))]
    return found


def _clips(item: QQuickItem) -> Iterator[QQuickItem]:
    """Whatever lets an item be seen within its own bounds only."""
    above = item.parentItem()
    while above is not None:
        if above.clip():
            yield above
        above = above.parentItem()


def _own(item: QQuickItem) -> Iterator[QQuickItem]:
    """The clips that are no page of a pager: a drawing may hide a part of its own, as paper in a slot; a page may not."""
    return (clip for clip in _clips(item) if clip.parentItem().property("cuts") is None)


def _seen(item: QQuickItem, clips: Iterator[QQuickItem]) -> QRectF:
    """The part of an item that is inside all of these."""
    part = place(item)
    for clip in clips:
        part = part.intersected(place(clip))
    return part


def _painted(item: QQuickItem) -> bool:
    """Whether something is drawn where the item lies."""
    colour = item.property("color") if item.inherits("QQuickRectangle") else None
    has_contents = bool(item.flags() & QQuickItem.Flag.ItemHasContents)
    return has_contents and not (isinstance(colour, QColor) and colour.alpha() == 0)


def _cut(whole: QRectF, part: QRectF) -> Iterator[str]:
    if whole.height() - part.height() > 1 or whole.width() - part.width() > 1:
        yield f"is cut to {part.width():.0f}×{part.height():.0f} of {whole.width():.0f}×{whole.height():.0f}"


def _of_text(item: QQuickItem, bounds: QRectF) -> Iterator[str]:
    if item.property("truncated"):
        yield "is truncated"
    if item.property("contentWidth") > item.width() + 1 or item.property("contentHeight") > item.height() + 1:
        yield f"overflows {item.width():.0f}×{item.height():.0f}"
    yield from _cut(place(item), _seen(item, _clips(item)))
    if not bounds.contains(place(item)):
        yield f"leaves the window {place(item)}"


def _of_button(item: QQuickItem, bounds: QRectF) -> Iterator[str]:
    area = place(item)
    if min(area.width(), area.height()) < SMALLEST_TARGET - 0.5:
        yield f"is {area.width():.0f}×{area.height():.0f}"
    if not named(item):
        yield "has no name"
    yield from _cut(area, _seen(item, _clips(item)))
    if not bounds.contains(area):
        yield f"leaves the window {area}"
