"""A Qt timer and the gaps between its ticks; as a command, a bare one to compare with.

python -m tests.devices.ticking     # ticks until its input ends, then writes its gaps in milliseconds
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimer

EVERY_MS = 5


class Ticks(QObject):
    """Ticks in the thread it was made in."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(EVERY_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now


def p999(gaps_ms: list[float]) -> float:
    """The gap that one in a thousand is longer than."""
    return sorted(gaps_ms)[len(gaps_ms) * 999 // 1000]


def main() -> int:
    """Ticks until nobody wants it any more."""
    app = QCoreApplication(sys.argv)
    ticks = Ticks()
    end = QSocketNotifier(0, QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    app.exec()
    sys.stdout.write(json.dumps(ticks.gaps_ms))
    return 0


if __name__ == "__main__":
    sys.exit(main())
