"""What is being written when the power fails: a queue alone, or whole visits with their draft and receipt; said when it is durable."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

import msgspec

from app import paths
from kiosk.applications.draft import Draft
from kiosk.base.ids import reference_number
from kiosk.materials.model import Material, Way
from kiosk.outbox.model import Sealed
from kiosk.receipts.model import Paper
from printers.drivers.folder import FolderReceiptPrinter
from printers.fonts import FontStack
from printers.spooler import Spooler
from printers.typesetter import ReceiptTypesetter
from sync.store.store import Store
from tests.durability.plants import planted
from tests.printers.samples import SAMPLES
from tests.sync.support import BINDING, Submission, ToldClock, draft, opened

ATTACHED_BYTES = 40_000
Say = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Folder:
    """A terminal's database and receipts on the disk that fails."""

    path: Path

    def store(self) -> Store:
        """Opened as at a start, every page checked."""
        return opened(self.path / "terminal.db")

    @property
    def receipts(self) -> Path:
        """Where papers come out."""
        return self.path / "receipts"

    def spooler(self, store: Store) -> Spooler:
        """The printer's lane."""
        self.receipts.mkdir(exist_ok=True)
        lay_out = ReceiptTypesetter(partial(FontStack, paths.FONTS))
        return Spooler(
            store.ledger, FolderReceiptPrinter(self.receipts), lay_out=lay_out, paper=Paper.ROLL_80, clock=ToldClock()
        )


def id_of(number: int) -> str:
    """Of the so-manieth thing handed in."""
    return f"id-{number}"


def write(folder: Folder, what: str, first: int, *, plant: str, say: Say) -> None:
    """Hand in one after another from `first`, until the end of this process."""
    with planted(plant):
        store = folder.store()
        act = partial(_visit, folder.spooler(store)) if what == "visits" else _submit
        for number in count(first):
            act(store, number, say)


def write_once(folder: Folder, first: int, say: Say) -> None:
    """One visit and the end of the program, which folds the WAL in; everything is open before a tracer counts."""
    store = folder.store()
    spooler = folder.spooler(store)
    os.kill(os.getpid(), signal.SIGSTOP)
    _visit(spooler, store, first, say)
    store.close()


def _submit(store: Store, number: int, say: Say) -> None:
    store.outbox.submit(id_of(number), Submission(id_of(number)))
    say("kept", id_of(number))


def _visit(spooler: Spooler, store: Store, number: int, say: Say) -> None:
    id = id_of(number)
    store.drafts.save(begun(id), BINDING)
    say("draft", id)
    say("attached", store.attachments.add(id, attached(id)))
    store.outbox.submit(id, partial(numbered, id))
    say("kept", id)
    state, _ = spooler.print_original(id)
    say(state, id)


def begun(id: str) -> Draft:
    """A draft that names its picture: who comes back after a cut goes on with what is there."""
    paper = Material("rp-alive", "m2", "户口簿", Way.CAPTURED, sha256=(hashlib.sha256(attached(id)).hexdigest(),))
    return msgspec.structs.replace(draft(id), materials=(paper,))


def attached(id: str) -> bytes:
    """A sealed file of some pages."""
    return hashlib.shake_256(id.encode()).digest(ATTACHED_BYTES)


def numbered(id: str, sequence: int) -> Sealed:
    """Papers are named by their number, so each needs its own."""
    row = msgspec.structs.replace(SAMPLES["one"], application_id=id, number=reference_number("B24", sequence))
    return replace(Submission(id)(sequence), receipt=msgspec.json.encode(row))
