"""A terminal's database with a known content, ways to damage its file, and the openssl command line to look into it."""

from __future__ import annotations

import hashlib
import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kiosk.base.ids import reference_number
from kiosk.outbox.model import EntryState, OutboxEntry, Sealed
from kiosk.receipts.codes import verification_code
from kiosk.receipts.model import Receipt
from sync.store.driver import PAGE_SIZE
from sync.store.rescue.salvage import Salvage, SalvageReport
from sync.store.store import Store
from tests.sync.support import KEYS, NOW, CountedEntropy, Submission, ToldClock, opened

# IV and HMAC at a page's end.
RESERVED = 80
# Past an envelope's header; the least of a row that stays on its own page is longer.
SEALED_FROM = 450


@dataclass(frozen=True, slots=True)
class Handed:
    """One application, with a receipt of its own number and code; `pad` makes its envelope longer than a page."""

    id: str
    pad: int = 0

    def __call__(self, sequence: int) -> Sealed:
        sealed = Submission(self.id)(sequence)
        envelope = sealed.envelope + hashlib.shake_256(self.id.encode()).digest(self.pad)
        digest = hashlib.sha256(envelope).hexdigest()
        number = reference_number("B24", sequence)
        assert sealed.receipt is not None
        row = msgspec.json.decode(sealed.receipt, type=Receipt)
        row = msgspec.structs.replace(row, number=number, verification_code=verification_code(digest))
        event = msgspec.structs.replace(sealed.event, detail=number)
        return replace(sealed, envelope=envelope, sha256=digest, receipt=msgspec.json.encode(row), event=event)


def filled(path: Path, count: int) -> dict[str, OutboxEntry]:
    """A store of so many applications, closed; what was written, by id."""
    store = opened(path)
    for n in range(count):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}"))
    written = by_id(store)
    store.close()
    return written


def by_id(store: Store) -> dict[str, OutboxEntry]:
    return {entry.id: entry for entry in store.outbox.entries()}


def salvaged(*files: Path, out: Path) -> SalvageReport:
    """Salvage of these files, oldest first; not a byte of them is changed by it."""
    before = {path: path.read_bytes() for file in files for path in file.parent.glob(f"{file.name}*")}
    report = Salvage(files, KEYS).into(out, clock=ToldClock(), entropy=CountedEntropy())
    assert {path: path.read_bytes() for path in before} == before
    assert {path for file in files for path in file.parent.glob(f"{file.name}*")} == set(before)
    return report


def settle(store: Store, id: str, state: EntryState, detail: bytes) -> None:
    """Lend and settle one entry."""
    store.outbox.lease(NOW, 1 << 30)
    store.outbox.settle(id, state, detail, NOW)


def pages(path: Path) -> int:
    return path.stat().st_size // PAGE_SIZE


def trash(path: Path, numbers: list[int], seed: int = 1) -> None:
    """Chance over whole pages, numbered from 1."""
    chance = random.Random(seed)
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE_SIZE)
            file.write(chance.randbytes(PAGE_SIZE))


def some_pages(path: Path, count: int, seed: int = 1) -> list[int]:
    """So many pages by seeded chance, page 1 not among them."""
    chance = random.Random(seed)
    return chance.sample(range(2, pages(path) + 1), count)


def deciphered(path: Path, key: bytes = KEYS.database) -> dict[int, bytes]:
    """Every page as the openssl command line sees it: AES-256-CBC, its IV at the page's end."""
    raw = path.read_bytes()
    found = {}
    for number in range(1, len(raw) // PAGE_SIZE + 1):
        page = raw[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        iv = page[-RESERVED : -RESERVED + 16]
        command = ["openssl", "enc", "-d", "-aes-256-cbc", "-nopad", "-K", key.hex(), "-iv", iv.hex()]
        body = page[16 if number == 1 else 0 : -RESERVED]
        found[number] = subprocess.run(command, input=body, capture_output=True, check=True).stdout
    return found


def lies_on(envelope: bytes, plain: dict[int, bytes]) -> set[int]:
    """The pages on which a piece of the envelope lies: sealed bytes, behind a header that is much the same in all."""
    pieces = [envelope[at : at + 16] for at in range(SEALED_FROM, len(envelope) - 16, SEALED_FROM)]
    return {number for number, page in plain.items() if any(piece in page for piece in pieces)}


Damage = Callable[[Path], None]
