"""The start after any trouble: what was said is there once, in order and whole, and every paper has its record."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.base.errors import StoreError
from kiosk.receipts.model import PrintState
from sync.store.store import Store
from tests.durability.writing import Folder
from tests.sync.support import BINDING

# What was said, by kind, in order: the ids of drafts, submissions and papers, the hashes of attachments.
KINDS = ("draft", "attached", "kept", "printed")
Said = dict[str, list[str]]


@dataclass(slots=True)
class Toll:
    """What was acknowledged, how much of it was lost, what was kept without a word, and every other law that broke."""

    cuts: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unsaid: int = 0
    broken: list[str] = field(default_factory=list)


def examine(folder: Folder, said: Said, *, toll: Toll) -> None:
    """The start after the cut, and every law."""
    store = folder.store()
    entries = store.outbox.entries()
    kept = {entry.id for entry in entries}
    toll.acknowledged = len(said["kept"])
    toll.lost += sorted(set(said["kept"]) - kept - set(toll.lost))
    # Those are submitted again by the next writer under the same id, and must be there once.
    toll.unsaid += len(kept - set(said["kept"]))
    if [entry.sequence for entry in entries] != list(range(1, len(kept) + 1)):
        toll.broken.append("the numbering has a gap or a double")
    # Raises when a link is broken, as opening does at a damaged page.
    store.audit.verify()
    if store.db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        toll.broken.append("the database is not sound")
    if said["draft"] and said["draft"][-1] not in kept:
        found = store.drafts.find(BINDING)
        toll.broken += [] if found and found.id == said["draft"][-1] else ["a draft that was kept is gone"]
    toll.broken += attachments(store, said) + papers(folder, store, said)
    store.close()


def attachments(store: Store, said: Said) -> list[str]:
    """Each that was kept has its row, each row its whole file, also after what belongs to nobody has been swept away."""
    store.attachments.sweep()
    rows = [row.sha256 for id in dict.fromkeys(said["draft"]) for row in store.attachments.of(id)]
    wrong = [f"attachment {sha256} is gone" for sha256 in set(said["attached"]) - set(rows)]
    for sha256 in rows:
        try:
            store.attachments.read(sha256)
        except StoreError as error:
            wrong.append(f"a row without its whole file: {error.code}")
    return wrong


def papers(folder: Folder, store: Store, said: Said) -> list[str]:
    """Before and after the printer's lane has settled what was open."""
    if not said["draft"]:
        return []
    numbers = {row.application_id: row.receipt.number for row in store.ledger.rows()}
    there = {path.stem: path.read_bytes() for path in folder.receipts.glob("[!.]*")}
    wrong = [f"{name} has no record" for name in there if name.split("-")[0] not in numbers.values()]
    wrong += [f"{name} is not whole" for name, raw in there.items() if not raw.rstrip().endswith(b"%%EOF")]
    wrong += [f"the paper of {id} is gone" for id in said["printed"] if f"{numbers.get(id)}-1" not in there]
    folder.spooler(store).recover()
    if {row.state for row in store.ledger.rows()} - {PrintState.PRINTED}:
        wrong.append("a receipt stays open")
    return wrong


def unasked(folder: Folder) -> list[str]:
    """Papers beyond the first of each receipt, and halves of papers, where nobody asked for one more."""
    names = [path.name for path in folder.receipts.glob("*")]
    return [f"nobody asked for {name}" for name in names if not name.endswith("-1.pdf")]
