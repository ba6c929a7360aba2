"""What a terminal does under fire, by the very parts a visit drives: hand in, settle, and come back after a death."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path

import msgspec

from app.assembly import Mode, Options, Terminal, assemble
from kiosk.applications.freeze import document_sha256
from kiosk.applications.model import Document, Signature, Timestamp
from kiosk.base.clock import TimeConfidence
from kiosk.base.steps import unwatched
from kiosk.materials.model import Material, Way
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in
from tests.durability.plants import ANOTHER_ID, planted, taught
from tests.sync.hub.kit import application, entry_id
from tests.sync.support import BINDING, draft

# After a start nothing waits: a few cycles deliver everything or never will.
CYCLES = 3
# Where the ids begin that nobody has been given.
ELSEWHERE = 1 << 32
# As large as a photographed page.
PICTURE = b"\xff\xd8\xff" + hashlib.shake_256(b"a page").digest(200_000)


@dataclass(frozen=True, slots=True)
class Start:
    """One start of one terminal: what it does (`act`), and the mistake planted in it ("" for none)."""

    act: str
    directory: str
    hub_directory: str
    hub_url: str
    terminal: str
    plant: str = ""
    number: int = 1

    @property
    def id(self) -> str:
        """The application's, which the hub knows from no other terminal."""
        return entry_id(self.number)

    def again(self) -> Start:
        """The start after a death."""
        return replace(self, act="comeback")

    def stage(self) -> Stage:
        """The terminal's directory and settings."""
        hub = Path(self.hub_directory)
        return stage_in(Path(self.directory), hub_url=self.hub_url, hub_directory=hub, terminal=self.terminal)


@dataclass(frozen=True, slots=True)
class Look:
    """What a terminal's directory holds: entries as (sequence, id, state), the numbers and papers of receipts, the draft's id, the whole pictures of what is handed in."""

    entries: list[list[str]]
    numbers: list[str]
    papers: list[str]
    draft: str
    audit: str
    pictures: list[str]


def say(*words: str) -> None:
    """One line in one write, so that what was begun to be said was said whole."""
    os.write(sys.stdout.fileno(), f"{' '.join(words)}\n".encode())


def stand_still() -> None:
    """Until a tracer holds us: what was called before is not counted."""
    os.kill(os.getpid(), signal.SIGSTOP)


def look(stage: Stage) -> Look:
    """By a connection of its own; a chain that is broken is told by its code."""
    with stage.store() as store:
        entries = [[str(entry.sequence), entry.id, entry.state.value] for entry in store.outbox.entries()]
        numbers = [row.receipt.number for row in store.ledger.rows()]
        found = store.drafts.find(BINDING)
        audit = store.audit.verify()
        pictures = [sha256 for entry in store.outbox.entries() for sha256 in sorted(store.attachments.whole(entry.id))]
    folder = stage.directory / "receipts"
    papers = sorted(path.name for path in folder.glob("[!.]*"))
    return Look(entries, numbers, papers, found.id if found else "", str(audit.n), pictures)


@contextmanager
def terminal_of(start: Start) -> Iterator[Terminal]:
    """The terminal, assembled as `kiosk run` does it, without its screen."""
    stage = start.stage()
    reached = unwatched if start.act == "comeback" else taught(start.plant, stage, say)
    options = Options(Mode.DEMO, Path(start.directory), reached)
    with planted(start.plant):
        terminal = assemble(stage.product, options, TurnLanes())
        try:
            yield terminal
        finally:
            terminal.close()


def submission(start: Start) -> None:
    """Draft, application, receipt; everything is open and warm before the first of them."""
    with terminal_of(start) as terminal:
        terminal.crew.desk.waiting()
        terminal.crew.press.recover()
        stand_still()
        hand_in(terminal, start.id)


def settlement(start: Start) -> None:
    """One sync cycle with one application in the queue; an idle one before it has opened store and line."""
    with terminal_of(start) as terminal:
        terminal.crew.courier.cycle()
        hand_in(terminal, start.id)
        stand_still()
        say("delivered", str(terminal.crew.courier.cycle().delivered))


def comeback(start: Start) -> None:
    """The next start: the paper is settled, the person hands in what is not there, everything is delivered."""
    stage = start.stage()
    found = look(stage)
    with terminal_of(start) as terminal:
        terminal.crew.press.recover()
        if not found.entries or start.plant == ANOTHER_ID:
            hand_in(terminal, entry_id(ELSEWHERE + start.number) if start.plant == ANOTHER_ID else start.id)
        for _ in range(CYCLES):
            terminal.crew.courier.cycle()
    say("report", json.dumps([asdict(found), asdict(look(stage))]))
    with stage.store() as store:
        say("swept", *map(str, astuple(store.attachments.sweep())))


def hand_in(terminal: Terminal, id: str) -> None:
    """As the runner does it at the effects of a visit: `SaveDraft`, `KeepPicture`, `Enqueue`, `Print`; each is said when it is done.

    What was begun before is taken up again, with its picture.
    """
    desk = terminal.crew.desk
    begun = desk.find_draft(BINDING)
    paper = next((one for one in begun.materials if one.sha256), None) if begun and begun.id == id else None
    if paper is None:
        desk.save_draft(draft(id), BINDING)
        say("draft", id)
        paper = Material(draft(id).item_ids[0], "m2", "户口簿", Way.CAPTURED, sha256=(desk.keep_picture(id, PICTURE),))
        desk.save_draft(msgspec.structs.replace(draft(id), materials=(paper,)), BINDING)
        say("picture", *paper.sha256)
    signed = application(id, 1).document
    signed = msgspec.structs.replace(signed, materials=(*signed.materials, paper))
    collected = desk.collect(signed, signature(signed))
    say("collected", collected.number)
    state, _ = terminal.crew.press.print_original(id)
    say("paper", state)


def signature(signed: Document) -> Signature:
    """A stroke of nobody's."""
    stroke = ((1, 2, 0), (3, 4, 10))
    return Signature(document_sha256(signed), (stroke,), Timestamp(1, TimeConfidence.UNVERIFIED))


ACTS = {"submission": submission, "settlement": settlement, "comeback": comeback}
