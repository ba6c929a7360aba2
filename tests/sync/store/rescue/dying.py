"""A program that is killed while it makes a copy, at the step its arguments name."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sync.store.rescue.rotation import CopyStep, Rotation
from tests.sync.support import KEYS, ToldClock, opened


def main(folder: Path, step: str) -> None:
    """Copy, and die: no clean-up runs, no buffer is flushed."""

    def reached(now: CopyStep) -> None:
        if now == step:
            os.kill(os.getpid(), signal.SIGKILL)

    store = opened(folder / "k.db")
    Rotation(store.db, KEYS.database, folder / "copies", ToldClock(), reached=reached).copy()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
