"""Items that QML makes: PySide 6.11 keeps the Python half of each for ever, so it is emptied with the other half."""

from __future__ import annotations

from PySide6.QtQuick import QQuickItem


def emptied_at_the_end(item: QQuickItem) -> None:
    """When Qt destroys the item, everything its Python half holds goes too: 11 kB each, measured as 5 MB for eight pages."""
    item.destroyed.connect(vars(item).clear)
