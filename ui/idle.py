"""Notices that someone is there: any touch, key or click, told at most once a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject

SIGNS = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)
AT_MOST_EVERY_MS = 1000


class ActivityFilter(QObject):
    """Installed on the window; sees every event first and lets all of them through."""

    def __init__(self, noticed: Callable[[], None]) -> None:
        super().__init__()
        self._noticed = noticed
        self._since = QElapsedTimer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS and (not self._since.isValid() or self._since.elapsed() >= AT_MOST_EVERY_MS):
            self._since.start()
            self._noticed()
        return False
