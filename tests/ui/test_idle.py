"""Someone is there: every touch and key is noticed, at most once a second, and none is swallowed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.idle import ActivityFilter


def key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)


def test_a_key_is_noticed_once_a_second_and_passed_on(qapp: object) -> None:
    times: list[int] = []
    watching = ActivityFilter(lambda: times.append(1))
    target = QObject()
    assert watching.eventFilter(target, key()) is False
    assert watching.eventFilter(target, key()) is False
    assert times == [1]


def test_drawing_and_timers_are_nobody(qapp: object) -> None:
    times: list[int] = []
    watching = ActivityFilter(lambda: times.append(1))
    for kind in (QEvent.Type.Timer, QEvent.Type.UpdateRequest, QEvent.Type.Paint):
        watching.eventFilter(QObject(), QEvent(kind))
    assert times == []
