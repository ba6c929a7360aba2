"""A writer on a disk that fails without dying: it gets coded errors, asks again with the same id, and says only what is kept.

`python -m tests.durability.trouble FOLDER COUNT PLANT`: says "ready", waits for a line, hands in so many visits, says "done".
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.base.errors import KioskError
from kiosk.receipts.model import PrintState
from printers.spooler import Spooler
from sync.store.store import Store
from tests.durability.plants import DEAF
from tests.durability.writing import Folder, Say, attached, begun, id_of, numbered
from tests.sync.support import BINDING

# A disk that fails for longer than this is no passing trouble.
ASKED_AGAIN = 200


def say(*words: str) -> None:
    """Not by write(2), which is what fails."""
    os.writev(sys.stdout.fileno(), [f"{' '.join(words)}\n".encode()])


def asked_until_done(act: Callable[[], None], say: Say, *, plant: str) -> None:
    """Again and again, as a person at the screen would; every refusal is said by its code. What is no KioskError ends us."""
    for _ in range(ASKED_AGAIN):
        try:
            return act()
        except KioskError as error:
            say("error", error.code)
            if plant == DEAF:
                return
    raise TimeoutError("the trouble did not pass")


def visit(store: Store, spooler: Spooler, number: int, *, plant: str) -> None:
    """Each thing is said when it is kept; paper may fail and is asked for again as a person would."""
    id = id_of(number)
    asked = partial(asked_until_done, say=say, plant=plant)
    asked(lambda: store.drafts.save(begun(id), BINDING))
    say("draft", id)
    asked(lambda: _attach(store, id))
    say("attached", hashlib.sha256(attached(id)).hexdigest())
    asked(lambda: _submit(store, id))
    say("kept", id)
    asked(lambda: _paper(spooler, id))
    say("printed", id)


def _attach(store: Store, id: str) -> None:
    store.attachments.add(id, attached(id))


def _submit(store: Store, id: str) -> None:
    store.outbox.submit(id, partial(numbered, id))


def _paper(spooler: Spooler, id: str) -> None:
    state, code = spooler.print_original(id)
    for _ in range(ASKED_AGAIN):
        if state is PrintState.PRINTED:
            return
        say("error", code)
        # Only a person settles doubtful paper: this one wants another.
        state, code = (spooler.print_again if state is PrintState.UNCERTAIN else spooler.print_original)(id)
    raise TimeoutError("the paper never came")


def main(folder: Folder, count: int, plant: str) -> None:
    """The trouble begins after "ready"."""
    store = folder.store()
    spooler = folder.spooler(store)
    visit(store, spooler, 0, plant="")
    say("ready")
    sys.stdin.readline()
    for number in range(1, count + 1):
        visit(store, spooler, number, plant=plant)
    say("done")


if __name__ == "__main__":
    main(Folder(Path(sys.argv[1])), int(sys.argv[2]), sys.argv[3])
