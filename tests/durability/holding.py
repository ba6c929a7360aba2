"""A writer that stands still in the middle of its transaction, the lock in its hand: `python -m tests.durability.holding FOLDER`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kiosk.base.steps import Step
from tests.sync.support import Submission, opened

ID = "held"


def main(directory: Path) -> None:
    """Says its id when it is kept, if it is ever let go on."""

    def reached(step: Step) -> None:
        if step is Step.INSERTED:
            os.kill(os.getpid(), signal.SIGSTOP)

    store = opened(directory / "terminal.db", reached=reached)
    store.outbox.submit(ID, Submission(ID))
    sys.stdout.write(f"{ID}\n")
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
